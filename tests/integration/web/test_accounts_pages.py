"""Accounts: the administrator's alone, and nothing of a case in them."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.casework.cast import Cast, make_user
from tests.casework.pages import signed_in
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role

pytestmark = pytest.mark.django_db

PAGES = (
    "/office/accounts/",
    "/office/accounts/new/",
    "/office/accounts/of/registrar/",
    "/office/accounts/of/registrar/close/",
    "/office/accounts/of/registrar/reset/",
)
WRITES: tuple[tuple[str, dict[str, str]], ...] = (
    ("/office/accounts/new/", {"username": "new.colleague", "language": "en"}),
    ("/office/accounts/of/registrar/", {"role": "reviewer"}),
    ("/office/accounts/of/registrar/withdraw/", {"role": "registrar"}),
    ("/office/accounts/of/registrar/close/", {}),
    ("/office/accounts/of/registrar/reset/", {}),
)


def _state() -> list[tuple[str, bool, str, list[str]]]:
    return [
        (
            user.username,
            user.is_active,
            user.password,
            sorted(user.role_grants.filter(withdrawn_at=None).values_list("role", flat=True)),
        )
        for user in User.objects.order_by("pk")
    ]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_sees_accounts(client: Client, cast: Cast, page: str, role: Role) -> None:
    response = signed_in(client, getattr(cast, role.value), proved=True).get(page)
    assert response.status_code == 403
    assert "This is not for your role" in response.content.decode()


@pytest.mark.parametrize(("page", "typed"), WRITES)
@pytest.mark.parametrize("who", ["reviewer", "oversight", "outsider"])
def test_no_other_role_changes_accounts(client: Client, cast: Cast, page: str, typed: dict[str, str], who: str) -> None:
    before = _state()
    response = signed_in(client, getattr(cast, who), proved=True).post(page, typed)
    assert response.status_code == 403
    assert _state() == before


@pytest.mark.parametrize("page", PAGES)
def test_the_administrator_sees_accounts(client: Client, cast: Cast, page: str) -> None:
    assert signed_in(client, cast.administrator, proved=True).get(page).status_code == 200


def test_a_new_account_shows_its_passphrase_once_and_it_opens(client: Client, cast: Cast) -> None:
    signed_in(client, cast.administrator)
    page = client.post(
        "/office/accounts/new/", {"username": "new.colleague", "language": "ko", "roles": ["registrar", "reviewer"]}
    ).content.decode()
    made = User.objects.get(username="new.colleague")
    shown = page.split("<dt>Passphrase</dt><dd><code>")[1].split("</code>")[0]
    assert made.check_password(shown)
    assert made.passphrase_given
    assert made.roles == {Role.REGISTRAR, Role.REVIEWER}
    assert shown not in client.get("/office/accounts/of/new.colleague/").content.decode()


def test_what_cannot_be_used_is_said_beside_its_field_and_what_was_typed_stays(client: Client, cast: Cast) -> None:
    typed = {"username": "registrar", "name": "Robin", "language": "en", "roles": ["oversight", "reviewer"]}
    response = signed_in(client, cast.administrator).post("/office/accounts/new/", typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="Robin"' in page
    assert "One person does not hold both roles" in page
    assert "Something needs mending" in page


def test_roles_are_granted_and_withdrawn(client: Client, cast: Cast) -> None:
    page = "/office/accounts/of/registrar/"
    signed_in(client, cast.administrator)
    assert client.post(page, {"role": "reviewer"}).status_code == 302
    assert User.objects.get(username="registrar").roles == {Role.REGISTRAR, Role.REVIEWER}
    assert client.post(page, {"role": "counsel"}).status_code == 422
    assert client.post(f"{page}withdraw/", {"role": "reviewer"}).status_code == 302
    assert User.objects.get(username="registrar").roles == {Role.REGISTRAR}
    assert client.get(f"{page}withdraw/").status_code == 405


def test_a_role_that_rests_is_told_to_both(client: Client, cast: Cast) -> None:
    both, page = make_user("both", Role.MATCHER, Role.REGISTRAR), "/office/accounts/of/both/"
    said = "The role “Matcher of possible duplicates” rests"
    signed_in(client, both)
    assert said in client.get("/me/").content.decode()
    signed_in(client, cast.administrator)
    assert said in client.get(page).content.decode()
    assert client.post(f"{page}withdraw/", {"role": "registrar"}).status_code == 302
    assert "rests while" not in client.get(page).content.decode()


def test_nobody_changes_the_own_account(client: Client, cast: Cast) -> None:
    before = _state()
    signed_in(client, cast.administrator, proved=True)
    for page, typed in WRITES[1:]:
        response = client.post(page.replace("registrar", "administrator"), typed)
        assert response.status_code in {403, 422}
    assert _state() == before
    assert "Withdraw" not in client.get("/office/accounts/of/administrator/").content.decode()


def test_a_closed_account_is_signed_out_and_stays_listed(client: Client, cast: Cast) -> None:
    theirs = signed_in(Client(), cast.registrar)
    assert theirs.get("/").status_code == 200
    signed_in(client, cast.administrator).post("/office/accounts/of/registrar/close/")
    assert theirs.get("/").status_code == 302
    assert "Closed" in client.get("/office/accounts/").content.decode()


def test_a_new_way_in_asks_for_fresh_proof(client: Client, cast: Cast) -> None:
    before = _state()
    response = signed_in(client, cast.administrator).post("/office/accounts/of/registrar/reset/")
    assert response.headers["Location"].startswith("/account/reauthenticate/")
    assert _state() == before
    signed_in(client, cast.administrator, proved=True)
    assert "A passphrase to hand over" in client.post("/office/accounts/of/registrar/reset/").content.decode()
    assert not User.objects.get(username="registrar").check_password("registrar-passphrase")


def test_an_account_that_is_not_there_is_not_found(client: Client, cast: Cast) -> None:
    signed_in(client, cast.administrator, proved=True)
    for page in ("", "close/", "reset/"):
        assert client.get(f"/office/accounts/of/nobody/{page}").status_code == 404
