"""Accounts and roles: an administrator changes those of others, the log says so, and the office keeps one."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.test import RequestFactory

from tests.casework.cast import Cast, make_user
from wellfounded.accounts.fictional import make_colleague
from wellfounded.accounts.first_steps import CHOOSE_PASSPHRASE, next_step
from wellfounded.accounts.models import RoleGrant, User
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.close_account import close_account
from wellfounded.cases.actions.create_account import NewAccount, create_account
from wellfounded.cases.actions.grant_role import grant_role
from wellfounded.cases.actions.reset_sign_in import reset_sign_in
from wellfounded.cases.actions.withdraw_role import withdraw_role
from wellfounded.cases.colleagues import check_administrator_remains
from wellfounded.cases.errors import CaseworkError, Invalid, NotAllowed, NotFound, NotNow

# Every action, on the account with this sign-in name.
ACTIONS: dict[str, Callable[[User, str], Any]] = {
    "close_account": close_account,
    "grant_role": lambda user, name: grant_role(user, name, role=Role.REVIEWER),
    "reset_sign_in": reset_sign_in,
    "withdraw_role": lambda user, name: withdraw_role(user, name, role=Role.REGISTRAR),
}


def last_entry() -> tuple[str, str, str]:
    return Detail.objects.order_by("pk").values_list("event", "actor", "subject").last() or ("", "", "")


def state_of_accounts() -> list[Any]:
    return [
        *User.objects.order_by("pk").values_list("username", "is_active", "password", "passphrase_given"),
        *RoleGrant.objects.order_by("pk").values_list("user", "role", "withdrawn_at"),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_changes_accounts(cast: Cast, role: Role) -> None:
    user = getattr(cast, role.value)
    before = state_of_accounts()
    for action in ACTIONS.values():
        with pytest.raises(NotAllowed, match="needs the role"):
            action(user, cast.outsider.username)
    with pytest.raises(NotAllowed, match="needs the role"):
        create_account(user, request=NewAccount(username="new"))
    assert state_of_accounts() == before


@pytest.mark.parametrize("name", ACTIONS)
def test_nobody_changes_the_own_account(cast: Cast, name: str) -> None:
    before = state_of_accounts()
    with pytest.raises(NotAllowed, match="ask another administrator"):
        ACTIONS[name](cast.administrator, cast.administrator.username)
    assert state_of_accounts() == before


@pytest.mark.parametrize("name", ACTIONS)
def test_an_account_that_is_not_there_is_said(cast: Cast, name: str) -> None:
    with pytest.raises(NotFound, match="no account"):
        ACTIONS[name](cast.administrator, "nobody")


def test_a_new_account_must_set_up_its_own_sign_in(cast: Cast) -> None:
    request = NewAccount(
        username=" new ", name="한 Name", roles=("interviewer", "registrar"), sex="female", spoken="ko en"
    )
    made = create_account(cast.administrator, request=request)
    user = User.objects.get(username="new")
    assert made.user == user
    assert user.roles == {Role.INTERVIEWER, Role.REGISTRAR}
    assert set(user.role_grants.values_list("granted_by", flat=True)) == {cast.administrator.pk}
    assert authenticate(RequestFactory().post("/"), username="new", password=made.passphrase) == user
    assert next_step(user) == CHOOSE_PASSPHRASE
    assert last_entry() == (Event.ACCOUNT_CREATED, "administrator", "new")
    assert made.passphrase not in str(list(Detail.objects.values()))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "two words"}, "username"),
        ({"username": "registrar"}, "username"),
        ({"roles": ("registrar", "oversight")}, "roles"),
        ({"roles": ("king",)}, "roles"),
        ({"language": "tlh"}, "language"),
        ({"sex": "unheard of"}, "sex"),
        ({"name": "x" * 201}, "name"),
    ],
)
def test_what_cannot_be_used_makes_no_account(cast: Cast, changes: dict[str, Any], field: str) -> None:
    before = state_of_accounts()
    with pytest.raises(Invalid) as refused:
        create_account(cast.administrator, request=NewAccount(**({"username": "new"} | changes)))
    assert set(refused.value.fields) == {field}
    assert state_of_accounts() == before


def test_a_closed_account_does_not_sign_in(cast: Cast) -> None:
    assert close_account(cast.administrator, "registrar").is_active is False
    assert last_entry() == (Event.ACCOUNT_CLOSED, "administrator", "registrar")
    request = RequestFactory().post("/")
    assert authenticate(request, username="registrar", password="registrar-passphrase") is None  # noqa: S106 - of a test
    assert authenticate(request, username="matcher", password="matcher-passphrase") is not None  # noqa: S106 - of a test
    for action in (close_account, reset_sign_in, ACTIONS["grant_role"]):
        with pytest.raises(NotNow, match="closed"):
            action(cast.administrator, "registrar")


def test_a_granted_role_is_held_at_once(cast: Cast) -> None:
    grant = grant_role(cast.administrator, "registrar", role=Role.REVIEWER)
    assert grant.user.roles == {Role.REGISTRAR, Role.REVIEWER}
    assert grant.granted_by == cast.administrator
    assert last_entry() == (Event.ROLE_GRANTED, "administrator", "registrar")


@pytest.mark.parametrize(
    ("username", "role", "sentence"),
    [
        ("registrar", "registrar", "held already"),
        ("registrar", "oversight", "does not hold both"),
        ("counsel", "reviewer", "does not hold both"),
        ("registrar", "king", "no such role"),
    ],
)
def test_a_role_that_does_not_fit_is_refused(cast: Cast, username: str, role: str, sentence: str) -> None:
    before = state_of_accounts()
    with pytest.raises(Invalid, match=sentence):
        grant_role(cast.administrator, username, role=role)
    assert state_of_accounts() == before


def test_a_withdrawn_role_is_gone_and_stays_on_record(cast: Cast) -> None:
    grant = withdraw_role(cast.administrator, "outsider", role=Role.REVIEWER)
    assert Role.REVIEWER not in grant.user.roles
    assert (grant.withdrawn_by, grant.withdrawn_at is None) == (cast.administrator, False)
    assert last_entry() == (Event.ROLE_WITHDRAWN, "administrator", "outsider")
    with pytest.raises(Invalid, match="not held"):
        withdraw_role(cast.administrator, "outsider", role=Role.REVIEWER)
    grant_role(cast.administrator, "outsider", role=Role.REVIEWER)  # it may be granted again


def test_the_last_administrator_stays(cast: Cast) -> None:
    """Two administrators dismiss each other: one is gone already, the other may still hold an old page."""
    other = make_user("other_administrator", Role.ADMINISTRATOR)
    close_account(cast.administrator, other.username)
    with pytest.raises(NotNow, match="last administrator"):
        check_administrator_remains(cast.administrator)
    stale: list[Callable[[], Any]] = [
        lambda: close_account(other, "administrator"),
        lambda: withdraw_role(other, "administrator", role=Role.ADMINISTRATOR),
    ]
    other.is_active = True  # as read before it was closed
    for action in stale:
        with pytest.raises(CaseworkError):
            action()
    assert User.objects.get(username="administrator").holds(Role.ADMINISTRATOR)


@pytest.mark.usefixtures("cast")
def test_one_of_two_administrators_may_go() -> None:
    other = make_user("other_administrator", Role.ADMINISTRATOR)
    withdraw_role(other, "administrator", role=Role.ADMINISTRATOR)
    assert not User.objects.get(username="administrator").holds(Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        close_account(User.objects.get(username="administrator"), "registrar")


def test_a_reset_leads_to_a_new_passphrase_and_second_factor(cast: Cast) -> None:
    colleague = make_colleague("fictional", [Role.REVIEWER])
    assert next_step(colleague) is None
    made = reset_sign_in(cast.administrator, "fictional")
    user = User.objects.get(username="fictional")
    assert user.check_password(made.passphrase)
    assert next_step(user) == CHOOSE_PASSPHRASE
    assert not Authenticator.objects.filter(user=user).exists()
    assert last_entry() == (Event.SIGN_IN_CHANGED, "administrator", "fictional")
