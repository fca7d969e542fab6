"""Whatever is made of a case leaves by the one gate, and a letter is served by the one door."""

from pathlib import Path

import pytest

from tests.architecture import doors

PACKAGE = Path(__file__).parents[2] / "src" / "wellfounded"
SOURCES = {str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}


def test_papers_are_made_and_let_out_only_through_the_gate() -> None:
    assert doors.strays(SOURCES) == []


def test_no_other_file_gives_out_a_file() -> None:
    assert doors.downloads(SOURCES) == []


def test_no_rule_is_left_over() -> None:
    named = {place for allowed in (doors.DOORS | doors.MAKERS).values() for place in allowed} | set(doors.DOWNLOADS)
    assert named <= set(SOURCES)
    for door, allowed in doors.DOORS.items():
        used = {place for place in allowed for name in doors.imported(SOURCES[place]) if name.endswith(door)}
        inside = {place for place in allowed for name in doors.imported(SOURCES[place]) if f".{door}." in name}
        assert used | inside == allowed, door
    assert all(any(mark in SOURCES[place] for mark in doors.DOWNLOAD_MARKS) for place in doors.DOWNLOADS)


# From here on each check is given what it must refuse.


@pytest.mark.parametrize(
    "source",
    [
        "from wellfounded.letters.products import PRODUCTS",
        "from wellfounded.letters import products",
        "from wellfounded.letters.decision.render import letter_pdf",
        "from wellfounded.letters.decision import render",
        "import wellfounded.letters.bundle",
        "from wellfounded.persons.exchange.files import as_xlsx",
        "from wellfounded.persons.exchange import files",
        "from wellfounded.letters.gate import let_out",
        "from wellfounded.cases.actions.serve_decision import Serving, serve_decision",
        "def late():\n    from wellfounded.letters.own_file.paper import own_file_pdf",
        "from weasyprint import HTML",
        "import zipfile",
        "from openpyxl import Workbook",
    ],
)
def test_a_page_that_goes_past_a_door_is_named(source: str) -> None:
    assert "web/views/shortcut.py imports" in doors.strays({"web/views/shortcut.py": source})[0]


def test_what_stands_beside_a_door_is_free() -> None:
    source = (
        "from wellfounded.letters.decision.wording import KIND\nfrom wellfounded.persons.exchange.files import rows_of"
    )
    assert doors.strays({"web/views/papers.py": source}) == []


def test_a_page_that_gives_out_a_file_of_its_own_is_named() -> None:
    assert "web/views/shortcut.py" in doors.downloads({"web/views/shortcut.py": "FileResponse(open(name, 'rb'))"})[0]
