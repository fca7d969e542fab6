"""Ask to let something out: every case, the recipient and the consents are checked before anything is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.accounts.models import Language
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import open_case
from wellfounded.cases.export_kinds import RULES
from wellfounded.cases.export_policy import WAITS, agreed_to, goes_to_a_returning_state, refusals
from wellfounded.cases.export_question import abouts_of, wanted_of
from wellfounded.cases.export_words import by_field
from wellfounded.cases.models import Export, ExportKind, RecipientOfExport, ReleasedTo
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.recipient_keys import recipient_called
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.accounts.models import User
    from wellfounded.cases.export_policy import About, Wanted
    from wellfounded.cases.models import Case

# What else whoever lets out such a paper must be allowed to read: it shows what is open in the assessment.
READS: dict[str, Permission] = dict.fromkeys((ExportKind.BRIEF_PDF, ExportKind.BRIEF_DOCX), Permission.ASSESSMENT_READ)
# What may be of many people; everything else is of one case.
OF_MANY = frozenset(kind for kind, rules in RULES.items() if rules.of_many)
NONE = "(none)"  # where one of several must be chosen, nothing is as wrong as a word that is not among them


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportAsked:
    """`recipient` and `recipient_state` name somebody else; the other kinds of recipient are known from the case."""

    kind: str
    numbers: tuple[str, ...]
    recipient_kind: str
    purpose: str
    recipient: str = ""
    recipient_state: str = ""
    language: str = ""


@transaction.atomic
def ask_export(user: User, request: ExportAsked) -> Export:
    """Record what shall leave. Nothing leaves yet: `letters.gate` makes it.

    Raises:
        NotFound, NotAllowed: one of the cases may not be opened or exported by this user.
        Invalid: a feared State, a missing consent, or more than one case where only one may be.
    """
    refuse(_wrong_words(request))
    numbers = tuple(sorted(set(request.numbers)))
    cases = [open_for_export(user, number, kind=request.kind) for number in numbers]
    export = _asked(user, request, numbers=numbers)
    export.people = len({case.person_id for case in cases})
    wanted, abouts = wanted_of(export), abouts_of(cases)
    refuse(by_field(one for one in refusals(wanted, abouts) if one.why not in WAITS))
    act_on_consents(export, wanted=wanted, abouts=abouts)
    export.save()
    detail = {"export": export.pk, "kind": export.kind, "recipient": export.recipient_kind, "people": export.people}
    for number in numbers:
        record(Event.EXPORT_ASKED, actor=user.username, subject=number, detail=detail)
    return export


def open_for_export(user: User, number: str, *, kind: str) -> Case:
    """A case, for letting something of this kind out of it.

    Raises:
        NotFound: there is no such case for this user.
        NotAllowed: the user may not export from it, or not read what would leave.
    """
    case = open_case(user, number, permission=Permission.CASE_EXPORT)
    if kind in READS:
        check(user, READS[kind], case=case)
    return case


def act_on_consents(export: Export, *, wanted: Wanted, abouts: Sequence[About]) -> None:
    """Write on the export which consents it acts on, which States are barred, and whether one may return the person."""
    export.barred = " ".join(sorted({state for one in abouts for state in one.feared}))
    somebody_else = wanted.recipient_kind == RecipientOfExport.OTHER and RULES[wanted.kind].identifying
    agreed = {one.number: agreed_to(wanted, one) for one in abouts} if somebody_else else {}
    export.consents = {number: one.pk for number, one in agreed.items() if one is not None}
    export.returning = somebody_else and goes_to_a_returning_state(wanted, abouts)
    if wanted.kind == ExportKind.EXTRACT:
        export.extract_of_id = next(iter(export.consents.values()), None)


def _asked(user: User, request: ExportAsked, *, numbers: tuple[str, ...]) -> Export:
    """The row, not saved. Whoever is somebody else must stand in the register of recipients."""
    other = request.recipient_kind == RecipientOfExport.OTHER
    return Export(
        kind=request.kind,
        recipient_kind=request.recipient_kind,
        recipient=clean(request.recipient),
        recipient_state=request.recipient_state,
        sealed_to=recipient_called(clean(request.recipient), request.recipient_state) if other else None,
        purpose=clean(request.purpose),
        language=request.language,
        numbers=list(numbers),
        asked_by=user,
    )


def _wrong_words(request: ExportAsked) -> dict[str, str]:
    problems = required({"purpose": request.purpose})
    problems |= one_of("kind", request.kind or NONE, known=ExportKind.values)
    problems |= one_of("recipient_kind", request.recipient_kind or NONE, known=RecipientOfExport.values)
    if not request.numbers:
        problems["numbers"] = _("Choose at least one case.")
    if request.kind == ExportKind.OWN_FILE and request.recipient_kind not in ReleasedTo.values:
        problems["recipient_kind"] = _("A person’s own file goes to the person or to counsel, as it was released.")
    if request.recipient_kind == RecipientOfExport.OTHER:
        problems |= required({"recipient": request.recipient, "recipient_state": request.recipient_state})
    return problems | one_of("language", request.language, known=Language.values)
