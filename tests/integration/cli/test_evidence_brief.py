import io
import re
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from tests.integration.cli.door import CROSSING, wellfounded

REPORT = "Report\n\n12. Those sent back face torture in the camps.\n\n13. The river freezes in January."
DENIAL = "Nobody who was sent back faced torture, the ministry states."


@pytest.fixture
def library(tmp_path: Path) -> Path:
    shelf = tmp_path / "texts"
    shelf.mkdir()
    (shelf / "report.txt").write_text(REPORT, encoding="utf-8")
    (shelf / "denial.txt").write_text(DENIAL, encoding="utf-8")
    path = tmp_path / "library"
    said = wellfounded("evidence", "add", shelf, "--library", path, "--source", "A body", "--date", "2014-02-07")
    assert said.code == 0, said.beside
    return path


def brief(library: Path, *words: str | Path) -> str:
    said = wellfounded("evidence", "brief", CROSSING, "--library", library, *words)
    assert said.code == 0, said.beside
    return said.out


def reference(out: str, words: str) -> str:
    found = re.search(rf"“{re.escape(words)}” (?:\[\d+\] )?([0-9a-f]{{8}}:\d+)", out)
    assert found is not None
    return found[1]


def test_a_brief_sets_suggestions_apart_and_says_what_is_missing(library: Path) -> None:
    out = brief(library)
    assert "“Those sent back face torture in the camps.”" in out
    assert "A body, report, 2014-02-07, reliability not judged, para. 12." in out
    assert "Suggested only, by the words “torture”; nobody has accepted it." in out
    assert "Nobody has accepted a passage for it yet." in out
    assert "No passage is on the shelf for this fact." in out
    assert "Due for review" in out
    assert "The river freezes" not in out


def test_what_a_person_accepted_comes_first_and_what_was_rejected_is_not_suggested_again(library: Path) -> None:
    before = brief(library)
    accepted, denied = reference(before, "Those sent back face torture in the camps."), reference(before, DENIAL)
    pin = ("--library", library, "--by", "mina")
    words = ("--quote", "face torture")
    assert wellfounded("evidence", "pin", accepted, "torture_risk", "supports", *words, *pin).code == 0
    assert wellfounded("evidence", "pin", denied, "torture_risk", "reject", *pin).code == 0
    part = brief(library).partition("Danger of torture")[2].partition(" Missing ")[0][:900]
    assert re.search(r"“face torture” \[\d\] \S+ A body, .{40,90} Accepted by mina on \d{4}-\d\d-\d\d\.", part)
    assert "Speaks against it Nothing." in part
    assert "Speaks against it “Nobody" in before.partition("Danger of torture")[2][:900]  # the control


def test_a_country_fact_is_carried_only_by_what_a_person_tied(library: Path) -> None:
    facts = ("evidence", "facts", "--library", library, "--country", "PRK", "--as-of", "2026-01-01")
    before = wellfounded(*facts).out
    assert re.search(r"0 of \d+ country facts are carried by a passage that a person tied\.", before)
    assert "prk-returnees-tortured" in before
    assert "due for review since 2019-02-07" in before.casefold()
    place = reference(before, "Those sent back face torture in the camps.")
    tied = wellfounded(
        "evidence", "pin", place, "prk-returnees-tortured", "supports", "--library", library, "--by", "m"
    )
    assert tied.code == 0, tied.beside
    assert re.search(r"1 of \d+ country facts", wellfounded(*facts).out)
    assert "Accepted by m" in brief(library)


def test_the_papers_hold_the_same_words(library: Path, tmp_path: Path) -> None:
    pdf, docx, html = tmp_path / "b.pdf", tmp_path / "b.docx", tmp_path / "b.html"
    brief(library, "--pdf", pdf, "--docx", docx, "--html", html)
    words = [
        " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.read_bytes())).pages).split()),
        " ".join(" ".join(one.text for one in Document(str(docx)).paragraphs).split()),
        html.read_text(encoding="utf-8"),
    ]
    for text in words:
        assert "Brief of evidence" in text
        assert "Those sent back face torture in the camps." in text
        assert "nobody has accepted it" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("00000000:1", "torture_risk", "supports", "--by", "m"), "There is no such passage on the shelf."),
        ((":1", "torture_risk", "supports", "--by", "m"), "There is no such passage on the shelf."),
        (("00000000:1", "torture_rusk", "supports", "--by", "m"), "“torture_risk”"),
        (("00000000:1", "torture_risk", "supports", "--by", " "), "Nobody is named."),
    ],
)
def test_what_cannot_be_tied_is_told(library: Path, words: tuple[str, ...], told: str) -> None:
    said = wellfounded("evidence", "pin", *words, "--library", library)
    assert said.code == 2
    assert told in said.beside


def test_words_that_do_not_stand_there_are_not_kept(library: Path) -> None:
    place = reference(brief(library), "Those sent back face torture in the camps.")
    words = ("--quote", "never said", "--library", library, "--by", "m")
    said = wellfounded("evidence", "pin", place, "torture_risk", "supports", *words)
    assert said.code == 2
    assert "These words do not stand in the document." in said.beside
    assert "ccepted by m" not in brief(library)
