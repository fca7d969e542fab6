"""What this user may do now about the decision of a case: one line for each act, with its page.

It only chooses which links are shown. Whether the act is done is decided by the action, when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.appeals import stands_as_grant
from wellfounded.cases.closing import CLOSED_FROM, OPEN_TO_ABSENCE
from wellfounded.cases.ground import open_proceeding
from wellfounded.cases.models import DecisionState
from wellfounded.cases.models.decision import current_decision, standing_recommendation
from wellfounded.cases.permissions import Permission, allowing
from wellfounded.cases.registration import family_on_record
from wellfounded.cases.states import State

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, Decision, Recommendation


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the decision of a case stands."""

    user: User
    case: Case
    state: State
    recommendation: Recommendation | None
    decision: Decision | None
    proceeding: bool

    @property
    def draft(self) -> bool:
        return self.decision is not None and self.decision.state == DecisionState.DRAFT

    @property
    def holds_status(self) -> bool:
        served = self.decision is not None and self.decision.state == DecisionState.SERVED
        return served and self.decision is not None and stands_as_grant(self.decision)

    @property
    def has_family(self) -> bool:
        """Whether somebody is on record from whom a status may derive."""
        return self.case.derives_from_id is not None or bool(family_on_record(self.user, self.case))

    @property
    def after(self) -> bool:
        """Whether the case was decided and served, or closed."""
        return self.state in {State.SERVED, State.CLOSED}


@dataclass(frozen=True, slots=True)
class Act:
    """`main` acts are what the case waits for; the others are there when they are needed."""

    route: str
    label: Promise
    permission: Permission
    fits: Callable[[Standing], bool]
    main: bool = False


@dataclass(frozen=True, slots=True)
class ShownAct:
    address: str
    label: Promise
    main: bool


def _not_reviewed(now: Standing) -> bool:
    standing = now.recommendation
    return now.state is State.REVIEW and standing is not None and not standing.reviews.filter(by=now.user).exists()


def _signable(now: Standing) -> bool:
    return now.state is State.DECISION and now.draft


ACTS: tuple[Act, ...] = (
    Act(
        "recommend",
        _("Recommend an outcome"),
        Permission.RECOMMEND,
        lambda now: now.state is State.ASSESSMENT,
        main=True,
    ),
    Act("review", _("Review the recommendation"), Permission.REVIEW, _not_reviewed, main=True),
    Act(
        "recommendation_withdraw",
        _("Take your recommendation back"),
        Permission.RECOMMEND,
        lambda now: (
            now.state is State.REVIEW and now.recommendation is not None and now.recommendation.by_id == now.user.pk
        ),
    ),
    Act(
        "decision_draft",
        _("Draft the decision"),
        Permission.DECISION_DRAFT,
        lambda now: now.state is State.DECISION and now.decision is None,
        main=True,
    ),
    Act("decision_sign", _("Sign the decision"), Permission.DECISION_DECIDE, _signable, main=True),
    Act(
        "decision_send_back",
        _("Do not sign: send it back"),
        Permission.DECISION_DECIDE,
        lambda now: now.state is State.DECISION,
    ),
    Act(
        "decision_serve",
        _("Serve the decision"),
        Permission.DECISION_SERVE,
        lambda now: now.state is State.DECIDED,
        main=True,
    ),
    Act(
        "decision_withdraw",
        _("Withdraw it before it is served"),
        Permission.DECISION_WITHDRAW,
        lambda now: now.state is State.DECIDED,
    ),
    Act(
        "appeal_decide",
        _("Decide the appeal"),
        Permission.APPEAL_DECIDE,
        lambda now: now.state is State.APPEAL,
        main=True,
    ),
    Act(
        "appeal_lodge",
        _("Lodge an appeal"),
        Permission.APPEAL_LODGE,
        lambda now: now.after and now.decision is not None,
    ),
    Act(
        "appeal_add",
        _("Add to the appeal"),
        Permission.APPEAL_LODGE,
        lambda now: now.state is State.APPEAL,
    ),
    Act(
        "case_reopen",
        _("Open the case again"),
        Permission.CASE_REOPEN,
        lambda now: now.after and not now.holds_status,
    ),
    Act(
        "begin_cancellation",
        _("Begin to examine cancellation"),
        Permission.PROCEEDING_BEGIN,
        lambda now: now.after and now.holds_status and not now.proceeding,
    ),
    Act(
        "begin_cessation",
        _("Begin to examine cessation"),
        Permission.PROCEEDING_BEGIN,
        lambda now: now.after and now.holds_status and not now.proceeding,
    ),
    Act(
        "derivative_status",
        _("Grant the status of a family member"),
        Permission.DERIVATIVE_GRANT,
        lambda now: now.has_family,
    ),
    Act(
        "absence_note",
        _("Note that the applicant did not come"),
        Permission.CASE_CLOSE,
        lambda now: now.state in OPEN_TO_ABSENCE,
    ),
    Act(
        "case_close",
        _("Close the case"),
        Permission.CASE_CLOSE,
        lambda now: not now.proceeding and any(now.state in states for states in CLOSED_FROM.values()),
    ),
    Act("own_file", _("Hand over the person’s own file"), Permission.OWN_FILE_RELEASE, lambda now: True),  # noqa: ARG005 - asks nothing of the state
)


def standing_of(user: User, case: Case) -> Standing:
    """Where the decision stands, in three queries."""
    return Standing(
        user=user,
        case=case,
        state=State(case.state),
        recommendation=standing_recommendation(case),
        decision=current_decision(case),
        proceeding=open_proceeding(case) is not None,
    )


def acts_of(now: Standing) -> list[ShownAct]:
    allows = allowing(now.user, now.case)
    return [
        ShownAct(reverse(act.route, args=[now.case.number]), act.label, act.main)
        for act in ACTS
        if allows(act.permission) and act.fits(now)
    ]
