"""A case from the first word to the appeal, by clicking, in each language of the screens."""

from __future__ import annotations

import pytest

from tests.functional.conftest import Sit
from tests.functional.desk import Desk
from tests.functional.way import Way

STEPS = (
    "register",
    "counsel",
    "assign",
    "plan",
    "listen",
    "ask",
    "put",
    "end_interview",
    "read_back",
    "find_facts",
    "find_risk",
    "close_record",
    "recommend",
    "review",
    "draft",
    "sign",
    "serve",
    "appeal",
)


def look(desk: Desk, _name: str) -> None:
    desk.says_no_fault()
    desk.fits_a_phone()


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_a_case_goes_from_the_first_word_to_the_appeal(sit: Sit, language: str) -> None:
    way = Way(sit, language, seen=look if language == "en" else lambda _desk, _name: None)
    for step in STEPS:
        getattr(way, step)()
