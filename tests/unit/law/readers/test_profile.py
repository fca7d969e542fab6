"""A profile's version says whose law it is, from when to when, and what was read of its transition."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import fields_of, mini
from tests.unit.law.readers.refusals import Place, places
from wellfounded.law.errors import Code
from wellfounded.law.profile import Profile, read_profile

CITE = "cite: [{source: guide, at: para 1, checked: unchecked}]"
HEAD = "profile: west\nversion: '1'\ntitle: The West\n"


def read(text: str) -> tuple[Profile, list[Place]]:
    fields = fields_of(text)
    return read_profile(fields, sources=mini().sources, standards=mini().standards), places(fields.problems)


def test_a_profile_says_little_and_the_rest_is_assumed() -> None:
    found, problems = read(HEAD)
    assert not problems
    assert (found.id, found.version, found.title, found.file) == ("west", "1", "The West", "law.yaml")
    assert (found.host, found.extends, found.applies_by) == ("", "base", "claim_date")
    assert (found.exclusion_order, found.transition, found.entries) == ("inclusion_first", None, {})


@pytest.mark.parametrize(("checked", "read_by"), [("read", True), ("quoted", True), ("unchecked", False)])
def test_a_transition_is_read_or_not(checked: str, *, read_by: bool) -> None:
    found, problems = read(f"{HEAD}transition: {{checked: {checked}, text: Pending, {CITE}}}")
    assert not problems
    assert found.transition is not None
    assert (found.transition.read, found.transition.text) == (read_by, "Pending")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(Code.MISSING_KEY, 0, "profile"), (Code.MISSING_KEY, 0, "version"), (Code.MISSING_KEY, 0, "title")]),
        (f"{HEAD}valid_from: 2000-13-01", [(Code.BAD_DATE, 4, "valid_from")]),
        (f"{HEAD}applies_by: birth_date", [(Code.WRONG_OPTION, 4, "applies_by")]),
        (f"{HEAD}exclusion_order: never", [(Code.WRONG_OPTION, 4, "exclusion_order")]),
        (f"{HEAD}criteria: [harm]", [(Code.NOT_A_MAPPING, 4, "criteria")]),
        (f"{HEAD}critera: {{}}", [(Code.UNKNOWN_KEY, 4, "critera")]),
        (f"{HEAD}transition: {{checked: perhaps, {CITE}}}", [(Code.WRONG_OPTION, 4, "transition.checked")]),
        (f"{HEAD}transition: {{checked: read}}", [(Code.LAW_CITATION, 4, "transition.cite")]),
        (f"{HEAD}transition: {{checked: read, {CITE}, of: x}}", [(Code.UNKNOWN_KEY, 4, "transition.of")]),
    ],
)
def test_a_broken_profile_is_refused_at_its_lines(text: str, expected: list[Place]) -> None:
    assert read(text)[1] == expected


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(1999, 12, 31), False), (date(2000, 1, 1), True), (date(2009, 12, 31), True), (date(2010, 1, 1), False)],
)
def test_a_version_answers_from_its_first_day_to_its_last(day: date, *, holds: bool) -> None:
    found, _ = read(f"{HEAD}valid_from: 2000-01-01\nvalid_to: 2009-12-31")
    assert found.in_force(day) is holds
    assert read(HEAD)[0].in_force(day)
