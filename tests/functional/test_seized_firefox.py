"""As `test_seized_browser`, with Firefox: it keeps sessions, forms and pages in other places, and packs some of them.

What it packs begins with the first of a word as it is, so that the search finds it: the control says so.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from tests.crash.canaries import files_of, planted
from tests.functional.firefox_session import forms_in
from tests.functional.marionette import Firefox, browsing
from tests.functional.office import Office
from tests.functional.test_seized_browser import MANY, kept
from wellfounded.accounts.fictional import PASSPHRASE

EACH, TELLINGS = 30, 4  # words of a telling, and how often somebody tells
LINGER = 35.0  # the session is written every fifteen seconds
LINKS = "return [...document.querySelectorAll('main a[href]')].map((one) => one.getAttribute('href'))"
MAIN, CODE = "main form button[data-key=s]", "main [name=code]"


def sign_in(window: Firefox, username: str, *, at: str) -> None:
    window.open(f"{at}/account/login/")
    window.type("main [name=login]", username)
    window.type("main [name=password]", PASSPHRASE)
    window.click(MAIN)
    window.wait_for(CODE)
    while window.is_there(CODE):  # a code that was used is waited out
        window.type(CODE, window.text("main .notice strong.number"))
        window.click(MAIN)
        time.sleep(2)


def going_on(window: Firefox, *, at: str) -> str:
    """The number of the case whose interview goes on."""
    window.open(f"{at}/")
    hrefs: list[str] = window.run(LINKS)
    numbers = sorted({href.split("/")[2] for href in hrefs if href.startswith("/cases/")})
    for number in numbers:
        window.open(f"{at}/cases/{number}/interviews/1/")
        if window.is_there("#stage"):
            return str(number)
    raise AssertionError(f"None of {numbers} is being interviewed.")


def register(window: Firefox, *, at: str) -> None:
    sign_in(window, "registrar", at=at)
    window.open(f"{at}/register/")
    window.type("main [name=name]", planted(0))
    window.click("main form:has([name=name]) button[data-key=s]")
    window.wait_for("main h1")
    window.open(f"{at}/account/logout/")
    window.click("main form button")


def tell(window: Firefox, *, at: str, number: str) -> None:
    for first in range(2, 2 + EACH * TELLINGS, EACH):
        window.open(f"{at}/cases/{number}/interviews/1/tell/")
        window.type("main [name=text]", " ".join(planted(place) for place in range(first, first + EACH)))
        window.click("#say button[data-main]")
        window.wait_for("#saved:not(:empty)")


def leave_unsaved(window: Firefox, *, at: str, number: str) -> None:
    window.open(f"{at}/cases/{number}/interviews/1/tell/")
    window.type("main [name=text]", planted(9001))
    window.open_beside()
    window.open(f"{at}/cases/{number}/interviews/1/ask/?own=1")
    window.type("main textarea", planted(9100))
    window.open_beside()
    window.open(f"{at}/cases/{number}/evidence/add/")
    window.click("main select option:last-child")


def work(window: Firefox, office: Office) -> None:
    """A registrar registers somebody and leaves; an interviewer tells, reads, and has not saved the last words."""
    at = office.address
    register(window, at=at)
    sign_in(window, "interviewer", at=at)
    number = going_on(window, at=at)
    tell(window, at=at, number=number)
    for path in ("interviews/1/", "interviews/1/print/", "person/", ""):
        window.open(f"{at}/cases/{number}/{path}")
    leave_unsaved(window, at=at, number=number)
    time.sleep(LINGER)


def left_by(office: Office) -> tuple[dict[str, list[str]], list[dict[str, Any]]]:
    """What a Firefox that was killed while it was at this office left: words, and fields of forms."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with browsing(folder) as window:
            work(window, office)
        assert len(list(files_of(folder))) > MANY
        return kept(folder), forms_in(folder)


def test_a_killed_firefox_leaves_nothing_that_was_read_or_typed(office: Office) -> None:
    assert left_by(office) == ({}, [])


def test_without_the_headers_firefox_keeps_pages_and_typed_words(careless: Office) -> None:
    found, forms = left_by(careless)
    assert any("cache2" in name for name in found)
    assert any("sessionstore" in name for name in found)
    assert {field for form in forms for field in form["id"]} >= {"id_text", "id_reason", "id_kind"}
