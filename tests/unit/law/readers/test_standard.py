"""Standards of proof are read with their law, and fill only roles that exist."""

from __future__ import annotations

import pytest

from tests.factories import fields_of, mini
from tests.unit.law.readers.refusals import Place, places
from wellfounded.law.errors import Code
from wellfounded.law.standard import read_roles, read_standards

CITE = "cite: [{source: guide, at: para 1, checked: unchecked}]"


def test_the_standards_are_read_by_name() -> None:
    fields = fields_of(
        f"standards:\n  likely: {{title: T, text: 'a  b', {CITE}}}\n  odd: {{title: U, text: c, {CITE}}}"
    )
    found = read_standards(fields, mini().sources)
    assert list(found) == ["likely", "odd"]
    assert (found["likely"].title, found["likely"].text, found["likely"].admits_possible) == ("T", "a b", False)
    assert not fields.problems


def test_a_standard_without_words_or_law_is_refused() -> None:
    fields = fields_of("standards:\n  likely: {admits_possible: perhaps}\nextra: 1")
    read_standards(fields, mini().sources)
    assert sorted(places(fields.problems)) == [
        (Code.UNKNOWN_KEY, 3, "extra"),
        (Code.MISSING_KEY, 2, "standards.likely.text"),
        (Code.MISSING_KEY, 2, "standards.likely.title"),
        (Code.WRONG_TYPE, 2, "standards.likely.admits_possible"),
        (Code.LAW_CITATION, 2, "standards.likely.cite"),
    ]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (f"risk: {{standard: likely, {CITE}}}", []),
        (f"rsik: {{standard: likely, {CITE}}}", [(Code.LAW_NAME, 2, "standards.rsik")]),
        (f"risk: {{standard: certain, {CITE}}}", [(Code.WRONG_OPTION, 2, "standards.risk.standard")]),
        (f"risk: {{{CITE}}}", [(Code.MISSING_KEY, 2, "standards.risk.standard")]),
        ("risk: {standard: likely}", [(Code.LAW_CITATION, 2, "standards.risk.cite")]),
        (f"risk: {{standard: likely, {CITE}, why: x}}", [(Code.UNKNOWN_KEY, 2, "standards.risk.why")]),
    ],
)
def test_a_role_is_filled_with_a_standard_that_exists(entry: str, expected: list[Place]) -> None:
    fields = fields_of(f"standards:\n  {entry}")
    roles = read_roles(fields, standards=mini().standards, sources=mini().sources)
    assert places(fields.problems) == expected
    assert all(found.standard.id == "likely" for found in roles.values())
    assert len(roles) == (not expected or "standard: likely" in entry)
