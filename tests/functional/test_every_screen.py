"""Every page that the navigation of a fictional office leads to, for every role: none broken, none hard to use."""

from __future__ import annotations

import re
from collections import deque
from urllib.parse import urldefrag, urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.functional.conftest import Sit
from tests.functional.desk import NARROW, WIDE, Desk, faults_of, overflow_of
from wellfounded.config.fictional_office import STAFF

ROLES = tuple({one.role: one.username for one in STAFF}.values())
# Ends the session, starts a download, or is the API, which has tests of its own.
NOT_FOLLOWED = re.compile(
    r"^/(api|account/logout|static|office/log/export)|/(recording|picture|download)/|\.(svg|txt|ics)$"
)
# Pages of one kind differ by case. Of each kind so many are opened by each role, and the first is looked at closely.
OF_A_KIND = 2
looked_at: set[str] = set()


def kind_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return f"(nothing: {path})"


def links(desk: Desk) -> list[str]:
    found: list[str] = desk.page.eval_on_selector_all("a[href]", "all => all.map((one) => one.href)")
    here = [urldefrag(one)[0] for one in found if one.startswith(desk.office.address)]
    return [one.removeprefix(desk.office.address) for one in here]


def look_closely(desk: Desk) -> list[str]:
    found = faults_of(desk.page)
    desk.page.set_viewport_size(NARROW)
    found += [*overflow_of(desk.page), *faults_of(desk.page)]
    desk.page.set_viewport_size(WIDE)
    return found


@pytest.mark.parametrize("username", ROLES)
def test_every_page_of_a_role_opens_and_can_be_used_by_everybody(sit: Sit, username: str) -> None:
    desk = sit(username)
    waiting, known, of_kind, wrong = deque(["/"]), {"/"}, dict[str, int](), list[str]()
    while waiting:
        path = waiting.popleft()
        answer = desk.page.goto(desk.office.address + path)
        if answer is None or answer.status >= 400:
            wrong.append(f"{answer and answer.status} at {path}, to which a link leads")
            continue
        kind = kind_of(urlsplit(path).path)
        if kind not in looked_at:
            looked_at.add(kind)
            wrong += look_closely(desk)
        for link in links(desk):
            bare = urlsplit(link).path
            if link in known or NOT_FOLLOWED.search(bare) or of_kind.get(kind_of(bare), 0) >= OF_A_KIND:
                continue
            known.add(link)
            of_kind[kind_of(bare)] = of_kind.get(kind_of(bare), 0) + 1
            waiting.append(link)
    assert wrong == []
    assert len(known) > 5


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
