"""A case from the first word to the appeal, by clicking, in each language of the screens.

WELLFOUNDED_PICTURES=1 also takes the pictures of the tutorial anew, into docs/images/.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.functional.conftest import Sit
from tests.functional.desk import Desk
from tests.functional.way import Way

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
PICTURED = ("registration", "question", "read-back", "fact", "find", "assessment", "review", "sign-decision")
ON_A_PHONE = ("registration", "question", "decision")
LARGEST = 150_000


def look(desk: Desk, name: str) -> None:
    desk.says_no_fault()
    desk.fits_a_phone()
    if os.environ.get("WELLFOUNDED_PICTURES") and name in PICTURED:
        take(desk, DOCS / "images" / f"first-case-{name}.png")


def look_at_key_pages(desk: Desk, name: str) -> None:
    """In a language with other letters and other lengths of words."""
    if name in ON_A_PHONE:
        desk.says_no_fault()
        desk.fits_a_phone()


def take(desk: Desk, to: Path) -> None:
    """A picture of few colours, small enough for a manual."""
    with Image.open(io.BytesIO(desk.page.screenshot())) as shown:
        to.parent.mkdir(exist_ok=True)
        shown.convert("RGB").quantize(64).save(to, optimize=True)


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_a_case_goes_from_the_first_word_to_the_appeal(sit: Sit, language: str) -> None:
    way = Way(sit, language, seen=look if language == "en" else look_at_key_pages)
    for step in STEPS:
        getattr(way, step)()


def test_the_tutorial_tells_every_step_in_its_order_and_no_other() -> None:
    told = (DOCS / "tutorial" / "first-case-in-the-office.md").read_text(encoding="utf-8")
    assert re.findall(r"^## \d+\. (.+)$", told, flags=re.MULTILINE) == list(STEPS.values())


def test_the_pictures_of_the_tutorial_are_there_small_and_used() -> None:
    told = (DOCS / "tutorial" / "first-case-in-the-office.md").read_text(encoding="utf-8")
    there = {picture.name: picture.stat().st_size for picture in (DOCS / "images").glob("first-case-*.png")}
    assert sorted(there) == sorted(f"first-case-{name}.png" for name in PICTURED)
    assert all(f"../images/{name}" in told for name in there)
    assert max(there.values()) < LARGEST
