"""Recommend an outcome: with reasons, an answer to each remark, and the receipt on which it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.decision_policies import departs, obstacles, to_answer
from wellfounded.cases.errors import NotNow
from wellfounded.cases.ground import ground_of
from wellfounded.cases.models import Recommendation
from wellfounded.cases.outcomes import Outcome
from wellfounded.cases.permissions import Permission
from wellfounded.cases.receipts import store_receipt
from wellfounded.cases.saving import Saving
from wellfounded.cases.screening import remarks, screen
from wellfounded.cases.states import State
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.law.assess import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommending:
    """`answers` says of each remark, under its `remark_key`, how it was answered or why it may stand."""

    outcome: str = ""
    reasons: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    departs_reason: str = ""
    key: str = ""


@transaction.atomic
def recommend(user: User, number: str, *, request: Recommending) -> Recommendation:
    """Recommend, and send the case to review."""
    saving = Saving.begin(user, number, permission=Permission.RECOMMEND, request=request)
    if (earlier := saving.earlier(Recommendation)) is not None:
        return earlier
    if State(saving.case.state) is not State.ASSESSMENT:
        raise NotNow(_("An outcome is recommended while the case is in assessment."))
    assessment = screen(saving.case)
    refuse(required({"reasons": request.reasons}) | problems_of(saving.case, request, assessment=assessment))
    made = Recommendation.objects.create(
        case=saving.case,
        by=user,
        outcome=request.outcome,
        reasons=clean(request.reasons),
        receipt=store_receipt(saving.case, assessment, by=user),
        remarks_answered={key: clean(text) for key, text in request.answers.items()},
        departs_reason=clean(request.departs_reason),
    )
    saving.move(State.REVIEW)
    return saving.done(made, Event.RECOMMENDED, outcome=made.outcome, seal=made.receipt.seal)


def problems_of(case: Case, request: Recommending, *, assessment: Assessment) -> dict[str, str]:
    """Everything that is wrong, by field: what stands in the way, and what was not answered."""
    wrong = required({"outcome": request.outcome}) | one_of("outcome", request.outcome, known=Outcome.values)
    if wrong:
        return wrong
    ground = ground_of(case, Outcome(request.outcome), assessment=assessment)
    if in_the_way := obstacles(ground):
        wrong["outcome"] = " ".join(in_the_way)
    if departs(ground) and not clean(request.departs_reason):
        wrong["departs_reason"] = _("This grants more than follows from the record. Say why.")
    if not departs(ground) and clean(request.departs_reason):
        wrong["departs_reason"] = _("This follows from the record; there is nothing to explain here.")
    for key in to_answer(remarks(assessment)):
        if not clean(request.answers.get(key, "")):
            wrong[f"answers-{key}"] = _("Answer this remark, or say why it may stand.")
    return wrong
