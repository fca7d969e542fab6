"""Every screen stands in a table that says where it is looked at; every link of every role leads somewhere."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from bench.load.browser import code_now
from tests.functional import erasing
from tests.functional.conftest import Sit
from tests.functional.desk import NARROW, Desk, faults_of, new_desk, overflow_of, untranslated_of
from tests.functional.screens import OF_THE_API, by_doing, by_links, listed, named, screen_of
from wellfounded.accounts.fictional import PASSPHRASE
from wellfounded.config.fictional_office import STAFF

# The first colleague of each role: that one works on the fictional cases.
ROLES = tuple({one.role: one.username for one in reversed(STAFF)}.values())
# Ends the session, starts a download, or is the API, which has tests of its own.
NOT_FOLLOWED = re.compile(
    r"^/(api|account/logout|static|office/log/export)|/(recording|picture|photo|download)/|\.(svg|txt|ics)$"
)
# Pages of one kind differ by case; so many of each are opened by each role.
OF_A_KIND = 2
BROKEN = 400


class Links(HTMLParser):
    """Where the links of a page lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (href := dict(attrs).get("href")):
            self.found.append(urldefrag(href)[0])


def followed(desk: Desk) -> tuple[dict[str, str], list[str]]:
    """Each screen that links lead to, with the first address that shows it; and the links that lead nowhere."""
    waiting, known, of_kind = deque(["/"]), {"/"}, Counter[str]()
    screens, broken = dict[str, str](), list[str]()
    while waiting:
        path = waiting.popleft()
        answer = desk.context.request.get(desk.office.address + path)
        if answer.status >= BROKEN:
            broken.append(f"{answer.status} at {path}, to which a link leads")
            continue
        screens.setdefault(screen_of(path), path)
        for link in (urljoin(path, href) for href in Links(answer.text()).found):
            bare = urlsplit(link).path
            if link in known or not link.startswith("/") or NOT_FOLLOWED.search(bare):
                continue
            if of_kind[screen_of(bare)] < OF_A_KIND:
                known.add(link)
                of_kind[screen_of(bare)] += 1
                waiting.append(link)
    return screens, broken


@pytest.mark.parametrize("username", ROLES)
def test_no_link_of_a_role_is_broken_and_everybody_can_use_what_it_shows(sit: Sit, username: str) -> None:
    desk = sit(username)
    screens, wrong = followed(desk)
    for screen in sorted(by_links().get(username, ())):
        if screen not in screens:
            wrong.append(f"no link leads {username} to {screen}")
            continue
        desk.open(screens[screen])
        wrong += desk.faults()
    assert wrong == []
    assert len(screens) > 5


def test_every_address_stands_in_the_table_of_screens_once() -> None:
    names = {name for name in named() if not name.startswith(OF_THE_API)}
    rows = listed()
    assert names - set(rows) == set(), "say in tests/functional/screens.yaml where these are looked at"
    assert set(rows) - names == set(), "no such address"
    assert {name for name, count in rows.items() if count > 1} == set()
    assert set(by_links()) <= set(ROLES)


def test_what_is_there_only_after_something_was_done_can_be_used_too(sit: Sit) -> None:
    met = dict[str, list[str]]()

    def look(desk: Desk) -> None:
        met.setdefault(screen_of(desk.page.url), []).extend(desk.faults())

    _sign_in_for_the_first_time(sit("administrator"), look)
    keeper = sit("administrator")
    keeper.open("/office/store/key/")
    keeper.prove_again()
    look(keeper)
    desk = sit("interviewer")
    for path in ("/account/2fa/webauthn/", "/search/?number=C-", f"/kept/{_kept(desk)}/"):
        desk.open(path)
        desk.prove_again()
        look(desk)
    desk = sit("adjudicator")
    desk.open(_on_the_shelf_beside_a_case(desk))
    look(desk)
    erasing.walk(sit, look)
    assert [fault for found in met.values() for fault in found] == []
    assert by_doing() - set(met) == set()


def _on_the_shelf_beside_a_case(desk: Desk) -> str:
    """A document of the fictional shelf, opened to pin words of it to a case of one's own."""
    case = _found(desk, "/", r"/cases/([^/\"]+)/")
    source = _found(desk, "/shelf/", r"/shelf/sources/(\d+)/")
    document = _found(desk, f"/shelf/sources/{source}/", r"/shelf/documents/(\d+)/")
    return f"/cases/{case}/shelf/{document}/"


def _found(desk: Desk, path: str, pattern: str) -> str:
    found = re.search(pattern, desk.context.request.get(desk.office.address + path).text())
    assert found is not None, path
    return found[1]


def _sign_in_for_the_first_time(administrator: Desk, look: Callable[[Desk], None]) -> None:
    """A new colleague chooses a passphrase, sets up an app, keeps the recovery codes, and signs in with a code."""
    administrator.open("/office/accounts/new/")
    administrator.fill(username="newcomer", roles=["observer"])
    administrator.press("Make the account")
    given = administrator.page.locator("main code").nth(1).inner_text()
    browser = administrator.context.browser
    assert browser is not None
    desk = new_desk(browser, administrator.office, username="newcomer")
    desk.open("/account/login/")
    look(desk)
    desk.fill(login="newcomer", password=given)
    desk.press("Sign in")
    desk.fill(oldpassword=given, password1=PASSPHRASE, password2=PASSPHRASE)
    desk.press("Change the passphrase")
    desk.open("/account/2fa/totp/activate/")
    desk.prove_again()
    look(desk)
    secret = desk.page.locator("main code").inner_text()
    desk.fill(code=code_now(secret))
    desk.press("Set up the app")
    desk.open("/account/2fa/recovery-codes/generate/")
    look(desk)
    desk.press("Make recovery codes")
    desk.context.close()
    again = new_desk(browser, administrator.office, username="newcomer")
    again.open("/account/login/")
    again.fill(login="newcomer", password=PASSPHRASE)
    again.press("Sign in")
    look(again)
    again.context.close()


def _kept(desk: Desk) -> int:
    """What a page keeps just before it locks itself."""
    token = next(one["value"] for one in desk.context.cookies() if one["name"] == "csrftoken")
    form: dict[str, Any] = {"address": "/register/", "words": '[["name", "Half a name"]]', "csrfmiddlewaretoken": token}
    return int(desk.context.request.post(f"{desk.office.address}/kept/", form=form).json()["kept"])


def test_the_close_look_sees_what_it_looks_for(sit: Sit) -> None:
    """A page spoiled on purpose: a picture without words, and a box that no phone holds."""
    desk = sit("oversight")
    desk.open("/about/")
    desk.page.set_viewport_size(NARROW)
    assert overflow_of(desk.page) == []
    desk.page.evaluate(
        """() => {
        const main = document.querySelector("main"), box = document.createElement("div");
        box.style.cssText = "width: 60rem; height: 1rem";  // without height nothing would stand out
        main.append(box, Object.assign(new Image(), { src: "/static/mark.svg" }));
        }"""
    )
    assert any("image-alt" in one for one in faults_of(desk.page))
    assert overflow_of(desk.page)


def test_english_on_a_korean_page_is_seen_unless_it_says_so(sit: Sit) -> None:
    desk = sit("oversight")
    desk.speak("ko")
    desk.open("/keyboard/")
    assert untranslated_of(desk.page, ()) == []
    add = "attribute => document.body.insertAdjacentHTML('beforeend', `<p ${attribute}>Nobody said so</p>`)"
    desk.page.evaluate(add, 'lang="en"')
    assert untranslated_of(desk.page, ()) == []
    desk.page.evaluate(add, "")
    assert len(untranslated_of(desk.page, ())) == 1
    assert untranslated_of(desk.page, ["Nobody said so"]) == []
    desk.speak("en")
