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
from tests.casework.factories import make_staffed_case
from tests.casework.pages import alike, signed_in
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


STALE = "x" * 64


def _typed_into(user: User, address: str, **typed: str) -> str:
    """The page that answers a form whose token is too old: somebody signed in beside it."""
    client = signed_in(Client(enforce_csrf_checks=True), user)
    client.get("/me/")
    answer = client.post(address, typed | {"csrfmiddlewaretoken": STALE})
    assert answer.status_code == 403
    return answer.content.decode()


def test_a_form_with_an_old_token_gives_back_what_was_typed(cast: Cast) -> None:
    """Going back does not: the browser keeps no name that was typed into the office."""
    page = _typed_into(cast.registrar, "/register/", name="리설화 <b>", key="of-the-page", birth="")
    assert "리설화 &lt;b&gt;</textarea>" in page
    assert "of-the-page" not in page
    assert "Go back" not in page
    assert page.count("<textarea") == 1


def test_neither_a_secret_nor_another_sites_words_are_given_back(cast: Cast) -> None:
    secret = {"passphrase": "very secret indeed", "again": "very secret indeed", "credential": "{}"}
    assert "<textarea" not in _typed_into(cast.administrator, "/office/accounts/new/", **secret)
    client = signed_in(Client(enforce_csrf_checks=True), cast.registrar)
    foreign = client.post("/register/", {"name": "Sign in here"}, headers={"Origin": "https://elsewhere.example"})
    assert foreign.status_code == 403
    assert "Sign in here" not in foreign.content.decode()


def test_a_case_that_was_taken_away_while_somebody_typed_gives_back_their_words(client: Client, cast: Cast) -> None:
    """And it says no more than of a case that never was."""
    case = make_staffed_case(cast, state="interview")
    address = f"/cases/{case.number}/hand-over/"
    case.assignments.filter(user=cast.interviewer).delete()
    answer = signed_in(client, cast.interviewer).post(address, {"note": "그 사람은 밤에만 전화할 수 있습니다."})
    missing = client.post("/cases/C-0000/hand-over/", {"note": "그 사람은 밤에만 전화할 수 있습니다."})
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert "그 사람은 밤에만 전화할 수 있습니다.</textarea>" in answer.content.decode()
    assert alike(answer.content, case.number) == alike(missing.content, "C-0000")
    assert "<textarea" not in client.get(address).content.decode()


def test_what_may_not_be_done_now_gives_back_the_words_too(client: Client, cast: Cast) -> None:
    case = make_staffed_case(cast, state="review")
    address = f"/cases/{case.number}/decision/paragraph/en/1/"
    answer = signed_in(client, cast.adjudicator).post(address, {"text": "A long paragraph."})
    assert answer.status_code == 409
    assert "A long paragraph.</textarea>" in answer.content.decode()
    refused = signed_in(client, cast.counsel).post(f"/cases/{case.number}/hand-over/", {"note": "Written for nothing"})
    assert refused.status_code == 403
    assert "Written for nothing</textarea>" in refused.content.decode()


def test_a_page_that_breaks_gives_back_the_words(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("wellfounded.web.views.registration.register_person", broken)
    client.raise_request_exception = False
    answer = signed_in(client, cast.registrar).post("/register/", {"name": "리설화"})
    assert answer.status_code == 500
    assert "리설화</textarea>" in answer.content.decode()
    assert "still there" not in answer.content.decode()


def test_a_body_that_cannot_be_read_gives_nothing_back(cast: Cast) -> None:
    client = signed_in(Client(enforce_csrf_checks=True), cast.registrar)
    answer = client.generic("POST", "/register/", b"--x", content_type="multipart/form-data; boundary=")
    assert answer.status_code in {400, 403}
    assert "<textarea" not in answer.content.decode()


def test_what_comes_without_any_session_comes_back_on_a_page_of_the_office(client: Client) -> None:
    """It is a moment of fright: the page looks like the office, and each word runs in the direction of its script."""
    answer = client.post("/register/", {"name": "محمد", "birth": "1990"})
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "css/office" in page
    assert 'dir="auto" readonly>محمد</textarea>' in page
    assert "<br>" not in page
