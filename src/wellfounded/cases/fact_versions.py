"""Facts of a record, read and written version by version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils.translation import gettext as _

from wellfounded.cases.errors import Invalid, Stale
from wellfounded.cases.law_case import plain
from wellfounded.cases.models import FactEntry
from wellfounded.cases.slots import definition_of
from wellfounded.law.case_file import FactRecord
from wellfounded.law.case_writer import fact_as_data
from wellfounded.law.document import Document
from wellfounded.law.fact_reader import read_fact
from wellfounded.law.fields import Fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.law.case_file import Slot
    from wellfounded.law.errors import Problem


def fact_from(fact: str, data: Mapping[str, Any]) -> FactRecord:
    """A fact in the format of the case file, read and checked by the core.

    Raises:
        Invalid: one sentence for each part that cannot be used.
    """
    problems: list[Problem] = []
    whole = {fact: dict(data)}
    record = read_fact(Fields(Document("", whole, {}), (), whole, problems), fact, definition=definition_of(fact))
    if problems:
        raise Invalid(sentences(problems))
    return record


def sentences(problems: list[Problem]) -> dict[str, str]:
    """The problems of a reader as sentences by field; the path below a fact names the field."""
    found: dict[str, str] = {}
    for problem in problems:
        field = ".".join(problem.path.split(".")[1:]) or problem.path
        found[field] = f"{found[field]} {problem.message}" if field in found else f"{problem.message} {problem.mend}"
    return found


def newest(case: Case, slot: Slot) -> FactEntry | None:
    """The version of a fact that counts, None when nothing was recorded."""
    return FactEntry.objects.filter(case=case, entity=slot[0], fact=slot[1]).order_by("version").last()


def record_of(entry: FactEntry | None) -> FactRecord:
    """What an entry says; an empty record for none."""
    return FactRecord() if entry is None else fact_from(entry.fact, entry.record)


def check_seen(entry: FactEntry | None, seen: int, *, mine: Mapping[str, Any]) -> None:
    """Refuse what was typed against another version than the one that counts: both are shown side by side.

    Raises:
        Stale: with what stands now and what was typed.
    """
    if seen != (0 if entry is None else entry.version):
        message = _("Somebody else changed this fact in the meantime. Nothing was lost: both versions stand below.")
        raise Stale(message, theirs={} if entry is None else entry.record, mine=mine)


def write_fact(case: Case, slot: Slot, *, record: FactRecord, by: User, last: int | None = None) -> FactEntry:
    """Write the next version of a fact. The case is locked, so that no two versions have one number.

    `last` is the version that counts, for whoever has read it under this lock; 0 for none.
    """
    if last is None:
        versions = FactEntry.objects.filter(case=case, entity=slot[0], fact=slot[1])
        last = versions.aggregate(last=Max("version"))["last"] or 0
    return FactEntry.objects.create(
        case=case,
        entity=slot[0],
        fact=slot[1],
        version=last + 1,
        record=plain(fact_as_data(record)),
        state=str(record.state),
        answered=str(record.answered or ""),
        by=by,
    )
