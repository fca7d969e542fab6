"""Whatever is made of a case leaves by the one gate, and a letter is served by the one door."""

import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture import doors

PACKAGE = Path(__file__).parents[2] / "src" / "wellfounded"
SOURCES = {str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}


def test_papers_are_made_and_let_out_only_through_the_gate() -> None:
    assert doors.strays(SOURCES) == []


def test_no_other_file_gives_out_a_file() -> None:
    assert doors.downloads(SOURCES) == []


def test_no_other_file_answers_with_something_else_than_a_page() -> None:
    assert doors.answers(SOURCES) == []


def test_no_command_takes_anything_out_of_the_store_past_the_gate() -> None:
    assert doors.store_to_file(SOURCES) == []


def test_nothing_asks_another_computer() -> None:
    assert doors.ways_out(SOURCES) == []
    assert all(doors.ways_out({f"elsewhere/{place}": SOURCES[place]}) for place in doors.LISTENING)


def test_every_address_leads_to_a_view_that_these_rules_see() -> None:
    views = dict(views_of(get_resolver().url_patterns))
    assert doors.foreign_views(views) == []
    assert len(views) > 150
    ours = {module.removeprefix("wellfounded.").replace(".", "/") + ".py" for module in views.values()}
    assert all(place in SOURCES for place in ours if place.startswith(("web/", "api/")))


def views_of(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the office and of its API with the module of the view behind it."""
    for one in patterns:
        where = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from views_of(one.url_patterns, where)
        elif one.callback is not None:
            view = getattr(one.callback, "func", one.callback)  # the library of the API binds its own arguments
            view = getattr(view, "view_class", None) or inspect.unwrap(view)
            yield where, view.__module__


def test_no_rule_is_left_over() -> None:
    named = {place for allowed in (doors.DOORS | doors.MAKERS).values() for place in allowed} | set(doors.DOWNLOADS)
    assert named <= set(SOURCES)
    for door, allowed in doors.DOORS.items():
        used = {place for place in allowed for name in doors.imported(SOURCES[place]) if name.endswith(door)}
        inside = {place for place in allowed for name in doors.imported(SOURCES[place]) if f".{door}." in name}
        assert used | inside == allowed, door
    assert all(any(mark in SOURCES[place] for mark in doors.DOWNLOAD_MARKS) for place in doors.DOWNLOADS)
    assert all(doors.calls(SOURCES[place]) & doors.ANSWER_CALLS for place in doors.ANSWERS)
    assert all(doors.calls(SOURCES[place]) & doors.WRITE_CALLS for place in doors.STORE_TO_FILE)


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
        "from wellfounded.letters.printing import printed",
        "import zipfile",
        "from openpyxl import Workbook",
        "from wellfounded.letters.outside.paper import outside_pdf",
        "from wellfounded.vault.recipients import seal_to",
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


def test_a_page_that_answers_with_bytes_of_its_own_is_named() -> None:
    for call in ("HttpResponse(content)", "StreamingHttpResponse(rows())", "JsonResponse({})", "FileResponse(f)"):
        assert "web/views/shortcut.py" in doors.answers({"web/views/shortcut.py": f"return_ = {call}"})[0]


def test_a_command_that_writes_what_it_read_in_the_store_is_named() -> None:
    source = "with open_office():\n    path.write_text(str(Case.objects.get()))"
    assert "cli/shortcut.py" in doors.store_to_file({"cli/shortcut.py": source})[0]
    assert doors.store_to_file({"cli/shortcut.py": "path.write_text('of no store')"}) == []


def test_an_address_of_a_library_that_nobody_looked_at_is_named() -> None:
    assert doors.foreign_views({"files/": "django_downloads.views"}) == ["files/: django_downloads.views"]


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "import urllib.request",
        "from urllib import request",
        "from http import client",
        "from http.client import HTTPSConnection",
        "def late():\n    import requests.sessions",
    ],
)
def test_a_file_that_would_ask_another_computer_is_named(source: str) -> None:
    assert "web/views/shortcut.py imports" in doors.ways_out({"web/views/shortcut.py": source})[0]
    assert (
        doors.ways_out({"web/views/page.py": "from http import HTTPStatus\nfrom urllib.parse import urlencode"}) == []
    )
