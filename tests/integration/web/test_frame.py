"""The frame around every page: navigation, language, refusals, headers."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client

from tests.casework.cast import Cast
from tests.casework.pages import signed_in
from wellfounded.accounts.models import Office, User

pytestmark = pytest.mark.django_db

CSP = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; media-src 'self'; script-src 'self'; style-src 'self'"
)


def test_a_stranger_is_led_to_the_sign_in_page(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/account/login/?next=/"


def test_my_work_opens_for_every_role(client: Client, cast: Cast) -> None:
    for user in vars(cast).values():
        response = signed_in(client, user).get("/")
        assert response.status_code == 200
        assert "<h1>My work</h1>" in response.content.decode()


def test_an_answer_says_what_the_browser_may_do(client: Client, cast: Cast) -> None:
    response = signed_in(client, cast.registrar).get("/")
    given = "; ".join(sorted(part.strip() for part in response.headers["Content-Security-Policy"].split(";")))
    assert given == CSP
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_no_page_carries_script_or_style_of_its_own(client: Client, cast: Cast) -> None:
    page = signed_in(client, cast.registrar).get("/").content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert page.count("<script") == page.count('<script src="/static/')


def test_an_office_that_is_fictional_says_so_on_every_page(client: Client, cast: Cast) -> None:
    words = "every person here is invented"
    assert words not in signed_in(client, cast.registrar).get("/").content.decode()
    Office.objects.create(pk=1, name="Trial", fictional=True)
    assert words in client.get("/").content.decode()


@pytest.mark.parametrize("language", ["ko", "zh-hans", "en"])
def test_the_language_that_is_chosen_stays_with_the_account(client: Client, cast: Cast, language: str) -> None:
    response = signed_in(client, cast.registrar).post("/language/", {"language": language, "next": "/?page=2"})
    assert response.headers["Location"] == "/?page=2"
    assert User.objects.get(pk=cast.registrar.pk).language == language
    page = signed_in(Client(headers={"Accept-Language": "fr"}), cast.registrar).get("/").content.decode()
    assert f'<html lang="{language}"' in page
    assert User.objects.get(pk=cast.reviewer.pk).language == "en"


def test_a_stranger_chooses_a_language_for_this_browser(client: Client) -> None:
    client.post("/language/", {"language": "ko"})
    assert '<html lang="ko"' in client.get("/nothing/").content.decode()


@pytest.mark.parametrize("page", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:1", "", "\\\\x"])
def test_a_change_of_language_leads_to_no_other_place(client: Client, page: str) -> None:
    assert client.post("/language/", {"language": "ko", "next": page}).headers["Location"] == "/"


def test_an_unknown_language_changes_nothing(client: Client, cast: Cast) -> None:
    response = signed_in(client, cast.registrar).post("/language/", {"language": "xx"})
    assert not response.cookies.get("django_language")
    assert User.objects.get(pk=cast.registrar.pk).language == "en"


def test_an_address_that_is_not_there_gives_the_page_of_a_hidden_case(client: Client, cast: Cast) -> None:
    response = signed_in(client, cast.registrar).get("/there/is/nothing/")
    assert response.status_code == 404
    assert "There is nothing here that you may open" in response.content.decode()


def test_a_form_without_its_token_is_refused_in_words(cast: Cast) -> None:
    client = signed_in(Client(enforce_csrf_checks=True), cast.registrar)
    response = client.post("/language/", {"language": "ko"})
    assert response.status_code == 403
    assert "too old" in response.content.decode()


def test_a_breakdown_shows_a_page_without_asking_the_store(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(Client(raise_request_exception=False), cast.registrar)
    monkeypatch.setattr("wellfounded.web.views.home.render", lambda *_: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500
    page = response.content.decode()
    assert "It is not your fault" in page
    assert "ZeroDivisionError" not in page


def test_robots_are_told_to_stay_away(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.content == b"User-agent: *\nDisallow: /\n"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("refusal", "status", "words"),
    [
        (SuspiciousOperation("typed words"), 400, "did not understand"),
        (PermissionDenied("typed words"), 403, "This is not for your role"),
    ],
)
def test_a_refusal_of_the_machinery_has_a_page_and_repeats_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, refusal: Exception, status: int, words: str
) -> None:
    def refuse(*_: object) -> None:
        raise refusal

    monkeypatch.setattr("wellfounded.web.views.home.render", refuse)
    response = signed_in(Client(), cast.registrar).get("/")
    assert response.status_code == status
    assert words in response.content.decode()
    assert "typed words" not in response.content.decode()
