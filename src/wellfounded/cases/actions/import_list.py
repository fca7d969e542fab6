"""Brings in a list of people from outside. It is read only in the guarded child, and comes in whole or not at all.

Rows that are refused are named with the reason. Then nothing comes in, until somebody who has read them says that the
rest is wanted without them. Whoever brings a list in does not hold it against the register (`screen_list`).
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.actions.add_exhibit import REFUSALS
from wellfounded.cases.entry import read_entry
from wellfounded.cases.errors import Invalid
from wellfounded.cases.list_faults import list_fault
from wellfounded.cases.looking_limits import count_asking
from wellfounded.cases.models import ImportedList, ListedPerson, Looking
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.typed_text import refuse
from wellfounded.identity.lists.entry import ListProblem, PersonList
from wellfounded.identity.lists.plain import list_from_data
from wellfounded.persons.date_entry import LONGEST
from wellfounded.vault.child import Limits, Refusal, run_guarded

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.identity.record import Record

MOST = 60 << 20
MOST_ENTRIES = 50_000
NUMBER = 200
LIMITS = Limits(memory_mb=1536, cpu_seconds=60)
_REFUSALS = REFUSALS | {
    Refusal.TOO_BIG: gettext_lazy("The list is too large: at most 60 MB and 50,000 entries. Divide it."),
    Refusal.NOT_THIS_TYPE: gettext_lazy("This is no list that can be read."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGiven:
    """`without_refused` brings in the rest of a list of which some rows were refused."""

    kind: str
    title: str
    source: str
    content: bytes = b""
    without_refused: bool = False
    key: str = ""  # of the page; the same file is brought in only once anyway


@dataclass(frozen=True, slots=True)
class ListReport:
    """The list, unless rows were refused; and every row with what is wrong with it."""

    listed: ImportedList | None
    entries: int
    problems: tuple[ListProblem, ...]

    @property
    def refused(self) -> int:
        return sum(problem.refused for problem in self.problems)


def import_list(user: User, *, request: ListGiven) -> ListReport:
    """The report. The child reads the file first, so that no lock waits for it.

    Raises:
        NotAllowed: the user is no matcher, or has brought in as many lists today as the office allows.
        Invalid: something is missing, the file is no list, or it was brought in before.
    """
    check(user, Permission.OFFICE_LISTS_KEEP)
    given = read_entry(ImportedList, request, needed=("kind", "title", "source"))
    if not request.content:
        refuse({"content": _("Choose a file. This one is empty or was not sent.")})
    found = _read(request.content)
    report = ListReport(None, len(found.records), found.problems)
    if not found.records or (report.refused and not request.without_refused):
        return report
    count_asking(user, Looking.LIST)
    given |= {"shape": found.kind, "digest": hashlib.sha256(request.content).hexdigest(), "refused": report.refused}
    return ListReport(_write(user, found, given=given), report.entries, report.problems)


def _read(content: bytes) -> PersonList:
    if len(content) > MOST:
        raise Invalid({"content": str(_REFUSALS[Refusal.TOO_BIG])})
    parsed = run_guarded("person_list", content, options={"most_entries": MOST_ENTRIES}, limits=LIMITS)
    if parsed.refused is not None:
        raise Invalid({"content": str(_REFUSALS[parsed.refused])})
    if "message" in parsed.result:
        raise Invalid({"content": list_fault(parsed.result)})
    try:
        return _fitting(list_from_data(parsed.result))
    except ValueError:
        raise Invalid({"content": str(_REFUSALS[Refusal.CRASHED])}) from None


def _fitting(found: PersonList) -> PersonList:
    """Without entries that no column holds; they are named like the others."""
    wide = [one for one in found.records if len(one.key) > NUMBER or len(str(one.birth or "")) > LONGEST]
    said = [
        ListProblem(
            f"entry {one.key[:40]}",
            "The number or the birth date is too long.",
            "Shorten it.",
            refused=True,
            code="too_long",
        )
        for one in wide
    ]
    fitting = tuple(one for one in found.records if one not in wide)
    return PersonList(found.kind, fitting, (*found.problems, *said))


@transaction.atomic
def _write(user: User, found: PersonList, *, given: dict[str, object]) -> ImportedList:
    if ImportedList.objects.filter(digest=given["digest"]).exists():
        raise Invalid({"content": _("This very file was brought in before.")})
    listed = ImportedList.objects.create(by=user, problems=[asdict(one) for one in found.problems], **given)
    ListedPerson.objects.bulk_create((_entry(listed, one) for one in found.records), batch_size=500)
    detail = {"kind": listed.kind, "entries": len(found.records), "refused": listed.refused}
    record(Event.LIST_IMPORTED, actor=user.username, subject=str(listed.pk), detail=detail)
    return listed


def _entry(listed: ImportedList, one: Record) -> ListedPerson:
    more = {"sex": one.sex, "places": one.places, "father": one.father, "mother": one.mother, "numbers": one.numbers}
    return ListedPerson(listed=listed, number=one.key, names=list(one.names), birth=one.birth, more=more)
