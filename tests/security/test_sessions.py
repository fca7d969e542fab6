"""A session is made anew at each sign-in, belongs to one account and its passphrase, and goes when somebody leaves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.codes import code_of, stand_still
from tests.casework.pages import SECRET, set_up, signed_in
from wellfounded.accounts.models import User

HOME = reverse("home")
LOGIN = reverse("account_login")


@pytest.fixture(autouse=True)
def _nothing_remembered(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:  # noqa: ARG001 - they lie in the store
    """What the limits of the sign-in library counted, and which code was used."""
    cache.clear()
    stand_still(monkeypatch)
    yield
    cache.clear()


def sign_in(client: Client, user: User) -> None:
    """Through the pages, with passphrase and code."""
    set_up(user)
    client.post(LOGIN, {"login": user.username, "password": f"{user.username}-passphrase"})
    client.post(reverse("mfa_authenticate"), {"code": code_of(SECRET)})


def enters(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def test_the_session_before_the_sign_in_is_not_the_one_after(client: Client, cast: Cast) -> None:
    client.get(LOGIN)
    client.cookies["sessionid"] = "planted-by-somebody-else-0000000"
    sign_in(client, cast.adjudicator)
    key = client.cookies["sessionid"].value
    assert enters(client)
    assert key != "planted-by-somebody-else-0000000"
    planted = Client()
    planted.cookies["sessionid"] = "planted-by-somebody-else-0000000"
    assert not enters(planted)


def test_between_passphrase_and_code_nobody_is_in(client: Client, cast: Cast) -> None:
    set_up(cast.adjudicator)
    answer = client.post(LOGIN, {"login": "adjudicator", "password": "adjudicator-passphrase"})
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    before = client.cookies["sessionid"].value
    assert not enters(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(SECRET)})
    assert enters(client)
    assert client.cookies["sessionid"].value != before


def test_signing_out_ends_the_session_itself_and_not_only_the_cookie(client: Client, cast: Cast) -> None:
    signed_in(client, cast.adjudicator)
    key = client.cookies["sessionid"].value
    assert enters(client)
    client.post(reverse("account_logout"))
    assert not Session.objects.filter(session_key=key).exists()
    kept = Client()
    kept.cookies["sessionid"] = key
    assert not enters(kept)


def test_one_browser_after_another_user_sees_nothing_of_the_first(client: Client, cast: Cast) -> None:
    signed_in(client, cast.adjudicator)
    session = client.session
    session["skipped-1"] = [["PRK", "x"]]
    session.save()
    signed_in(client, cast.reviewer)
    assert "skipped-1" not in client.session


def test_another_passphrase_ends_every_session_of_the_old_one(client: Client, cast: Cast) -> None:
    signed_in(client, cast.adjudicator)
    assert enters(client)
    cast.adjudicator.set_password("quite another passphrase")
    cast.adjudicator.save()
    assert not enters(client)


def test_a_closed_account_is_out_at_once(client: Client, cast: Cast) -> None:
    signed_in(client, cast.adjudicator)
    User.objects.filter(pk=cast.adjudicator.pk).update(is_active=False)
    assert not enters(client)


def test_a_role_that_is_withdrawn_is_gone_with_the_next_page(client: Client, cast: Cast) -> None:
    signed_in(client, cast.administrator)
    assert client.get(reverse("accounts")).status_code == 200
    grant = cast.administrator.role_grants.get()
    grant.withdrawn_at, grant.withdrawn_by = grant.granted_at, cast.registrar
    grant.save()
    assert client.get(reverse("accounts")).status_code == 403


def test_the_cookies_are_for_this_office_and_not_for_scripts(client: Client, cast: Cast) -> None:
    client.get(LOGIN)
    sign_in(client, cast.adjudicator)
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Strict", name
        assert not cookie["domain"], name
    assert not client.cookies["sessionid"]["max-age"]  # gone with the browser


def test_a_number_and_a_word_of_an_address_go_into_no_session(client: Client, cast: Cast) -> None:
    """What a session holds is not erased with a case."""
    signed_in(client, cast.adjudicator)
    client.get(reverse("case", args=["C-2345-6789"]))
    assert "C-2345-6789" not in str(dict(client.session.items()))


def test_codes_are_not_to_be_guessed(client: Client, cast: Cast) -> None:
    """After some wrong codes even the right one waits."""
    set_up(cast.adjudicator)
    client.post(LOGIN, {"login": "adjudicator", "password": "adjudicator-passphrase"})
    tried = [client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code for _ in range(15)]
    client.post(reverse("mfa_authenticate"), {"code": code_of(SECRET)})
    assert 429 in tried or not enters(client)
    assert not enters(client)


def test_a_passphrase_is_not_to_be_guessed_at_an_open_screen(client: Client, cast: Cast) -> None:
    """Whoever sits down at it is asked for the passphrase before anything leaves the office."""
    signed_in(client, cast.adjudicator)
    address = reverse("account_reauthenticate")
    tried = [client.post(address, {"password": f"wrong {place}"}).status_code for place in range(15)]
    assert 302 not in tried
    assert client.post(address, {"password": "adjudicator-passphrase"}).status_code != 302


def test_a_code_that_was_used_opens_nothing(cast: Cast) -> None:
    first, second = Client(), Client()
    sign_in(first, cast.adjudicator)
    assert enters(first)
    sign_in(second, cast.adjudicator)
    assert not enters(second)
