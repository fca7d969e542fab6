"""Decide an appeal, as somebody who took no part, finding by finding; what is changed goes back to its authors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.accounts.models import Language
from wellfounded.audit.events import Event
from wellfounded.cases.appeals import authors_of, last_addition, waiting_appeal
from wellfounded.cases.deadlines import set_deadline
from wellfounded.cases.errors import Stale
from wellfounded.cases.models import (
    Appeal,
    AppealOutcome,
    AppealReader,
    AppealResult,
    DeadlineKind,
    EndedHow,
    FindingOnAppeal,
)
from wellfounded.cases.outcomes import GRANTS, Outcome
from wellfounded.cases.permissions import Permission
from wellfounded.cases.recommendations import make_room, open_record
from wellfounded.cases.saving import Saving
from wellfounded.cases.states import State
from wellfounded.cases.status_after import write_status
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

_CHANGED = frozenset({FindingOnAppeal.REPLACED, FindingOnAppeal.SENT_BACK})


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingResult:
    """What the appeal says of one finding; what it changes, or sends back, needs a note for its authors."""

    entity: str
    criterion: str
    outcome: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingAppeal:
    """`granted` is the outcome that a granting appeal puts in the place of the decision's.

    `language` is that of the reasons; `word_appeal` writes them in another one. `shown` is `last_addition` of what the
    decider read.
    """

    outcome: str = ""
    reasons: str = ""
    granted: str = ""
    results: tuple[FindingResult, ...] = ()
    language: str = Language.ENGLISH
    shown: int | None = None
    key: str = ""


@transaction.atomic
def decide_appeal(user: User, number: str, *, request: DecidingAppeal) -> Appeal:
    """The appeal, decided.

    Raises:
        Stale: more was added to the appeal than whoever decides has read.
    """
    saving = Saving.begin(user, number, permission=Permission.APPEAL_DECIDE, request=request)
    if (earlier := saving.earlier(Appeal)) is not None:
        return earlier
    appeal = waiting_appeal(saving.case)
    if request.shown is not None and request.shown != last_addition(appeal):
        raise Stale(
            _("Something was added to the appeal after you opened this page. Nothing is decided: read it first.")
        )
    refuse(_problems(appeal, request))
    appeal.outcome, appeal.granted = request.outcome, request.granted
    appeal.reasons_language = request.language or Language.ENGLISH
    appeal.reasons, appeal.decided_by, appeal.decided_at = clean(request.reasons), user, timezone.now()
    appeal.save()
    _write_results(appeal, request)
    _follow(saving, appeal)
    return saving.done(appeal, Event.APPEAL_DECIDED, outcome=appeal.outcome, results=len(request.results))


def _follow(saving: Saving, appeal: Appeal) -> None:
    """What becomes of the case: sent back, it is examined again; else the decision stands or is replaced."""
    if appeal.outcome == AppealOutcome.SENT_BACK:
        make_room(saving.case, how=EndedHow.REOPENED)
        open_record(saving.case)
        saving.move(State.ASSESSMENT)
        return
    if appeal.outcome == AppealOutcome.GRANTED:
        write_status(appeal.decision, by=saving.user, outcome=Outcome(appeal.granted))
    set_deadline(saving.case, DeadlineKind.FINAL_CLOSURE, start=timezone.localdate(), by=saving.user)
    saving.move(State.SERVED)


def _write_results(appeal: Appeal, request: DecidingAppeal) -> None:
    for one in request.results:
        result = AppealResult.objects.create(
            appeal=appeal,
            entity=one.entity,
            criterion=one.criterion,
            outcome=one.outcome,
            note=clean(one.note),
        )
        if one.outcome in _CHANGED:
            authors = authors_of(appeal.decision, one.entity, criterion=one.criterion)
            AppealReader.objects.bulk_create(AppealReader(result=result, user=author) for author in authors)


def _problems(appeal: Appeal, request: DecidingAppeal) -> dict[str, str]:
    problems = required({"outcome": request.outcome, "reasons": request.reasons})
    problems |= one_of("outcome", request.outcome, known=AppealOutcome.values)
    problems |= one_of("language", request.language, known=Language.values)
    grants = request.outcome == AppealOutcome.GRANTED
    if grants and request.granted not in GRANTS:
        problems["granted"] = _("Say which status is granted.")
    if not grants and request.granted:
        problems["granted"] = _("Only an appeal that grants says which status.")
    changed = any(one.outcome in _CHANGED for one in request.results)
    if request.outcome == AppealOutcome.SENT_BACK and not changed:
        problems["results"] = _("Name at least one finding that is to be made again, for whoever makes it.")
    return problems | _problems_of_results(appeal, request)


def _problems_of_results(appeal: Appeal, request: DecidingAppeal) -> dict[str, str]:
    receipt = appeal.decision.receipt
    known = set(receipt.data["findings"]) if receipt is not None else set()
    problems: dict[str, str] = {}
    for number, one in enumerate(request.results, start=1):
        if f"{one.entity} {one.criterion}" not in known:
            problems[f"results-{number}"] = _("The decision has no such finding.")
        elif one.outcome not in FindingOnAppeal.values:
            problems[f"results-{number}"] = _("Choose one of the words that are offered.")
        elif one.outcome in _CHANGED and not clean(one.note):
            problems[f"results-{number}"] = _("Say what was wrong, for those who made the finding.")
    named = [(one.entity, one.criterion) for one in request.results]
    if len(set(named)) != len(named):
        problems["results"] = _("Each finding is named once.")
    return problems
