"""A case file is brought in by a program: the same action as the page, each problem under its way into the file."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.casework import case_files
from tests.casework.cast import Cast
from tests.casework.pages import signed_in
from wellfounded.cases.models import Case
from wellfounded.cases.reading_case_file import MOST


def send(cast: Cast, content: bytes, **typed: str) -> Any:
    file = SimpleUploadedFile("case.yaml", content)
    return signed_in(Client(), cast.registrar).post("/api/case-files", {"content": file} | typed)


def test_a_file_becomes_a_case_once(cast: Cast) -> None:
    answer = send(cast, case_files.plain(), key="one")
    case = Case.objects.get()
    assert (answer.status_code, answer.json()) == (200, {"what": "Case", "id": case.pk, "number": case.number})
    assert send(cast, case_files.plain(), key="one").json() == answer.json()
    assert Case.objects.count() == 1


def test_every_problem_stands_under_its_way_into_the_file(cast: Cast) -> None:
    wrong = case_files.changed("profile: unhcr", "profile: unchr").replace(b"host: CHN", b"host: China")
    answer = send(cast, wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, "WF-104")
    assert set(answer.json()["fields"]) == {"profile", "host"}
    assert answer.json()["fields"]["profile"].startswith("Line ")
    assert answer.json()["fields"]["profile"].endswith("[WF-013]")
    assert not Case.objects.exists()


def test_what_concerns_the_whole_file_stands_under_its_part(cast: Cast) -> None:
    for content, passphrase, field in (
        ("사건".encode("euc-kr"), "", "content"),
        (b"x" * (MOST + 1), "", "content"),
        (case_files.sealed(), "another one altogether", "passphrase"),
        (case_files.sealed(), "", "passphrase"),
    ):
        answer = send(cast, content, passphrase=passphrase)
        assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])
    assert not Case.objects.exists()


def test_only_registrars_bring_case_files_in(cast: Cast) -> None:
    file = SimpleUploadedFile("case.yaml", case_files.plain())
    answer = signed_in(Client(), cast.adjudicator).post("/api/case-files", {"content": file})
    assert (answer.status_code, answer.json()["code"]) == (403, "WF-102")
    assert not Case.objects.exists()
