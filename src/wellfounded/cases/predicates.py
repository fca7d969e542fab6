"""What a permission can ask of a user and a case. Each predicate is one condition with the sentence that refuses.

Relations are read once for each question (`Standing`), so that a predicate is a plain look-up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.roles import Role
from wellfounded.cases.models import Relation
from wellfounded.cases.states import State

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


@dataclass(frozen=True, slots=True)
class Standing:
    """A user before a case, or before no case when the permission is about the office."""

    user: User
    roles: frozenset[Role]
    case: Case | None = None
    relations: frozenset[Relation] = frozenset()
    # Whether the user wrote the recommendation that now stands, or reviewed it.
    recommended: bool = False
    reviewed: bool = False
    # Whether somebody who did not review has to sign: for a refusal, and after a second opinion.
    third_person: bool = True
    # Whether the user took part in any decision of this case: recommended, reviewed, drafted, edited or decided it.
    decided_before: bool = False

    @property
    def state(self) -> State | None:
        return None if self.case is None else State(self.case.state)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A condition, and what is said when it does not hold."""

    name: str
    holds: Callable[[Standing], bool]
    refusal: Promise  # translated when it is shown


def _role(role: Role) -> Predicate:
    return Predicate(
        f"is_{role.value}",
        lambda standing: role in standing.roles,
        format_lazy(_("This needs the role: {role}."), role=role.label),
    )


def _related(relation: Relation, role: Role) -> Predicate:
    """Assigned to the case in this relation, and still holding the role that it needs."""
    return Predicate(
        f"is_{relation.value}_of_case",
        lambda standing: relation in standing.relations and role in standing.roles,
        format_lazy(_("This needs to be the {relation} of the case."), relation=relation.label),
    )


is_active = Predicate("is_active", lambda standing: standing.user.is_active, _("This account is closed."))

is_registrar = _role(Role.REGISTRAR)
is_interviewer = _role(Role.INTERVIEWER)
is_adjudicator = _role(Role.ADJUDICATOR)
is_reviewer = _role(Role.REVIEWER)
is_counsel = _role(Role.COUNSEL)
is_observer = _role(Role.OBSERVER)
is_protection_officer = _role(Role.PROTECTION_OFFICER)
is_matcher = _role(Role.MATCHER)
is_oversight = _role(Role.OVERSIGHT)
is_administrator = _role(Role.ADMINISTRATOR)

is_registrar_of_case = _related(Relation.REGISTRAR, Role.REGISTRAR)
is_interviewer_of_case = _related(Relation.INTERVIEWER, Role.INTERVIEWER)
is_interpreter_of_case = _related(Relation.INTERPRETER, Role.INTERPRETER)
is_adjudicator_of_case = _related(Relation.ADJUDICATOR, Role.ADJUDICATOR)
is_reviewer_of_case = _related(Relation.REVIEWER, Role.REVIEWER)
is_counsel_of_case = _related(Relation.COUNSEL, Role.COUNSEL)
is_observer_of_case = _related(Relation.OBSERVER, Role.OBSERVER)
is_protection_officer_of_case = _related(Relation.PROTECTION_OFFICER, Role.PROTECTION_OFFICER)

did_not_recommend = Predicate(
    "did_not_recommend",
    lambda standing: not standing.recommended,
    _("Whoever recommended does not review or decide."),
)
did_not_review = Predicate(
    "did_not_review",
    lambda standing: not standing.reviewed,
    _("Whoever reviewed does not decide."),
)
two_people_suffice = Predicate(
    "two_people_suffice",
    lambda standing: not standing.third_person,
    _("A refusal, and whatever needed a second opinion, is signed by a third person."),
)
took_no_part_before = Predicate(
    "took_no_part_before",
    lambda standing: not standing.decided_before,
    _("An appeal is for somebody who took no part in the decision."),
)
interview_is_going_on = Predicate(
    "interview_is_going_on",
    lambda standing: standing.state is State.INTERVIEW,
    _("An interpreter sees the interview only while it lasts."),
)
decision_was_served = Predicate(
    "decision_was_served",
    lambda standing: standing.state in {State.SERVED, State.APPEAL, State.CLOSED},
    _("The decision has not been served yet."),
)
