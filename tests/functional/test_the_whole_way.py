"""A case from the first word to the appeal, by clicking, in each language of the screens.

`make pictures` also takes the pictures of the tutorial anew, into docs/images/.
"""

from __future__ import annotations

import io
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import polib
import pytest
from PIL import Image

from tests.functional.conftest import Sit
from tests.functional.desk import Desk
from tests.functional.screens import on_the_way, screen_of
from tests.functional.way import Way
from tools.messages import catalogue
from wellfounded.accounts.fictional import PASSPHRASE

DOCS = Path(__file__).parents[2] / "docs"
# Each step of the way, with the heading under which the tutorial tells it.
STEPS = {
    "register": "Register a person",
    "counsel": "Say what was explained",
    "assign": "Assign the people",
    "plan": "Plan the interview and begin it",
    "listen": "Let the person tell it",
    "ask": "Ask what is still open",
    "put": "Put what speaks against the claim",
    "end_interview": "End the interview",
    "read_back": "Read it back and have it signed",
    "pin": "Bring a paper and pin what it says",
    "find_facts": "Find the facts",
    "find_risk": "Find what no rule answers",
    "close_record": "Close the record",
    "recommend": "Recommend an outcome",
    "review": "Let somebody else review it",
    "draft": "Draft the decision",
    "sign": "Sign it",
    "serve": "Serve it",
    "appeal": "Lodge an appeal",
}
# What is seen on the way and stands in the tutorial as a picture.
PICTURED = ("registration", "question", "read-back", "page", "fact", "find", "assessment", "review", "sign-decision")
LARGEST = 150_000
RULE = "Use invented people only."


@dataclass
class Looks:
    """Looks at each page of the way: may everybody use it, does a phone hold it, does it speak the language?"""

    met: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def __call__(self, desk: Desk, name: str) -> None:
        self.met.add(screen_of(desk.page.url))
        self.wrong += desk.faults()
        if desk.english and name in PICTURED and os.environ.get("WELLFOUNDED_PICTURES"):
            take(desk, DOCS / "images" / f"first-case-{name}.png")


def take(desk: Desk, to: Path) -> None:
    """A picture of few colours, small enough for a manual."""
    desk.page.evaluate("() => scrollTo(0, 0)")
    with Image.open(io.BytesIO(desk.page.screenshot())) as shown:
        to.parent.mkdir(exist_ok=True)
        shown.convert("RGB").quantize(64).save(to, optimize=True)


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_a_case_goes_from_the_first_word_to_the_appeal(sit: Sit, language: str) -> None:
    looks = Looks()
    # What is not translated is so in both languages alike: one of them looks at the pages beside the way.
    way = Way(sit, language, seen=looks, beside=language != "zh-hans")
    for step in STEPS:
        way.take(step)
    assert not looks.wrong, "\n".join(looks.wrong)
    assert not way.beside or on_the_way() - looks.met == set()


def test_the_tutorial_tells_every_step_in_its_order_and_no_other() -> None:
    told = (DOCS / "tutorial" / "first-case-in-the-office.md").read_text(encoding="utf-8")
    assert re.findall(r"^## \d+\. (.+)$", told, flags=re.MULTILINE) == list(STEPS.values())


def test_every_word_that_the_tutorial_tells_to_press_stands_on_a_screen() -> None:
    """Bold words are those of the screens, but for the rule at its head and the passphrase."""
    told = (DOCS / "tutorial" / "first-case-in-the-office.md").read_text(encoding="utf-8")
    bold = {" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", told, flags=re.DOTALL)}
    assert bold - {entry.msgid for entry in polib.pofile(str(catalogue("ko")))} == {RULE, PASSPHRASE}


def test_the_pictures_of_the_tutorial_are_there_small_and_used() -> None:
    told = (DOCS / "tutorial" / "first-case-in-the-office.md").read_text(encoding="utf-8")
    there = {picture.name: picture.stat().st_size for picture in (DOCS / "images").glob("first-case-*.png")}
    assert sorted(there) == sorted(f"first-case-{name}.png" for name in PICTURED)
    assert all(f"../images/{name}" in told for name in there)
    assert max(there.values()) < LARGEST
