"""What this user may do now about the decision of a case: one line for each act, with its page.

It only chooses which links are shown, and says why a page opens to nothing. Whether the act is done is decided by the
action, when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.appeals import stands_as_grant
from wellfounded.cases.closing import OPEN_TO_ABSENCE
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
    def reviewed(self) -> bool:
        """Whether the user has reviewed the recommendation that stands."""
        return self.recommendation is not None and self.recommendation.reviews.filter(by=self.user).exists()

    @property
    def after(self) -> bool:
        """Whether the case was decided and served, or closed."""
        return self.state in {State.SERVED, State.CLOSED}


@dataclass(frozen=True, slots=True)
class Need:
    """What has to be so before an act is done, and what is said where it is not: why, and what to do instead."""

    met: Callable[[Standing], bool]
    otherwise: Promise


@dataclass(frozen=True, slots=True)
class Act:
    """`main` acts are what the case waits for; the others are there when they are needed."""

    route: str
    label: Promise
    permission: Permission
    needs: tuple[Need, ...] = ()
    main: bool = False

    def hindered(self, now: Standing) -> str:
        """Why it cannot be done now; blank where nothing stands in the way."""
        return next((str(one.otherwise) for one in self.needs if not one.met(now)), "")


@dataclass(frozen=True, slots=True)
class ShownAct:
    address: str
    label: Promise
    main: bool


def _in(*states: State, otherwise: Promise) -> Need:
    return Need(lambda now: now.state in states, otherwise)


def _not_in(*states: State, otherwise: Promise) -> Need:
    return Need(lambda now: now.state not in states, otherwise)


# Each is asked before those that stand after it, so that the sentence is the one that helps.
_STATUS_WAITS = (
    Need(
        lambda now: now.after and now.decision is not None,
        _("A proceeding about a status begins after the status was granted and served."),
    ),
    Need(
        lambda now: now.holds_status and not now.proceeding,
        _("The person holds no status that such a proceeding could be about."),
    ),
)

ACTS: tuple[Act, ...] = (
    Act(
        "recommend",
        _("Recommend an outcome"),
        Permission.RECOMMEND,
        (_in(State.ASSESSMENT, otherwise=_("An outcome is recommended while the case is in assessment.")),),
        main=True,
    ),
    Act(
        "review",
        _("Review the recommendation"),
        Permission.REVIEW,
        (
            Need(
                lambda now: now.state is State.REVIEW and now.recommendation is not None,
                _("There is no recommendation to review."),
            ),
            Need(
                lambda now: not now.reviewed,
                _("You reviewed this already. The second opinion is somebody else's."),
            ),
        ),
        main=True,
    ),
    Act(
        "recommendation_withdraw",
        _("Take your recommendation back"),
        Permission.RECOMMEND,
        (
            Need(
                lambda now: now.state is State.REVIEW and now.recommendation is not None,
                _("Only a recommendation that is under review can be taken back."),
            ),
            Need(
                lambda now: now.recommendation is not None and now.recommendation.by_id == now.user.pk,
                _("A recommendation is taken back by whoever made it."),
            ),
        ),
    ),
    Act(
        "decision_draft",
        _("Draft the decision"),
        Permission.DECISION_DRAFT,
        (
            _in(State.DECISION, otherwise=_("A decision is drafted after the review agreed.")),
            Need(lambda now: now.decision is None, _("There is a draft already.")),
        ),
        main=True,
    ),
    Act(
        "decision_sign",
        _("Sign the decision"),
        Permission.DECISION_DECIDE,
        (Need(lambda now: now.state is State.DECISION and now.draft, _("There is no draft to sign.")),),
        main=True,
    ),
    Act(
        "decision_send_back",
        _("Do not sign: send it back"),
        Permission.DECISION_DECIDE,
        (_in(State.DECISION, otherwise=_("There is no decision to send back.")),),
    ),
    Act(
        "decision_serve",
        _("Serve the decision"),
        Permission.DECISION_SERVE,
        (_in(State.DECIDED, otherwise=_("Only a signed decision can be served.")),),
        main=True,
    ),
    Act(
        "decision_withdraw",
        _("Withdraw it before it is served"),
        Permission.DECISION_WITHDRAW,
        (
            _in(
                State.DECIDED,
                otherwise=_("Only a decision that is signed and not yet served can be withdrawn."),
            ),
        ),
    ),
    Act(
        "appeal_decide",
        _("Decide the appeal"),
        Permission.APPEAL_DECIDE,
        (_in(State.APPEAL, otherwise=_("No appeal is waiting.")),),
        main=True,
    ),
    Act(
        "appeal_lodge",
        _("Lodge an appeal"),
        Permission.APPEAL_LODGE,
        (
            _not_in(
                State.APPEAL,
                otherwise=_("An appeal is waiting already. What comes after it is added to that appeal."),
            ),
            Need(
                lambda now: now.after and now.decision is not None,
                _("An appeal is lodged against a decision that was served."),
            ),
        ),
    ),
    Act(
        "appeal_add",
        _("Add to the appeal"),
        Permission.APPEAL_LODGE,
        (_in(State.APPEAL, otherwise=_("No appeal is waiting.")),),
    ),
    Act(
        "case_reopen",
        _("Open the case again"),
        Permission.CASE_REOPEN,
        (
            Need(lambda now: now.after, _("Only a case that was decided or closed is opened again.")),
            Need(
                lambda now: not now.holds_status,
                _("The person holds a status. It is looked at again only in a proceeding of which the person is told."),
            ),
        ),
    ),
    Act(
        "begin_cancellation",
        _("Begin to examine cancellation"),
        Permission.PROCEEDING_BEGIN,
        _STATUS_WAITS,
    ),
    Act(
        "begin_cessation",
        _("Begin to examine cessation"),
        Permission.PROCEEDING_BEGIN,
        _STATUS_WAITS,
    ),
    Act(
        "derivative_status",
        _("Grant the status of a family member"),
        Permission.DERIVATIVE_GRANT,
        (Need(lambda now: now.has_family, _("Enter first that they are relatives or of one household.")),),
    ),
    Act(
        "absence_note",
        _("Note that the applicant did not come"),
        Permission.CASE_CLOSE,
        (
            _in(
                *OPEN_TO_ABSENCE,
                otherwise=_("An absence counts only while the applicant is still to be heard."),
            ),
        ),
    ),
    Act(
        "case_close",
        _("Close the case"),
        Permission.CASE_CLOSE,
        (
            _not_in(State.CLOSED, otherwise=_("This case is closed already. It can be opened again.")),
            _not_in(
                State.DECIDED,
                otherwise=_("The decision is signed and has not reached the person. First serve it or withdraw it."),
            ),
            _not_in(
                State.APPEAL,
                otherwise=_("An appeal is waiting. It is decided first, if only by noting that it was withdrawn."),
            ),
            Need(
                lambda now: not now.proceeding,
                _("A proceeding about a status is going on. It ends with a decision, never by silence."),
            ),
        ),
    ),
    Act("own_file", _("Hand over the person’s own file"), Permission.OWN_FILE_RELEASE),
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
        if allows(act.permission) and not act.hindered(now)
    ]
