"""Sign a decision: the assessment is made again, and nothing may come out otherwise than it was recommended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.decision_policies import obstacles
from wellfounded.cases.errors import NotNow, Stale
from wellfounded.cases.ground import ground_of, open_proceeding
from wellfounded.cases.grounds import grounds_met
from wellfounded.cases.models import Decision, DecisionState
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.outcomes import Outcome
from wellfounded.cases.permissions import Permission
from wellfounded.cases.punctuation import listed
from wellfounded.cases.receipts import changed_since, store_receipt
from wellfounded.cases.recommendations import keep_law_day
from wellfounded.cases.saving import Saving
from wellfounded.cases.screening import screen
from wellfounded.cases.states import State
from wellfounded.cases.text_shown import text_shown
from wellfounded.cases.typed_text import refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.law.assess import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningDecision:
    """`read` says that whoever signs has read the whole text; `shown` is `text_shown` of what they read."""

    read: bool = False
    shown: str = ""
    key: str = ""


@transaction.atomic
def sign_decision(user: User, number: str, *, request: SigningDecision) -> Decision:
    """The decision, signed.

    Raises:
        Stale: the text is another one than whoever signs has read.
    """
    saving = Saving.begin(user, number, permission=Permission.DECISION_DECIDE, request=request)
    if (earlier := saving.earlier(Decision)) is not None:
        return earlier
    decision = current_decision(saving.case)
    if decision is None or decision.state != DecisionState.DRAFT or State(saving.case.state) is not State.DECISION:
        raise NotNow(_("There is no draft to sign."))
    if request.shown and request.shown != text_shown(decision):
        raise Stale(_("The text was changed after you opened this page. Nothing is signed: read it as it stands now."))
    assessment = screen(saving.case)
    refuse(_problems(decision, request, assessment=assessment))
    decision.state, decision.decided_by, decision.signed_at = DecisionState.SIGNED, user, timezone.now()
    decision.grounds = " ".join(grounds_met(assessment))
    decision.receipt = store_receipt(saving.case, assessment, by=user)
    decision.save()
    keep_law_day(saving.case, assessment.as_of)
    _end_proceeding(decision)
    saving.move(State.DECIDED)
    return saving.done(decision, Event.DECISION_SIGNED, outcome=decision.outcome, seal=decision.receipt.seal)


def _problems(decision: Decision, request: SigningDecision, *, assessment: Assessment) -> dict[str, str]:
    problems = {} if request.read else {"read": _("Read the whole text first, and say that you did.")}
    if changed := changed_since(decision.recommendation.receipt, assessment):
        problems["outcome"] = _(
            "Since the recommendation the record, the law or the day has changed these conclusions: %(titles)s. "
            "Send it back."
        ) % {"titles": listed(changed)}
    elif in_the_way := obstacles(ground_of(decision.case, Outcome(decision.outcome), assessment=assessment)):
        problems["outcome"] = " ".join(in_the_way)
    if only_in_one := edited_in_one_language(decision):
        numbers = listed(only_in_one)
        problems["paragraphs"] = _("Edited in one language and not in the others: %(numbers)s.") % {"numbers": numbers}
    return problems


def edited_in_one_language(decision: Decision) -> tuple[int, ...]:
    """The numbers of paragraphs that were edited in some languages of the decision but not in all."""
    rows = list(decision.paragraphs.values_list("number", "edited"))
    edited = {number for number, text in rows if text}
    return tuple(sorted(number for number in edited if any(one == number and not text for one, text in rows)))


def _end_proceeding(decision: Decision) -> None:
    proceeding = open_proceeding(decision.case)
    if proceeding is not None:
        proceeding.ended_at, proceeding.ended_by = decision.signed_at, decision
        proceeding.save()
