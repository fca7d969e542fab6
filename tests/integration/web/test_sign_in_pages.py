"""The way in, page by page, as a newcomer and as an old hand walk it; strict policy holds on each."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from tests.casework.cast import Cast
from tests.casework.codes import code_of, stand_still
from tests.casework.pages import signed_in
from wellfounded.accounts.fictional import PASSPHRASE, make_colleague
from wellfounded.accounts.models import Office, User
from wellfounded.accounts.roles import Role

pytestmark = pytest.mark.django_db

OWN = {
    "/account/2fa/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/2fa/totp/deactivate/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/generate/",
    "/account/password/change/",
    "/account/logout/",
    "/account/reauthenticate/",
    "/account/2fa/reauthenticate/",
}


@pytest.fixture(autouse=True)
def _nobody_tried_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """allauth counts wrong tries in the cache, which no transaction takes back."""
    cache.clear()
    stand_still(monkeypatch)


def _strict(page: str) -> None:
    """Nothing that the policy would block, and one heading in a page of ours."""
    assert page.count("<script") == page.count('<script src="/static/')
    assert "<style" not in page
    assert " style=" not in page
    assert "data:" not in page
    assert not re.search(r"\son\w+=", page)
    assert page.count("<h1>") == 1
    assert '<main id="main"' in page


@pytest.mark.parametrize("page", sorted(OWN))
def test_every_page_of_ones_own_sign_in_is_ours_and_strict(client: Client, cast: Cast, page: str) -> None:
    response = signed_in(client, cast.registrar, proved=True).get(page)
    assert response.status_code == 200
    _strict(response.content.decode())


@pytest.mark.parametrize("page", sorted(OWN - {"/account/logout/"}))
def test_no_page_of_ones_own_sign_in_opens_for_a_stranger(client: Client, page: str) -> None:
    assert client.get(page).status_code == 302


@pytest.mark.parametrize(
    "page", ["signup", "email", "password/reset", "login/code/confirm", "inactive", "confirm-email"]
)
def test_what_the_office_does_not_offer_is_not_there(client: Client, cast: Cast, page: str) -> None:
    assert client.get(f"/account/{page}/").status_code == 404
    assert signed_in(client, cast.registrar).get(f"/account/{page}/").status_code == 404


def test_the_sign_in_page_is_ours_and_offers_no_mail_and_no_sign_up(client: Client) -> None:
    page = client.get("/account/login/").content.decode()
    _strict(page)
    assert "reset" not in page
    assert "signup" not in page
    assert "Passphrase</label>" in page


@pytest.mark.usefixtures("cast")
def test_a_wrong_passphrase_keeps_the_name_and_says_no_more(client: Client) -> None:
    known = client.post("/account/login/", {"login": "registrar", "password": "wrong one"}).content.decode()
    unknown = client.post("/account/login/", {"login": "nobody", "password": "wrong one"}).content.decode()
    assert 'value="registrar"' in known
    assert "wrong one" not in known
    said = "This sign-in name and passphrase do not fit together."
    assert said in known
    assert said in unknown


@pytest.mark.usefixtures("cast")
def test_after_five_wrong_passphrases_a_page_says_to_wait(client: Client) -> None:
    for _ in range(5):
        response = client.post("/account/login/", {"login": "registrar", "password": "wrong one"})
    assert response.status_code == 429
    page = response.content.decode()
    _strict(page)
    assert "Too many wrong passphrases" in page


def test_a_fictional_office_lists_its_staff_and_shows_thecode_of(client: Client) -> None:
    Office.objects.create(pk=1, name="Trial", fictional=True)
    make_colleague("rowan", [Role.REGISTRAR], name="Rowan")
    page = client.get("/account/login/").content.decode()
    assert "<code>rowan</code>" in page
    assert PASSPHRASE in page
    response = client.post("/account/login/", {"login": "rowan", "password": PASSPHRASE}, follow=True)
    page = response.content.decode()
    _strict(page)
    shown = page.split('<strong class="number">')[1].split("</strong>")[0]
    client.post("/account/2fa/authenticate/", {"code": shown})
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "was used already: each serves once. Wait until the app shows the next one."),
        ("ko", "이미 사용되었습니다"),
        ("zh-hans", "已经用过"),
    ],
)
def test_a_used_code_and_a_wrong_one_are_refused_in_one_sentence(language: str, words: str) -> None:
    """Whoever tries codes does not learn which one was right; whoever types the last one again learns to wait."""
    rowan = make_colleague("rowan", [Role.REGISTRAR])
    User.objects.filter(pk=rowan.pk).update(language=language)
    code = code_of(Authenticator.objects.get(user=rowan, type=Authenticator.Type.TOTP).data["secret"])
    answers = []
    for typed in (code, code, "000000"):
        client = Client(headers={"accept-language": language})
        client.post("/account/login/", {"login": "rowan", "password": PASSPHRASE})
        answers.append(client.post("/account/2fa/authenticate/", {"code": typed}))
    assert [one.status_code for one in answers] == [302, 200, 200]
    used, wrong = (str(one.context["form"].errors["code"]) for one in answers[1:])
    assert used == wrong
    assert words in used
    assert words in answers[1].content.decode()


def test_an_office_of_its_own_lists_nobody(client: Client) -> None:
    Office.objects.create(pk=1, name="Own", fictional=True)
    make_colleague("rowan", [Role.REGISTRAR])
    Office.objects.update(fictional=False)
    page = client.get("/account/login/").content.decode()
    assert "rowan" not in page
    assert PASSPHRASE not in page
    page = client.post("/account/login/", {"login": "rowan", "password": PASSPHRASE}, follow=True).content.decode()
    assert "Second factor" in page
    assert "fictional" not in page


def test_a_newcomer_is_led_through_passphrase_app_and_codes(client: Client, cast: Cast) -> None:
    user = cast.registrar
    User.objects.filter(pk=user.pk).update(passphrase_given=True)
    client.post("/account/login/", {"login": "registrar", "password": "registrar-passphrase"})
    assert client.get("/").headers["Location"] == "/account/password/change/"
    page = client.get("/account/password/change/").content.decode()
    _strict(page)
    assert "Somebody else gave you the present one" in page
    new = "four plain words together"
    typed = {"oldpassword": "registrar-passphrase", "password1": new, "password2": new}
    client.post("/account/password/change/", typed)
    assert client.get("/").headers["Location"] == "/account/2fa/"
    _strict(client.get("/account/2fa/").content.decode())
    proof = client.get("/account/2fa/totp/activate/").headers["Location"]
    _strict(client.get(proof).content.decode())
    client.post(proof, {"password": new})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    _strict(page)
    secret = page.split("Secret: <code>")[1].split("</code>")[0]
    picture = client.get("/account/2fa/totp/picture.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture.headers["Cache-Control"]
    assert b"<svg" in picture.content
    assert client.post("/account/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    response = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)}, follow=True)
    page = response.content.decode()
    _strict(page)
    assert page.count("<li><code>") == 10
    assert client.get("/").status_code == 200
    assert client.get("/account/2fa/totp/picture.svg").status_code == 404


def test_the_picture_of_a_secret_asks_who_is_there(client: Client, cast: Cast) -> None:
    assert client.get("/account/2fa/totp/picture.svg").status_code == 302
    response = signed_in(client, cast.registrar).get("/account/2fa/totp/picture.svg")
    assert response.headers["Location"].startswith("/account/reauthenticate/")
    assert signed_in(client, cast.registrar, proved=True).get("/account/2fa/totp/picture.svg").status_code == 404


def test_the_last_second_factor_stays(client: Client, cast: Cast) -> None:
    signed_in(client, cast.registrar, proved=True)
    page = client.get("/account/2fa/totp/deactivate/").content.decode()
    assert "This is your last second factor" in page
    client.post("/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=cast.registrar, type=Authenticator.Type.TOTP).exists()


def test_passkeys_read_their_options_from_the_form(client: Client, cast: Cast) -> None:
    page = signed_in(client, cast.registrar, proved=True).get("/account/2fa/webauthn/add/").content.decode()
    assert 'data-passkey="add"' in page
    assert "&quot;challenge&quot;" in page
    assert '"/static/js/passkey.js"' in page


def test_signing_out_asks_first_and_then_forgets(client: Client, cast: Cast) -> None:
    signed_in(client, cast.registrar).get("/account/logout/")
    assert client.get("/").status_code == 200
    response = client.post("/account/logout/")
    assert "storage" in response.headers["Clear-Site-Data"]
    assert not client.cookies["sessionid"].value
    assert client.get("/").status_code == 302


def test_a_passkey_is_renamed_and_removed_while_another_factor_stays(client: Client, cast: Cast) -> None:
    key = Authenticator.objects.create(
        user=cast.registrar, type=Authenticator.Type.WEBAUTHN, data={"name": "Old <name>", "credential": {}}
    )
    Authenticator.objects.create(user=cast.registrar, type=Authenticator.Type.TOTP, data={"secret": "A" * 32})
    Authenticator.objects.create(
        user=cast.registrar, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "0" * 80, "used_mask": 0}
    )
    signed_in(client, cast.registrar, proved=True)
    own = f"/account/2fa/webauthn/keys/{key.pk}"
    for page in (f"{own}/edit/", f"{own}/remove/", "/account/2fa/webauthn/"):
        text = client.get(page).content.decode()
        _strict(text)
        assert "Old &lt;name&gt;" in text
    client.post(f"{own}/edit/", {"name": "Desk key"})
    assert "Desk key" in client.get("/account/2fa/webauthn/").content.decode()
    theirs = signed_in(Client(), cast.reviewer, proved=True)
    assert theirs.get(f"{own}/remove/").status_code == 404
    client.post(f"{own}/remove/")
    assert not Authenticator.objects.filter(pk=key.pk).exists()
