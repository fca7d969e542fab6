"""What the state of a case allows of its status, its modality and the people who work on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.accounts.roles import Role
from wellfounded.cases.errors import NotNow
from wellfounded.cases.models import Assignment, FactEntry, FindingEntry, Interview, Recommendation, Relation
from wellfounded.cases.states import State
from wellfounded.cases.status_after import statuses_decided
from wellfounded.cases.status_values import NEEDS_DECISION, LegalBasis, RefugeeStatus

if TYPE_CHECKING:
    from django.db import models

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case

HELD = frozenset({RefugeeStatus.REFUGEE, RefugeeStatus.PROTECTED})
# On which legal basis somebody has which status; the others go with either.
BASIS_OF: dict[str, RefugeeStatus] = {
    LegalBasis.COMPLEMENTARY: RefugeeStatus.PROTECTED,
    LegalBasis.CONVENTION: RefugeeStatus.REFUGEE,
    LegalBasis.MANDATE: RefugeeStatus.REFUGEE,
    LegalBasis.OAU: RefugeeStatus.REFUGEE,
    LegalBasis.CARTAGENA: RefugeeStatus.REFUGEE,
}
NOT_YET_REVIEWED = frozenset({State.REGISTERED, State.INTERVIEW, State.ASSESSMENT})
# Whoever finds and whoever looks at the finding afterwards are two people. These find: `ASSESSMENT_WRITE`.
FINDS = frozenset({Relation.ADJUDICATOR, Relation.INTERVIEWER})
# Who can put another person on the case; without one of them nobody could open it any more.
KEEPERS = {Relation.REGISTRAR: Role.REGISTRAR, Relation.REVIEWER: Role.REVIEWER}


def check_status_may_be_entered(case: Case, value: str) -> None:
    """One person enters what several decided, and nothing else: a status is neither given nor taken here."""
    decided = statuses_decided(case)
    if value in NEEDS_DECISION and not decided:
        raise NotNow(_("This follows from a decision. There is none yet."))
    if not _follows(value, decided):
        raise NotNow(
            _("The decision says otherwise. What it granted or refused is changed by an appeal or a proceeding only.")
        )


def _follows(value: str, decided: frozenset[RefugeeStatus]) -> bool:
    held = decided & HELD
    if value in {RefugeeStatus.ASYLUM_SEEKER, RefugeeStatus.NOT_OF_CONCERN}:
        return not held
    if value in RefugeeStatus.values:
        return value in decided
    if value in LegalBasis.values:
        return BASIS_OF[value] in held if value in BASIS_OF else bool(held)
    return True


def check_modality_may_be_set(case: Case) -> None:
    if State(case.state) not in NOT_YET_REVIEWED:
        raise NotNow(_("The claim is with the reviewer or beyond. The way it was examined stands."))


def check_keeper_remains(case: Case, *, without: Assignment) -> None:
    """Whether somebody who can assign others stays on the case when this assignment ends."""
    others = assignments_in_force(case).exclude(pk=without.pk).select_related("user")
    if not any(_keeps(one) for one in others):
        raise NotNow(_("Nobody could assign this case to others any more. Hand it over instead."))


def assignments_in_force(case: Case) -> models.QuerySet[Assignment]:
    return Assignment.objects.filter(case=case, ended_at=None)


def problems_of_assignment(case: Case, user: User | None, *, relation: Relation, note: str) -> dict[str, str]:
    """What speaks against this person in this relation, by field."""
    if user is None or not user.is_active or not user.holds(Role(relation.value)):
        return {"username": _("Nobody with this sign-in name holds the role that this needs.")}
    held = {Relation(one.relation) for one in assignments_in_force(case).filter(user=user)}
    if (relation in FINDS and Relation.REVIEWER in held) or (relation is Relation.REVIEWER and held & FINDS):
        return {"username": _("This person already works on the case on the other side of the review.")}
    if relation is Relation.REVIEWER and _found_here(case, user):
        return {"username": _("This person heard, found or recommended in this case, and does not review it.")}
    if _sex_not_kept(case, user, relation=relation) and not note:
        return {"note": _("The applicant chose otherwise. Say why the choice cannot be kept.")}
    return {}


def _found_here(case: Case, user: User) -> bool:
    """Whether what would be reviewed is in part the user's own, also from a time when they were assigned otherwise."""
    own = (
        FactEntry.objects.filter(case=case, by=user),
        FindingEntry.objects.filter(case=case, by=user),
        Recommendation.objects.filter(case=case, by=user),
        Interview.objects.filter(case=case, officer=user, started_at__isnull=False),
    )
    return any(rows.exists() for rows in own)


def _keeps(assignment: Assignment) -> bool:
    role = KEEPERS.get(Relation(assignment.relation))
    return role is not None and assignment.user.is_active and assignment.user.holds(role)


def _sex_not_kept(case: Case, user: User, *, relation: Relation) -> bool:
    chosen = {Relation.INTERVIEWER: case.interviewer_sex, Relation.INTERPRETER: case.interpreter_sex}.get(relation, "")
    return bool(chosen) and chosen != user.sex
