"""A case as the law sees it."""

from datetime import date

import pytest

from tests.factories import blank, found, holding, record
from wellfounded.law.case_file import Entity, FactState, Span


def test_every_entity_is_found_by_its_name_and_an_unknown_one_is_empty() -> None:
    case = holding(blank(), {"BBB>AAA.sent_onward": "established", "AAA.risk_is_real": found("established")})
    assert [name for name, _ in case.entities()] == ["person", "AAA", "BBB", "BBB>AAA"]
    assert case.entity("BBB>AAA").facts == {"sent_onward": record("established")}
    assert case.entity("CCC") == case.entity("AAA>BBB") == Entity()
    assert (case.fact(("CCC", "fears")), case.finding(("AAA", "harm"))) == (None, None)


@pytest.mark.parametrize(
    ("state", "affirmed", "settled"),
    [
        (FactState.ESTABLISHED, True, True),
        (FactState.POSSIBLE, True, False),
        (FactState.REFUTED, False, True),
        (FactState.UNKNOWN, False, False),
        (FactState.UNKNOWABLE, False, False),
        (FactState.CONTRADICTED, False, False),
    ],
)
def test_only_a_found_fact_is_settled(state: FactState, affirmed: bool, settled: bool) -> None:  # noqa: FBT001 - a table
    assert (state.affirmed, state.settled) == (affirmed, settled)


def test_a_date_is_shown_as_it_was_said() -> None:
    first, last = date(1998, 3, 1), date(1998, 3, 31)
    assert str(Span(first, last, "1998-03")) == "1998-03"
    assert str(Span(first, first)) == "1998-03-01"
    assert str(Span(first, last)) == "1998-03-01 to 1998-03-31"
