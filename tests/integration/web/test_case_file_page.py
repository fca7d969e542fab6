"""A case file is brought in on a page: whole, or nothing and every line that is to be mended."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.casework import case_files
from tests.casework.cast import Cast
from tests.casework.pages import signed_in
from wellfounded.cases.models import Case
from wellfounded.web import kept
from wellfounded.web.models import KeptForm
from wellfounded.web.views import case_file as page

PAGE = "/office/case-file/"
CANARY = "canary of a passphrase"


def bring_in(client: Client, content: bytes | None, **typed: str) -> Any:
    file = {} if content is None else {"content": SimpleUploadedFile("case.yaml", content)}
    return client.post(PAGE, file | typed)


def test_a_plain_file_becomes_a_case(client: Client, cast: Cast) -> None:
    answer = bring_in(signed_in(client, cast.registrar), case_files.plain(), key="one")
    case = Case.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("case", args=[case.number]))
    assert "was brought in" in client.get(answer["Location"]).content.decode()
    assert bring_in(client, case_files.plain(), key="one")["Location"] == answer["Location"]
    assert Case.objects.count() == 1


def test_a_sealed_file_asks_for_its_passphrase_and_shows_it_to_nobody(client: Client, cast: Cast) -> None:
    signed_in(client, cast.registrar)
    text = bring_in(client, case_files.sealed(), passphrase=CANARY).content.decode()
    assert "This passphrase does not open the file" in text.split("error-summary", 1)[1]
    assert CANARY not in text
    assert bring_in(client, case_files.sealed(), passphrase=case_files.PASSPHRASE).status_code == 302
    assert Case.objects.count() == 1


def test_every_line_to_be_mended_is_told_at_once(client: Client, cast: Cast) -> None:
    wrong = case_files.changed("profile: unhcr", "profile: unchr").replace(b"host: CHN", b"host: <b>China")
    answer = bring_in(signed_in(client, cast.registrar), wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert all(said in text for said in ("<code>profile</code>", "Did you mean “unhcr”?", "<code>host</code>"))
    assert "<b>China" not in text
    assert not Case.objects.exists()


def test_a_page_shows_so_many_lines_and_counts_the_rest(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "SHOWN", 1)
    text = bring_in(signed_in(client, cast.registrar), b"one: 1\ntwo: 2\n").content.decode()
    assert text.count('<td data-label="Line">') == 1
    assert "more lines need mending" in text


@pytest.mark.parametrize("content", [None, b""])
def test_a_file_that_was_not_chosen_is_asked_for(client: Client, cast: Cast, content: bytes | None) -> None:
    answer = bring_in(signed_in(client, cast.registrar), content)
    assert answer.status_code == 422
    assert "Choose a file" in answer.content.decode()


def test_only_registrars_bring_case_files_in(client: Client, cast: Cast) -> None:
    signed_in(client, cast.adjudicator)
    assert client.get(PAGE).status_code == 403
    assert bring_in(client, case_files.plain()).status_code == 403
    assert not Case.objects.exists()
    assert f'href="{PAGE}"' in signed_in(client, cast.registrar).get("/register/").content.decode()


def test_the_passphrase_of_a_file_is_never_kept(cast: Cast) -> None:
    """When the session ends before the form is sent, its words are kept, and this one is not."""
    one = kept.keep(cast.registrar, PAGE, pairs=[("key", "k"), ("passphrase", "canary"), ("again", "canary")])
    assert one is not None
    assert KeptForm.objects.get().words == [["key", "k"]]
    assert kept.keep(cast.registrar, PAGE, pairs=[("passphrase", "canary")]) is None
