"""A sealed case file is worked with as a plain one, and never lies in clear."""

from pathlib import Path

import pytest

from tests.integration.cli.door import CROSSING, wellfounded
from wellfounded.vault.sealed import MARK, open_sealed

SECRET = "four or five good words"  # noqa: S105 - of a test


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    said = wellfounded("case", "seal", CROSSING, "--out", "case.age", typed=f"{SECRET}\n{SECRET}\n")
    assert said.code == 0, said
    return tmp_path / "case.age"


def clear_files(folder: Path) -> list[str]:
    """The files in which something can be read without a passphrase."""
    return [path.name for path in folder.iterdir() if not path.read_bytes().startswith(MARK)]


def test_open_shows_the_file_and_writes_none(sealed: Path) -> None:
    said = wellfounded("case", "open", sealed, typed=f"{SECRET}\n")
    assert said.out.endswith(" ".join(CROSSING.read_text(encoding="utf-8").split()))
    assert clear_files(sealed.parent) == []


@pytest.mark.parametrize("command", [("assess",), ("ask",), ("whatif", "--flip")])
def test_commands_take_a_sealed_file_for_a_plain_one(sealed: Path, command: tuple[str, ...]) -> None:
    name, *options = command
    said = wellfounded(name, sealed, *options, typed=f"{SECRET}\n")
    plain = wellfounded(name, CROSSING, *options)
    assert (said.code, plain.code) == (0, 0)
    assert said.out.endswith(plain.out)


def test_a_wrong_passphrase_opens_nothing(sealed: Path) -> None:
    said = wellfounded("assess", sealed, typed="not this one at all\n")
    assert said.code == 2
    assert "passphrase" in said.beside
    assert "Conclusions" not in said.out


def test_papers_of_a_sealed_case_are_sealed_with_it(sealed: Path) -> None:
    said = wellfounded("assess", sealed, "--html", "page.html", "--json", "receipt.age", typed=f"{SECRET}\n")
    assert said.code == 0, said
    assert {path.name for path in sealed.parent.iterdir()} == {"case.age", "page.html.age", "receipt.age"}
    assert clear_files(sealed.parent) == []
    page = open_sealed((sealed.parent / "page.html.age").read_bytes(), SECRET)
    assert page.lower().startswith(b"<!doctype html")


def test_an_answer_is_saved_into_the_seal(sealed: Path) -> None:
    before = sealed.read_bytes()
    said = wellfounded("interview", sealed, "--by", "interviewer-2", typed=f"{SECRET}\ny\nI saw it\ns\n")
    assert said.code == 0, said
    after = sealed.read_bytes()
    assert after != before
    assert "I saw it" in open_sealed(after, SECRET).decode()
    assert clear_files(sealed.parent) == []


def test_what_is_no_case_file_is_not_sealed_and_nothing_is_sealed_twice(sealed: Path) -> None:
    Path("note.txt").write_text("hello", encoding="utf-8")
    assert wellfounded("case", "seal", "note.txt", "-o", "note.age", typed=f"{SECRET}\n{SECRET}\n").code == 2
    assert wellfounded("case", "seal", sealed, "-o", "twice.age", typed=f"{SECRET}\n").code == 2
    assert wellfounded("case", "seal", CROSSING, "-o", sealed, typed=f"{SECRET}\n{SECRET}\n").code == 2
    assert wellfounded("case", "seal", CROSSING, "-o", "other.age", typed=f"{SECRET}\nanother one\n").code == 2
    assert wellfounded("case", "open", CROSSING).code == 2
    assert {path.name for path in sealed.parent.iterdir()} == {"case.age", "note.txt"}


def test_the_check_for_files_in_clear_sees_one(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("format: wellfounded-case/1", encoding="utf-8")
    assert clear_files(tmp_path) == ["case.yaml"]


def test_a_file_that_is_not_there_is_not_called_unsealed(tmp_path: Path) -> None:
    said = wellfounded("case", "open", tmp_path / "none.age")
    assert (said.code, "There is no file" in said.beside) == (2, True)
