"""The folder of a browser that was killed in the midst of work: nothing that was read or typed lies in it.

A real profile, searched as the disk of a seized laptop is. The control is an office that lets the browser keep pages.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.crash.canaries import files_of, planted, traces
from tests.functional.conftest import chromium
from tests.functional.desk import WIDE, Desk, Watch, sign_in
from tests.functional.killed_browser import PATIENCE, first_line, running
from tests.functional.office import Office
from tests.functional.test_nothing_is_lost import going_on

EACH, TELLINGS = 100, 10  # words of a telling, and how often somebody tells
MANY = 50  # files of a profile that was used
LINGER = 12.0  # seconds in which the browser writes down what it keeps


@contextmanager
def browsing(folder: Path) -> Iterator[Page]:
    """Chromium as people start it; killed at the end."""
    profile = folder / "profile"
    command = [chromium(), "--headless=new", "--no-sandbox", "--no-first-run", "--disable-dev-shm-usage"]
    command += [f"--user-data-dir={profile}", "--remote-debugging-port=0", "about:blank"]
    with running(command, folder) as kill, sync_playwright() as playwright:
        address = f"http://127.0.0.1:{first_line(profile / 'DevToolsActivePort')}"
        context = playwright.chromium.connect_over_cdp(address).contexts[0]
        context.set_default_timeout(PATIENCE * 1000)
        yield context.pages[0]
        kill()  # while everything is open


def work(page: Page, office: Office) -> None:
    """A registrar registers somebody and leaves; an interviewer reads, tells, and has not saved the last words."""
    page.set_viewport_size(WIDE)
    desk = Desk("registrar", office, page.context, page, Watch(office.address))
    sign_in(page, "registrar", at=office.address)
    desk.open("/register/")
    desk.fill(name=planted(0), dialect=planted(1))
    desk.press("Make a case number and go on")
    page.wait_for_url("**/registration/")
    desk.open(f"/cases/{page.url.split('/')[4]}/person/")
    desk.open("/account/logout/")
    desk.press("Sign out", "main form button")
    sign_in(page, "interviewer", at=office.address)
    desk.open("/")
    number = going_on(desk)
    for first in range(2, 2 + EACH * TELLINGS, EACH):
        desk.open(f"/cases/{number}/interviews/1/tell/")
        desk.fill(text=" ".join(planted(place) for place in range(first, first + EACH)))
        page.locator("#say button[data-main]").click()
        page.locator("#saved:not(:empty)").wait_for()
    for path in ("interviews/1/", "interviews/1/print/", "person/", ""):
        desk.open(f"/cases/{number}/{path}")
    desk.open(f"/cases/{number}/interviews/1/tell/")
    desk.fill(text=planted(9001), interpreted=planted(9002))
    second = page.context.new_page()
    second.goto(f"{office.address}/cases/{number}/interviews/1/ask/?own=1")
    for place, field in enumerate(second.locator("main input[type=text], main textarea").all()):
        if field.is_visible():
            field.fill(planted(9100 + place))
    page.wait_for_timeout(LINGER * 1000)


def kept(folder: Path) -> dict[str, list[str]]:
    """The files of the browser in which planted words lie, and in which form."""
    found = {str(path.relative_to(folder)): traces(path.read_bytes()) for path in files_of(folder)}
    return {name: forms for name, forms in found.items() if forms}


def left_by(office: Office) -> dict[str, list[str]]:
    """What a browser that was killed while it was at this office left. In a short path: its sockets need one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with browsing(folder) as page:
            work(page, office)
        assert len(list(files_of(folder))) > MANY
        return kept(folder)


def test_a_killed_browser_leaves_nothing_that_was_read_or_typed(office: Office) -> None:
    assert left_by(office) == {}


def test_without_the_headers_the_browser_keeps_pages_and_typed_words(careless: Office) -> None:
    found = left_by(careless)
    assert any("Cache" in name for name in found)
    assert any("Session" in name for name in found)
