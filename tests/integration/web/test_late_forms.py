"""A form that comes after the session has ended: nothing typed is lost, and nobody else sees it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.pages import signed_in
from wellfounded.accounts.models import User
from wellfounded.web import kept
from wellfounded.web.models import KeptForm

pytestmark = pytest.mark.django_db

PAGE = "/office/accounts/new/?from=list"
TYPED = {
    "username": "new.colleague",
    "name": "로완 “Rowan” <b>",
    "roles": ["registrar", "reviewer"],
    "code": "17",
    "sex": "",
}


def _idle(client: Client, settings: LazySettings) -> None:
    session = client.session
    session["last_seen"] -= settings.IDLE_LOCK_SECONDS + 1
    session.save()


def _late(client: Client, user: User, settings: LazySettings) -> None:
    """Opens a page, is away for too long, and sends the form."""
    signed_in(client, user).get("/me/")
    _idle(client, settings)


def test_a_late_form_leads_to_the_sign_in_page_and_is_kept(client: Client, cast: Cast, settings: LazySettings) -> None:
    _late(client, cast.administrator, settings)
    response = client.post(PAGE, TYPED)
    one = KeptForm.objects.get()
    assert response.headers["Location"] == f"/account/login/?next=%2Fkept%2F{one.pk}%2F"
    assert "comes back when you have signed in" in client.get(response.headers["Location"]).content.decode()
    assert (one.user, one.address) == (cast.administrator, PAGE)
    assert one.words == [
        ["username", "new.colleague"],
        ["name", "로완 “Rowan” <b>"],
        ["roles", "registrar"],
        ["roles", "reviewer"],
        ["code", "17"],
        ["sex", ""],
    ]
    assert not User.objects.filter(username="new.colleague").exists()


def test_its_writer_sees_it_again_and_sends_it(client: Client, cast: Cast, settings: LazySettings) -> None:
    _late(client, cast.administrator, settings)
    client.post(PAGE, TYPED)
    one = KeptForm.objects.get()
    page = signed_in(client, cast.administrator).get(f"/kept/{one.pk}/").content.decode()
    assert 'name="name" value="로완 “Rowan” &lt;b&gt;"' in page
    assert page.count('name="roles"') == 2
    assert f'action="{PAGE}"' in page
    words = json.loads(client.get(f"/kept/{one.pk}/words/").content)
    assert words == {"words": one.words, "mark": "_kept"}
    client.post(PAGE, TYPED | {"_kept": str(one.pk), "language": "ko"})
    assert User.objects.get(username="new.colleague").name == "로완 “Rowan” <b>"
    assert not KeptForm.objects.exists()


def test_a_form_that_is_sent_and_refused_is_kept_still(client: Client, cast: Cast, settings: LazySettings) -> None:
    _late(client, cast.administrator, settings)
    client.post(PAGE, TYPED)
    one = KeptForm.objects.get()
    response = signed_in(client, cast.administrator).post(PAGE, TYPED | {"_kept": str(one.pk), "username": "registrar"})
    assert response.status_code == 422
    assert KeptForm.objects.filter(pk=one.pk).exists()


@pytest.mark.parametrize("who", ["registrar", "reviewer", "oversight"])
def test_nobody_else_sees_sends_or_erases_it(client: Client, cast: Cast, settings: LazySettings, who: str) -> None:
    _late(client, cast.administrator, settings)
    client.post(PAGE, TYPED)
    one = KeptForm.objects.get()
    signed_in(client, getattr(cast, who))
    missing = client.get("/kept/999999/")
    for page in (f"/kept/{one.pk}/", f"/kept/{one.pk}/words/"):
        response = client.get(page)
        assert response.status_code == 404
        assert "Rowan" not in response.content.decode()
    assert client.get(f"/kept/{one.pk}/").status_code == missing.status_code
    client.post(f"/kept/{one.pk}/discard/")
    client.post("/language/", {"language": "en", "_kept": str(one.pk)})
    assert KeptForm.objects.filter(pk=one.pk).exists()


def test_a_stranger_sees_nothing_of_it(client: Client, cast: Cast, settings: LazySettings) -> None:
    _late(client, cast.administrator, settings)
    client.post(PAGE, TYPED)
    response = Client().get(f"/kept/{KeptForm.objects.get().pk}/")
    assert response.headers["Location"].startswith("/account/login/")


def test_its_writer_throws_it_away(client: Client, cast: Cast, settings: LazySettings) -> None:
    _late(client, cast.administrator, settings)
    client.post(PAGE, TYPED)
    signed_in(client, cast.administrator).post(f"/kept/{KeptForm.objects.get().pk}/discard/")
    assert not KeptForm.objects.exists()


def test_after_an_hour_it_is_erased(client: Client, cast: Cast, settings: LazySettings) -> None:
    _late(client, cast.administrator, settings)
    client.post(PAGE, TYPED)
    one = KeptForm.objects.get()
    KeptForm.objects.update(at=timezone.now() - timedelta(minutes=59))
    signed_in(client, cast.administrator)
    assert client.get(f"/kept/{one.pk}/").status_code == 200
    KeptForm.objects.update(at=timezone.now() - timedelta(minutes=61))
    assert client.get(f"/kept/{one.pk}/").status_code == 404
    assert not KeptForm.objects.exists()


def test_passphrases_and_codes_are_never_kept(client: Client, cast: Cast, settings: LazySettings) -> None:
    _late(client, cast.administrator, settings)
    response = client.post(
        "/account/password/change/", {"oldpassword": "a", "password1": "b secret one", "password2": "c"}
    )
    assert response.status_code == 401
    assert not KeptForm.objects.exists()
    assert "b secret one" not in response.content.decode()


def test_a_file_is_not_kept_and_its_form_is(client: Client, cast: Cast, settings: LazySettings) -> None:
    _late(client, cast.administrator, settings)
    client.post(PAGE, {"name": "Rowan", "paper": SimpleUploadedFile("a.txt", b"text")})
    assert KeptForm.objects.get().words == [["name", "Rowan"]]


def test_a_form_in_time_is_not_kept(client: Client, cast: Cast) -> None:
    signed_in(client, cast.administrator).post(PAGE, TYPED)
    assert not KeptForm.objects.exists()


def test_a_form_of_a_stranger_is_not_kept_but_shown_to_the_browser_that_sent_it(client: Client) -> None:
    response = client.post(PAGE, TYPED)
    assert response.status_code == 401
    assert not KeptForm.objects.exists()
    assert "new.colleague" in response.content.decode()


def test_part_of_a_page_gets_an_answer_for_its_script(client: Client, cast: Cast, settings: LazySettings) -> None:
    _late(client, cast.administrator, settings)
    response = client.post(PAGE, TYPED, headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response.headers["X-Sign-In"] == f"/account/login/?next=%2Fkept%2F{KeptForm.objects.get().pk}%2F"


def test_a_program_gets_no_page(client: Client, cast: Cast, settings: LazySettings) -> None:
    _late(client, cast.administrator, settings)
    response = client.post(PAGE, TYPED, headers={"Accept": "application/json"})
    assert (response.status_code, response.content) == (401, b"")


def test_the_script_keeps_words_before_it_locks_the_page(client: Client, cast: Cast) -> None:
    signed_in(client, cast.administrator)
    words = [["name", "Rowan"], ["csrfmiddlewaretoken", "x"], ["_kept", "4"], ["odd"], "odd", ["a", 1]]
    answer = client.post("/kept/", {"address": PAGE, "words": json.dumps(words)}).json()
    one = KeptForm.objects.get(pk=answer["kept"])
    assert (one.user, one.address, one.words) == (cast.administrator, PAGE, [["name", "Rowan"]])


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "", "office/"])
def test_words_for_another_place_are_not_kept(client: Client, cast: Cast, address: str) -> None:
    response = signed_in(client, cast.administrator).post("/kept/", {"address": address, "words": '[["a", "b"]]'})
    assert response.status_code == 400
    assert not KeptForm.objects.exists()


@pytest.mark.parametrize("words", ["", "{", "{}", "[]", '[["a", " "]]'])
def test_without_words_there_is_nothing_to_keep(client: Client, cast: Cast, words: str) -> None:
    answer = signed_in(client, cast.administrator).post("/kept/", {"address": PAGE, "words": words}).json()
    assert answer == {"kept": None}


def test_one_user_keeps_only_so_much(cast: Cast) -> None:
    theirs = kept.keep(cast.registrar, PAGE, pairs=[("a", "theirs")])
    for number in range(kept.MOST_OF_ONE_USER + 5):
        kept.keep(cast.administrator, PAGE, pairs=[("a", str(number))])
    found = KeptForm.objects.filter(user=cast.administrator)
    assert found.count() == kept.MOST_OF_ONE_USER
    assert found[0].words == [["a", str(kept.MOST_OF_ONE_USER + 4)]]
    assert theirs is not None
    assert KeptForm.objects.filter(pk=theirs.pk).exists()


def test_whoever_signs_in_erases_what_is_old_of_everybody(client: Client, cast: Cast) -> None:
    for user, hours in ((cast.reviewer, 0), (cast.registrar, 2)):
        made = kept.keep(user, PAGE, pairs=[("a", "b")])
        KeptForm.objects.filter(pk=made.pk if made else 0).update(at=timezone.now() - timedelta(hours=hours))
    assert KeptForm.objects.count() == 2
    signed_in(client, cast.administrator)
    assert KeptForm.objects.get().user == cast.reviewer


def test_an_address_that_is_too_long_is_not_kept(cast: Cast) -> None:
    assert kept.keep(cast.registrar, "/" + "a" * 600, pairs=[("a", "b")]) is None


def test_a_page_that_holds_on_gets_a_token_and_a_stranger_does_not(client: Client, cast: Cast) -> None:
    assert client.get("/here/").status_code == 302
    assert signed_in(client, cast.registrar).get("/here/").json()["token"]
