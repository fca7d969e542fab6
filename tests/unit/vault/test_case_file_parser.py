"""What the guarded child says of a case file. The parser runs here in the open; the walls have their own tests."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casework import case_files
from tests.factories import real
from wellfounded.law.case_reader import case_from, read_case
from wellfounded.law.document import Document
from wellfounded.vault.parsers import TooBig, case_file
from wellfounded.vault.sealed import ARMOUR


def told(content: bytes, passphrase: str = "", most: int = 1 << 20) -> dict[str, Any]:
    return case_file.parse(content, {"passphrase": passphrase, "most": most}).result


def test_the_case_comes_back_as_it_stands_in_the_file() -> None:
    answer = told(case_files.plain())
    assert list(answer) == ["case"]
    assert case_from(Document(str(case_files.EXAMPLE), answer["case"], {}), real()) == read_case(
        case_files.EXAMPLE, real()
    )


def test_a_sealed_file_opens_with_its_passphrase_alone() -> None:
    assert told(case_files.sealed(), case_files.PASSPHRASE)["case"]["material"] == "real"
    assert told(case_files.sealed(), "another one altogether") == {"seal": "WF-112"}


def test_a_broken_seal_is_told_without_a_guess() -> None:
    assert told(ARMOUR + b"\nno armour at all", case_files.PASSPHRASE) == {"seal": "WF-115"}


def test_every_problem_is_told_with_its_line() -> None:
    wrong = case_files.changed("profile: unhcr", "profile: unchr").replace(b"host: CHN", b"host: China")
    problems = told(wrong)["problems"]
    lines = wrong.decode().splitlines()
    assert [lines[one["line"] - 1].split(":")[0] for one in problems] == ["profile", "host"]
    assert "unhcr" in problems[0]["mend"]


def test_no_more_problems_are_told_than_anybody_mends_at_once() -> None:
    many = b"".join(b"key%d: 1\n" % number for number in range(2 * case_file.MOST_PROBLEMS))
    assert len(told(many)["problems"]) == case_file.MOST_PROBLEMS


def test_more_than_was_agreed_is_not_read() -> None:
    with pytest.raises(TooBig):
        told(case_files.plain(), most=10)
