"""The list of a user's cases is the permission to open, for every relation, role and state."""

import pytest

from tests.casework.cast import Cast, make_user
from tests.casework.factories import assign, make_case
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.access import cases_of
from wellfounded.cases.models import Case, Relation
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.states import State


def disagreements(users: list[User], cases: list[Case]) -> list[str]:
    """Where the list says otherwise than the permission map."""
    return [
        f"{user} {case.state} {[str(one.relation) for one in case.assignments.filter(user=user)]}"
        for user in users
        for listed in [set(cases_of(user))]
        for case in cases
        if (case in listed) != may(user, Permission.CASE_OPEN, case=case)
    ]


@pytest.fixture
def users(cast: Cast) -> list[User]:
    everyone = [make_user(f"a-{role.value}", role) for role in Role]
    nobody, closed = make_user("no-role"), make_user("closed", *Role)
    closed.is_active = False
    closed.save()
    return [*everyone, nobody, closed, cast.outsider]


def test_the_list_is_what_may_be_opened(cast: Cast, users: list[User]) -> None:
    cases = [make_case(cast.registrar, state=state) for state in State for _ in Relation]
    for case, relation in zip(cases, list(Relation) * len(State), strict=True):
        for user in users:
            assign(case, user, relation=relation)
    assert disagreements(users, cases) == []
    assert any(cases_of(user).exists() for user in users)


def test_two_relations_of_one_user_count_each_for_itself(cast: Cast) -> None:
    user = make_user("both", Role.INTERPRETER, Role.COUNSEL)
    cases = [make_case(cast.registrar, state=state) for state in State]
    for case in cases:
        assign(case, user, relation=Relation.INTERPRETER)
    assign(cases[-1], user, relation=Relation.COUNSEL)
    assert disagreements([user], cases) == []
    assert set(cases_of(user)) == {cases[-1], cases[list(State).index(State.INTERVIEW)]}


def test_an_ended_assignment_lists_nothing(cast: Cast) -> None:
    case = make_case(cast.registrar)
    row = assign(case, cast.adjudicator, relation=Relation.ADJUDICATOR)
    row.ended_at, row.ended_by = row.made_at, cast.registrar
    row.save()
    assert disagreements([cast.adjudicator], [case]) == []
    assert not cases_of(cast.adjudicator).exists()


def test_the_comparison_notices_a_list_that_forgets_roles(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = make_case(cast.registrar)
    assign(case, cast.counsel, relation=Relation.REVIEWER)
    monkeypatch.setattr(
        f"{__name__}.cases_of", lambda user: Case.objects.filter(assignments__user=user, assignments__ended_at=None)
    )
    assert disagreements([cast.counsel], [case])
