"""A running office and a browser. The browser is never skipped: without it these tests say how to install it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.casework.prepared import prepared_office
from tests.functional.desk import Desk, new_desk, sign_in
from tests.functional.office import Office

Sit = Callable[[str], Desk]
NO_BROWSER = (
    "The walk through the pages needs Chromium, and it was not found. On Debian or Ubuntu install it with "
    "“apt-get install chromium”, or say where it is with CHROMIUM=/path/to/chromium."
)


def chromium() -> str:
    """Where the browser is."""
    named = os.environ.get("CHROMIUM", "")
    found = named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found or not Path(found).exists():
        pytest.fail(NO_BROWSER, pytrace=False)
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed after each file: while Playwright's loop runs, Django refuses the database to other tests."""
    path = chromium()
    with sync_playwright() as playwright:
        # Without a sandbox: the tests often run as root in a container, and open pages of their own office only.
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a fictional office that was never opened."""
    return prepared_office(tmp_path_factory)


@pytest.fixture(scope="module")
def office(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = Office.copied(prepared, tmp_path_factory.mktemp("office") / "home")
    opened.start()
    yield opened
    opened.end()


@pytest.fixture
def careless(prepared: Path, tmp_path: Path) -> Iterator[Office]:
    """An office that lets browsers keep pages and typed words: the control of what a seized browser tells."""
    office = Office.copied(prepared, tmp_path / "careless")
    office.start(sys.executable, "-m", "tests.functional.careless")
    yield office
    office.end()


@pytest.fixture(scope="module")
def signed_in_as() -> dict[str, Any]:
    """The session of everybody who signed in: a second window need not sign in again."""
    return {}


@pytest.fixture
def sit(browser: Browser, office: Office, signed_in_as: dict[str, Any]) -> Iterator[Sit]:
    """Seats somebody at a browser, signed in. At the end of the test nothing may have gone wrong on any page."""
    desks: list[Desk] = []

    def seat(username: str) -> Desk:
        desk = new_desk(browser, office, username=username, state=signed_in_as.get(username))
        desks.append(desk)
        if username not in signed_in_as:
            sign_in(desk.page, username, at=office.address)
            signed_in_as[username] = desk.context.storage_state()
        return desk

    yield seat
    wrong = [f"{desk.username}: {one}" for desk in desks for one in desk.watch.wrong]
    for desk in desks:
        desk.context.close()
    assert wrong == []
