from tests.integration.cli.door import wellfounded


def test_each_treaty_stands_article_by_article_as_recorded() -> None:
    said = wellfounded("obligations", "CHN", "--on", "2023-10-09")
    assert said.code == 0
    assert "China on 9 October 2023" in said.out
    assert "China is bound since 1988-11-03 (ratification), as recorded on" in said.out
    assert "later change is unchecked" in said.out
    assert "3 binds No return to torture" in said.out


def test_a_reservation_and_what_it_leaves_whole_are_told_with_their_source() -> None:
    said = wellfounded("obligations", "CHN", "--on", "2023-10-09")
    assert "20 open Inquiry" in said.out
    assert "Reservation to article 20, 30:" in said.out
    assert "declarations of China" in said.out


def test_an_article_that_needs_a_declaration_of_its_own_says_so() -> None:
    said = wellfounded("obligations", "CHN", "--on", "2023-10-09")
    assert "Individual complaints. Open only against States that declared so." in said.out


def test_a_signature_does_not_bind() -> None:
    assert "China signed but did not ratify" in wellfounded("obligations", "chn", "--on", "2023-10-09").out


def test_before_a_treaty_was_in_force_it_is_not_listed() -> None:
    assert "Convention against Torture" not in wellfounded("obligations", "CHN", "--on", "1980-01-01").out


def test_a_state_that_is_not_known_and_a_bad_day_are_told_together() -> None:
    said = wellfounded("obligations", "china", "--on", "someday")
    assert said.code == 2
    assert "Write CHN." in said.beside
    assert "WF-014" in said.beside


def test_a_state_without_a_record_is_told() -> None:
    said = wellfounded("obligations", "TUV")
    assert said.code == 2
    assert "No treaty record of Tuvalu is held." in said.beside
