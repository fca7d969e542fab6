"""A case file from outside, through the guarded child: what cannot be used is said exactly, and nothing is written."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casework import case_files
from tests.casework.cast import Cast
from wellfounded.accounts.models import Office
from wellfounded.cases import reading_case_file
from wellfounded.cases.actions.import_case_file import CaseFileGiven, import_case_file
from wellfounded.cases.errors import Invalid, NotAllowed
from wellfounded.cases.models import Case, RecordHead
from wellfounded.law.errors import CaseError
from wellfounded.persons.models import Person
from wellfounded.vault.child import Limits, Parsed, Refusal


def bring_in(cast: Cast, content: bytes, **more: Any) -> Case:
    return import_case_file(cast.registrar, request=CaseFileGiven(content=content, **more))


def test_the_file_of_a_real_person_comes_in_sealed(cast: Cast) -> None:
    case = bring_in(cast, case_files.sealed(), passphrase=case_files.PASSPHRASE)
    assert RecordHead.objects.get(case=case).material == "real"
    assert not case.fictional


def test_nothing_of_a_real_person_comes_into_a_fictional_office(cast: Cast) -> None:
    Office.objects.create(pk=1, name="Fictional office", fictional=True)
    with pytest.raises(NotAllowed):
        bring_in(cast, case_files.sealed(), passphrase=case_files.PASSPHRASE)
    assert not Case.objects.exists()
    assert not Person.objects.exists()


BOMB = b"a: &a [1, 1]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"- one\n- two\n", "is not a case file"),
        (b"{}", "format"),
        (BOMB, "Anchors and aliases"),
        ("사건: 하나".encode("euc-kr"), "not UTF-8"),
        (case_files.plain().decode().encode("utf-16"), "not UTF-8"),
        (b"a: [1\nb: 2\n", "not readable as YAML"),
        (b"%PDF-1.4 and no case", "not readable as YAML"),
        (case_files.changed("profile: unhcr", "profile: unchr"), "Did you mean “unhcr”?"),
        (case_files.changed("profile: unhcr", "profile: atlantis"), "“atlantis” cannot stand here"),
        (case_files.plain() + b"\nname: Somebody\n", "does not belong in a case file"),
    ],
)
def test_what_is_no_case_file_is_said_line_by_line(cast: Cast, content: bytes, said: str) -> None:
    with pytest.raises(CaseError, match=said) as wrong:
        bring_in(cast, content, file="upload.yaml")
    assert {one.file for one in wrong.value.problems} == {"upload.yaml"}
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("content", "passphrase", "field", "said"),
    [
        (b"", "", "content", "empty"),
        (b"x" * (reading_case_file.MOST + 1), "", "content", "too large"),
        (case_files.real_person(), "", "content", "plain file"),
        (case_files.real_person(), case_files.PASSPHRASE, "content", "plain file"),
        (case_files.sealed(), "", "passphrase", "is sealed"),
        (case_files.sealed(), "another one altogether", "passphrase", "does not open"),
        (case_files.sealed()[:-10], case_files.PASSPHRASE, "content", "cut short"),
        (b"age-encryption.org/v1\n-> X25519 abc\n", "anything at all", "content", "cut short"),
    ],
)
def test_a_file_that_cannot_be_used_as_a_whole_is_said_beside_its_field(
    cast: Cast, content: bytes, passphrase: str, field: str, said: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        bring_in(cast, content, passphrase=passphrase)
    assert list(wrong.value.fields) == [field]
    assert said in wrong.value.fields[field]
    assert not Person.objects.exists()


def test_a_file_that_takes_for_ever_is_stopped(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Brackets without end keep the reader busy; the office answers all the same."""
    monkeypatch.setattr(reading_case_file, "LIMITS", Limits(cpu_seconds=1))
    with pytest.raises(Invalid, match="too long to read"):
        bring_in(cast, b"[" * 900_000)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"case": None},
        {"case": {"format": "wellfounded-case/1"}},
        {"problems": [{}]},
        {"problems": ["no mapping"]},
        {"problems": [{"code": "no code", "message": "", "mend": ""}]},
        {"problems": [{"code": "WF-001", "message": "", "mend": "", "line": "no number"}]},
    ],
)
def test_what_a_child_that_was_taken_over_answers_is_not_let_in(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any]
) -> None:
    monkeypatch.setattr(reading_case_file, "run_guarded", lambda *_args, **_more: Parsed(answer))
    with pytest.raises(Invalid, match="broken or was made to break"):
        bring_in(cast, case_files.plain())
    assert not Person.objects.exists()


@pytest.mark.parametrize("why", Refusal)
def test_every_refusal_of_the_child_has_its_sentence(cast: Cast, monkeypatch: pytest.MonkeyPatch, why: Refusal) -> None:
    monkeypatch.setattr(reading_case_file, "run_guarded", lambda *_args, **_more: Parsed({}, refused=why))
    with pytest.raises(Invalid) as wrong:
        bring_in(cast, case_files.plain())
    assert wrong.value.fields == {"content": str(reading_case_file.REFUSALS[why])}


def test_a_submit_that_arrives_twice_makes_one_case(cast: Cast) -> None:
    first = bring_in(cast, case_files.plain(), key="of the page")
    assert bring_in(cast, case_files.plain(), key="of the page") == first
    other = case_files.changed("held in a labour facility", "held once")
    assert bring_in(cast, other, key="of the page") != first
    assert bring_in(cast, case_files.plain()) != first
    assert Case.objects.count() == 3


def test_neither_passphrase_nor_content_stands_in_what_a_fault_would_print() -> None:
    shown = repr(CaseFileGiven(content=b"canary one", passphrase="canary two"))  # noqa: S106 - of a test
    assert "canary" not in shown
