from pathlib import Path

import pytest

from tests.integration.cli.door import wellfounded


def test_list_shows_profiles_and_criteria() -> None:
    said = wellfounded("law", "list")
    assert said.code == 0
    assert "Profiles" in said.out
    assert "refugee_status *" in said.out


def test_list_shows_the_catalogue_of_facts() -> None:
    said = wellfounded("law", "list", "--facts")
    assert said.code == 0
    assert "left_without_permission" in said.out


def test_list_shows_a_profile_with_who_set_each_rule() -> None:
    said = wellfounded("law", "list", "--profile", "canada")
    assert said.code == 0
    assert "national law not encoded" in said.out


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("persecution", "Standard of proof:"),
        ("objective_risk", "No rule can decide this: a person finds it, with reasons."),
        ("left_without_permission", "허가 없이"),
        ("canada", "Standards of proof"),
        ("cat", "No return to torture"),
        ("unhcr-handbook", "source unhcr-handbook"),
        ("reasonable_possibility", "A possible fact may carry a finding"),
    ],
)
def test_show_tells_of_anything_in_the_law(name: str, expected: str) -> None:
    said = wellfounded("law", "show", name)
    assert said.code == 0
    assert expected in said.out


def test_show_says_how_far_each_citation_was_checked() -> None:
    assert "[not yet checked by a lawyer" in wellfounded("law", "show", "persecution").out


def test_show_helps_with_a_name_that_is_not_there() -> None:
    said = wellfounded("law", "show", "persecusion")
    assert said.code == 2
    assert "Did you mean “persecution”?" in said.beside


def test_check_lists_what_a_lawyer_must_still_check() -> None:
    said = wellfounded("law", "check")
    assert said.code in {0, 2}
    assert "A lawyer must still check" in said.out
    assert "citations read:" in said.out


def test_check_compares_quoted_terms_with_the_texts_of_an_office(tmp_path: Path) -> None:
    (tmp_path / "csr51.txt").write_text("nothing of the kind", encoding="utf-8")
    said = wellfounded("law", "check", "--against", tmp_path)
    assert said.code == 2
    assert "which does not stand in csr51" in said.beside
    assert "WF-058" in said.beside


def test_check_tells_of_a_text_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "csr51.txt").write_bytes(b"\xff\xfe")
    said = wellfounded("law", "check", "--against", tmp_path)
    assert (said.code, "The file is not UTF-8 text" in said.beside) == (2, True)


def test_a_file_is_no_folder_of_texts_or_packs(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.touch()
    for words in (("law", "check", "--against", path), ("law", "diff", "unhcr", "unhcr", "--packs", path)):
        assert "This is a file, not a folder." in wellfounded(*words).beside
    gone = wellfounded("law", "diff", "unhcr", "unhcr", "--packs", tmp_path / "gone", "--host", "Chna")
    assert (gone.code, "2 problems:" in gone.beside) == (2, True)


def test_check_needs_a_folder_that_is_there() -> None:
    said = wellfounded("law", "check", "--against", "/nowhere/at/all")
    assert said.code == 2
    assert "There is no such folder." in said.beside


def test_diff_of_a_law_with_itself_proves_that_nothing_differs() -> None:
    said = wellfounded("law", "diff", "unhcr", "unhcr")
    assert said.code == 0
    assert "Proved to answer alike" in said.out
    assert "before met" not in said.out


def test_diff_gives_a_witness_where_two_laws_differ() -> None:
    said = wellfounded("law", "diff", "uk@2022-06-27", "uk@2022-06-28", "--host", "GBR")
    assert said.code == 0
    assert "for example where:" in said.out
    assert "uk 2006" in said.out
    assert "uk 2022" in said.out


def test_diff_tells_of_both_sides_that_are_not_there() -> None:
    said = wellfounded("law", "diff", "narnia", "uk@never")
    assert said.code == 2
    assert "2 problems:" in said.beside
