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
from wellfounded.cases.appeals import decided_appeal
from wellfounded.cases.export_kinds import APPEALS, DECISIONS, RULES
from wellfounded.cases.export_policy import WAITS, agreed_to, goes_to_a_returning_state, refusals, rests_on_one_word
from wellfounded.cases.export_question import abouts_of, wanted_of
from wellfounded.cases.export_words import by_field
from wellfounded.cases.models import Export, ExportKind, RecipientOfExport, ReleasedTo
from wellfounded.cases.models.decision import DecisionState, current_decision
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.recipient_keys import recipient_called
from wellfounded.cases.turns import take_turn_of
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.accounts.models import User
    from wellfounded.cases.export_policy import About, Wanted
    from wellfounded.cases.models import Case

# What else whoever lets something out must be allowed to read: what stands in it. A person’s own file is not among
# them, which was released before; nor a letter that names nobody; of a decision it hangs on whether it was served.
READS: dict[str, tuple[Permission, ...]] = {
    ExportKind.BRIEF_PDF: (Permission.ASSESSMENT_READ,),
    ExportKind.BRIEF_DOCX: (Permission.ASSESSMENT_READ,),
    ExportKind.CASE_FILE: (Permission.ASSESSMENT_READ,),
    ExportKind.BUNDLE: (Permission.EVIDENCE_READ, Permission.ASSESSMENT_READ, Permission.DECISION_READ),
    ExportKind.REGISTER_CSV: (Permission.IDENTITY_READ,),
    ExportKind.REGISTER_XLSX: (Permission.IDENTITY_READ,),
    ExportKind.EXTRACT: (Permission.IDENTITY_READ,),
}
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
    take_turn_of(user)
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
    for permission in (*READS.get(kind, ()), *_of_decision(case, kind)):
        check(user, permission, case=case)
    return case


def _of_decision(case: Case, kind: str) -> tuple[Permission, ...]:
    """What reads the decision that would leave: one that was served, or that of those who decide."""
    if kind in DECISIONS:
        decision = current_decision(case)
        served = decision is not None and decision.state == DecisionState.SERVED
    elif kind in APPEALS:
        appeal = decided_appeal(case)
        served = appeal is not None and appeal.served_on is not None
    else:
        return ()
    return (Permission.DECISION_READ_SERVED if served else Permission.DECISION_READ,)


def act_on_consents(export: Export, *, wanted: Wanted, abouts: Sequence[About]) -> None:
    """Write on the export which consents it acts on, which States are barred, and why two people have to agree."""
    export.barred = " ".join(sorted({state for one in abouts for state in one.feared}))
    somebody_else = wanted.recipient_kind == RecipientOfExport.OTHER and RULES[wanted.kind].identifying
    agreed = {one.number: agreed_to(wanted, one) for one in abouts} if somebody_else else {}
    export.consents = {number: one.pk for number, one in agreed.items() if one is not None}
    export.returning = somebody_else and goes_to_a_returning_state(wanted, abouts)
    export.on_one_word, export.people_lately = rests_on_one_word(wanted, abouts), wanted.lately
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
