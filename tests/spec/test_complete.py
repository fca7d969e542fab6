"""Every criterion of the base has its four examples, every rule of a profile has two, and a missing one is noticed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tools.spec.example import Chapter, read_chapters
from tools.spec.missing import disputed, missing_of_base, missing_of_profiles, unknown_criteria
from wellfounded.law.law import resolve
from wellfounded.law.library import load_library

LIBRARY = load_library()
CHAPTERS = read_chapters()


def without(criterion: str, label: str) -> tuple[Chapter, ...]:
    """The chapters without the examples of one criterion that have one finding."""
    return tuple(
        replace(
            chapter,
            entries=tuple(
                replace(entry, examples=tuple(item for item in entry.examples if item.finding != label))
                if entry.criterion == criterion
                else entry
                for entry in chapter.entries
            ),
        )
        for chapter in CHAPTERS
    )


def test_every_criterion_of_the_base_has_its_examples() -> None:
    assert missing_of_base(CHAPTERS, LIBRARY) == []


def test_every_rule_of_a_profile_has_an_example_met_and_one_not_met() -> None:
    assert missing_of_profiles(CHAPTERS, LIBRARY) == []


def test_no_example_is_about_a_criterion_that_does_not_exist() -> None:
    assert unknown_criteria(CHAPTERS, LIBRARY) == []


@pytest.mark.parametrize("label", ["met", "not_met", "open", "contradicted"])
def test_a_missing_example_is_noticed(label: str) -> None:
    complaints = missing_of_base(without("persecution", label), LIBRARY)
    assert complaints == [f"persecution has no example that is {label}."]


def test_an_evaluative_criterion_needs_no_contradicted_example() -> None:
    assert missing_of_base(without("objective_risk", "contradicted"), LIBRARY) == []


def test_a_missing_example_of_a_profile_is_noticed() -> None:
    complaints = missing_of_profiles(without("canada_s97_lawful_sanction", "met"), LIBRARY)
    assert complaints == ["canada: canada_s97_lawful_sanction has no example that is met."]


def test_what_is_called_impossible_gives_its_reason() -> None:
    reasons: Mapping[str, str] = {
        f"{entry.criterion} {label}": reason
        for chapter in CHAPTERS
        for entry in chapter.entries
        for label, reason in entry.impossible.items()
    }
    assert all(len(reason.split()) > 5 for reason in reasons.values()), reasons


def test_the_examples_with_which_the_encoded_law_disagrees_are_known() -> None:
    assert disputed(CHAPTERS) == []


@pytest.mark.parametrize(("day", "barred"), [(date(2023, 6, 23), True), (date(2023, 6, 24), False)])
def test_the_australian_bar_for_nationals_of_two_countries_ended_when_it_was_repealed(
    day: date, *, barred: bool
) -> None:
    law = resolve(LIBRARY, "australia", claim=day, decision=day)
    assert ("application_valid" in law.criteria) is barred
