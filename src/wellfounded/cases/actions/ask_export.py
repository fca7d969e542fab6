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
from wellfounded.cases.models import Export, ExportKind, RecipientOfExport, ReleasedTo
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.recipients import consents_in_force, feared_states
from wellfounded.cases.typed_text import clean, one_of, refuse, required
from wellfounded.persons.models import DataClass

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case

# What a person must have agreed to before such a thing may go to somebody else. The whole file covers each.
CONSENT_FOR = {
    ExportKind.DECISION_PDF: DataClass.ACCOUNT,
    ExportKind.DECISION_DOCX: DataClass.ACCOUNT,
    ExportKind.APPEAL_PDF: DataClass.ACCOUNT,
    ExportKind.APPEAL_DOCX: DataClass.ACCOUNT,
    ExportKind.CASE_FILE: DataClass.ACCOUNT,
    ExportKind.REGISTER_CSV: DataClass.IDENTITY,
    ExportKind.REGISTER_XLSX: DataClass.IDENTITY,
    ExportKind.BUNDLE: DataClass.WHOLE_FILE,
    ExportKind.OWN_FILE: DataClass.WHOLE_FILE,
    ExportKind.BRIEF_PDF: DataClass.ACCOUNT,
    ExportKind.BRIEF_DOCX: DataClass.ACCOUNT,
}
# What else whoever lets out such a paper must be allowed to read: it shows what is open in the assessment.
READS: dict[str, Permission] = dict.fromkeys((ExportKind.BRIEF_PDF, ExportKind.BRIEF_DOCX), Permission.ASSESSMENT_READ)
# What the list of an office may hold; everything else is of one case.
OF_MANY = frozenset({ExportKind.REGISTER_CSV, ExportKind.REGISTER_XLSX})
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
    refuse(_wrong_recipient(request, cases))
    export = Export.objects.create(
        kind=request.kind,
        recipient_kind=request.recipient_kind,
        recipient=clean(request.recipient),
        recipient_state=request.recipient_state,
        purpose=clean(request.purpose),
        language=request.language,
        numbers=list(numbers),
        people=len({case.person_id for case in cases}),
        asked_by=user,
    )
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


def _wrong_words(request: ExportAsked) -> dict[str, str]:
    problems = required({"purpose": request.purpose})
    problems |= one_of("kind", request.kind or NONE, known=ExportKind.values)
    problems |= one_of("recipient_kind", request.recipient_kind or NONE, known=RecipientOfExport.values)
    if not request.numbers:
        problems["numbers"] = _("Choose at least one case.")
    elif len(set(request.numbers)) > 1 and request.kind not in OF_MANY:
        problems["numbers"] = _("This is made for one case at a time.")
    if request.kind == ExportKind.OWN_FILE and request.recipient_kind not in ReleasedTo.values:
        problems["recipient_kind"] = _("A person’s own file goes to the person or to counsel, as it was released.")
    return problems | one_of("language", request.language, known=Language.values)


def _wrong_recipient(request: ExportAsked, cases: list[Case]) -> dict[str, str]:
    """A State that is feared in any of the cases is refused whatever anybody agreed to."""
    if any(request.recipient_state in feared_states(case) for case in cases if request.recipient_state):
        return {"recipient_state": _("Nothing may go to this State: it is feared, or may be.")}
    if request.recipient_kind != RecipientOfExport.OTHER:
        return {}
    problems = required({"recipient": request.recipient, "recipient_state": request.recipient_state})
    if problems:
        return problems
    missing = [case.number for case in cases if not _agreed(case, request)]
    if missing:
        sentence = _("These have not agreed that this goes to this recipient: %(numbers)s. Record a consent first.")
        return {"recipient": sentence % {"numbers": ", ".join(missing)}}
    return {}


def _agreed(case: Case, request: ExportAsked) -> bool:
    """Whether a consent in force names this recipient and what it is to be told."""
    covering = {CONSENT_FOR[ExportKind(request.kind)], DataClass.WHOLE_FILE}
    return any(
        consent.recipient.casefold() == clean(request.recipient).casefold()
        and consent.recipient_state == request.recipient_state
        and consent.data_class in covering
        for consent in consents_in_force(case)
    )
