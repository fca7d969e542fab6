"""Users, their roles and the office: what goes together, and what the database refuses."""

from itertools import combinations

import pytest
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.utils import timezone

from tests.casework.cast import make_user
from wellfounded.accounts.adapter import ClosedAdapter
from wellfounded.accounts.models import Office, RoleGrant, User
from wellfounded.accounts.roles import Role, conflict, may_hold_together

# Written apart from the program: the pairs that one person may hold. Whoever asks for names is no matcher beside it.
TOGETHER = (
    {"registrar", "interviewer", "adjudicator", "reviewer", "protection_officer"},
    {"adjudicator", "reviewer", "matcher"},
)


@pytest.mark.parametrize(("first", "second"), [*combinations(Role, 2)])
def test_only_roles_of_casework_go_together(first: Role, second: Role) -> None:
    expected = any({first.value, second.value} <= group for group in TOGETHER)
    assert may_hold_together(first, second) is may_hold_together(second, first) is expected
    assert conflict([first, second]) == (None if expected else tuple(sorted([first, second])))


@pytest.mark.parametrize("role", Role)
def test_a_role_goes_with_itself(role: Role) -> None:
    assert conflict([role, role]) is None


def test_a_conflict_among_many_is_found() -> None:
    assert conflict([Role.REGISTRAR, Role.REVIEWER, Role.OVERSIGHT]) == (Role.OVERSIGHT, Role.REGISTRAR)


def test_nobody_signs_up() -> None:
    assert ClosedAdapter().is_open_for_signup(RequestFactory().get("/")) is False


@pytest.mark.django_db
def test_roles_are_read_once_until_they_are_forgotten() -> None:
    user = make_user("ines", Role.INTERVIEWER)
    assert user.roles == {Role.INTERVIEWER}
    RoleGrant.objects.create(user=user, role=Role.REGISTRAR)
    assert not user.holds(Role.REGISTRAR)
    user.forget_roles()
    assert user.holds(Role.REGISTRAR, Role.MATCHER)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("beside", "matches"),
    [
        (Role.REGISTRAR, False),
        (Role.INTERVIEWER, False),
        (Role.PROTECTION_OFFICER, False),
        (Role.ADJUDICATOR, True),
        (Role.REVIEWER, True),
    ],
)
def test_an_older_offices_matcher_who_asks_for_names_is_none_while_that_role_is_held(
    beside: Role, *, matches: bool
) -> None:
    user, other = make_user("ines", Role.MATCHER, beside), make_user("ada", Role.ADMINISTRATOR)
    assert user.roles == ({beside, Role.MATCHER} if matches else {beside})
    RoleGrant.objects.filter(user=user, role=beside).update(withdrawn_by=other, withdrawn_at=timezone.now())
    user.forget_roles()
    assert user.roles == {Role.MATCHER}


@pytest.mark.django_db
def test_names_that_papers_print() -> None:
    user = make_user("ines", Role.INTERVIEWER)
    assert str(user) == "ines"
    user.name = "한 Ines"
    assert str(user) == "한 Ines"
    assert str(RoleGrant(user=user, role=Role.INTERVIEWER)) == "한 Ines: Interviewer"
    assert str(Office(name="Fictional office")) == "Fictional office"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", ["held twice", "granted to oneself", "withdrawn by nobody", "withdrawn at no time", "second office"]
)
def test_the_database_refuses_what_is_impossible(wrong: str) -> None:
    user, other = make_user("ines", Role.INTERVIEWER), make_user("ada", Role.ADMINISTRATOR)
    grant = {"user": user, "role": Role.REGISTRAR, "granted_by": other}
    impossible = {
        "held twice": RoleGrant(user=user, role=Role.INTERVIEWER),
        "granted to oneself": RoleGrant(**(grant | {"granted_by": user})),
        "withdrawn by nobody": RoleGrant(**grant, withdrawn_at=timezone.now()),
        "withdrawn at no time": RoleGrant(**grant, withdrawn_by=other),
        "second office": Office(pk=2, name="A second office"),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        impossible[wrong].save()
    RoleGrant.objects.create(**grant)  # the control: the same without what is wrong
    assert User.objects.get(username="ines").roles == {Role.INTERVIEWER, Role.REGISTRAR}
