"""Tests of dates, quantities and choices: a value that is missing or too vague leaves them open."""

from datetime import date

import pytest

from tests.factories import CLAIM, DECISION, blank, day, holding, law_of, record
from wellfounded.law.case_file import Case, Span, Value
from wellfounded.law.measure import binding_value, measured, whole_years
from wellfounded.law.rule import Bound, Choice, Compare, Years
from wellfounded.law.truth import Truth

LEFT = ("person", "departure_date")
WALKED = ("person", "days_walked")
YES, NO, OPEN = Truth.TRUE, Truth.FALSE, Truth.OPEN
YEAR_2010 = Span(date(2010, 1, 1), date(2010, 12, 31), "2010")


def knowing(**values: Value) -> Case:
    return holding(blank(), {f"person.{name}": record("established", value) for name, value in values.items()})


@pytest.mark.parametrize(
    ("test", "other", "truth"),
    [
        ("before", date(2010, 5, 3), YES),
        ("before", date(2010, 5, 2), NO),
        ("on_or_before", date(2010, 5, 2), YES),
        ("on_or_before", date(2010, 5, 1), NO),
        ("after", date(2010, 5, 1), YES),
        ("after", date(2010, 5, 2), NO),
        ("on_or_after", date(2010, 5, 2), YES),
        ("on_or_after", date(2010, 5, 3), NO),
        ("before", "claim_date", YES),
        ("after", "decision_date", NO),
    ],
)
def test_a_day_is_compared_to_the_day(test: str, other: str | date, truth: Truth) -> None:
    case = knowing(departure_date=day("2010-05-02"))
    assert measured(Compare("departure_date", test, other), case, slot=LEFT) is truth


@pytest.mark.parametrize(
    ("test", "other", "truth"),
    [
        ("before", date(2011, 1, 1), YES),
        ("before", date(2010, 7, 1), OPEN),
        ("before", date(2010, 1, 1), NO),
        ("on_or_before", date(2010, 12, 31), YES),
        ("on_or_before", date(2010, 1, 1), OPEN),
        ("after", date(2009, 12, 31), YES),
        ("after", date(2010, 12, 31), NO),
        ("on_or_after", date(2010, 1, 1), YES),
        ("on_or_after", date(2010, 6, 1), OPEN),
    ],
)
def test_a_year_answers_only_where_every_day_of_it_would(test: str, other: date, truth: Truth) -> None:
    assert measured(Compare("departure_date", test, other), knowing(departure_date=YEAR_2010), slot=LEFT) is truth


def test_two_dates_are_compared_and_a_missing_one_leaves_it_open() -> None:
    test = Compare("departure_date", "before", "return_date")
    both = knowing(departure_date=day("2010-05-02"), return_date=day("2011-01-01"))
    assert measured(test, both, slot=LEFT) is YES
    assert measured(test, knowing(departure_date=day("2010-05-02")), slot=LEFT) is OPEN
    assert measured(test, knowing(return_date=day("2011-01-01")), slot=LEFT) is OPEN


@pytest.mark.parametrize("words", ["unknown", "refuted", "contradicted", "unknowable", "possible"])
def test_a_second_date_that_nobody_found_leaves_it_open(words: str) -> None:
    case = knowing(departure_date=day("2010-05-02"))
    case = holding(case, {"person.return_date": record(words, day("2011-01-01"))})
    assert measured(Compare("departure_date", "before", "return_date"), case, slot=LEFT) is OPEN


def test_a_doubtful_second_date_counts_with_the_benefit_of_the_doubt() -> None:
    case = knowing(departure_date=day("2010-05-02"))
    case = holding(case, {"person.return_date": record("possible benefit", day("2011-01-01"))})
    assert measured(Compare("departure_date", "before", "return_date"), case, slot=LEFT) is YES


@pytest.mark.parametrize(
    ("test", "number", "truth"),
    [
        ("at_least", 9, YES),
        ("at_least", 9.5, NO),
        ("at_most", 9, YES),
        ("at_most", 8, NO),
        ("more_than", 8, YES),
        ("more_than", 9, NO),
        ("less_than", 10, YES),
        ("less_than", 9, NO),
    ],
)
def test_a_quantity_is_compared_to_the_unit(test: str, number: float, truth: Truth) -> None:
    assert measured(Compare("days_walked", test, number), knowing(days_walked=9.0), slot=WALKED) is truth
    assert measured(Compare("days_walked", test, number), blank(), slot=WALKED) is OPEN


@pytest.mark.parametrize(
    ("start", "test", "count", "truth"),
    [
        (day("2010-03-01"), "at_least", 3, YES),
        (day("2010-03-02"), "at_least", 3, NO),
        (day("2010-03-02"), "less_than", 3, YES),
        (day("2010-03-01"), "more_than", 3, NO),
        (day("2010-03-01"), "at_most", 3, YES),
        (day("2010-02-28"), "more_than", 3, YES),
        (day("2010-02-28"), "at_most", 3, NO),
        (YEAR_2010, "more_than", 3, OPEN),
        (YEAR_2010, "at_least", 2, YES),
        (YEAR_2010, "at_least", 3, OPEN),
        (YEAR_2010, "at_least", 4, NO),
    ],
)
def test_years_are_counted_whole_and_in_doubt_not_at_all(start: Span, test: str, count: float, truth: Truth) -> None:
    rule = Years("departure_date", "decision_date", test, count)
    assert date(2013, 3, 1) == DECISION
    assert measured(rule, knowing(departure_date=start), slot=LEFT) is truth


def test_years_stay_open_while_an_end_is_missing() -> None:
    assert measured(Years("departure_date", "decision_date", "at_least", 1), blank(), slot=LEFT) is OPEN
    assert measured(Years("claim_date", "departure_date", "at_least", 1), blank(), slot=LEFT) is OPEN
    assert CLAIM < DECISION


def test_a_birthday_on_29_february_counts_on_1_march() -> None:
    born = date(2000, 2, 29)
    assert whole_years(born, date(2018, 2, 28)) == 17
    assert whole_years(born, date(2018, 3, 1)) == 18
    assert whole_years(born, date(2020, 2, 29)) == 20


@pytest.mark.parametrize(
    ("value", "truth"),
    [("permit", YES), ("nothing", NO), (("permit", "nothing"), YES), (("nothing",), NO), ((), OPEN), (None, OPEN)],
)
def test_a_choice_is_met_by_any_of_its_options(value: Value, truth: Truth) -> None:
    test = Choice("paper", "is_one_of", ("permit", "passport"))
    assert measured(test, knowing(paper=value), slot=("person", "paper")) is truth


@pytest.mark.parametrize(("host", "value"), [("HHH", 2), ("SSS", 0), ("XXX", 1)])
def test_a_treaty_binds_as_recorded(host: str, value: int) -> None:
    assert binding_value(law_of(), Bound("pact", "7"), host=host, day=date(2019, 1, 1)) == value
    assert binding_value(law_of(), Bound("nothing", "7"), host=host, day=date(2019, 1, 1)) == 1
