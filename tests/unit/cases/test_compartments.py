"""Every table with something of a case or its person stands in one compartment, or among what is kept and why."""

from __future__ import annotations

from collections import Counter

from django.apps import apps

from wellfounded.cases.compartments import BY_NUMBER, HOLDS, KEPT, REWORDED, Compartment
from wellfounded.cases.retention import ENDINGS, rules

# About many people at once, or about none.
OF_NOBODY = {
    "persons.Household",
    "persons.NameSecret",
    "cases.ImportedList",
    "cases.ListedPerson",
    "cases.ListScreening",
    "cases.LookingCount",
    "cases.OutsideExchange",
    "cases.QualitySample",
    "cases.Recipient",
    "cases.TextSignOff",
}


def named() -> Counter[str]:
    return Counter(label for tables in HOLDS.values() for label in tables)


def tables() -> set[str]:
    models = [model for app in ("persons", "cases") for model in apps.get_app_config(app).get_models()]
    return {model._meta.label for model in models}  # noqa: SLF001 - the public way to ask a model


def test_each_table_is_named_once() -> None:
    assert set(named()) | set(KEPT) | OF_NOBODY == tables()
    assert not set(named()) & (set(KEPT) | OF_NOBODY)
    assert max(named().values()) == 1


def test_a_table_left_out_would_be_noticed() -> None:
    assert tables() - {"cases.InterviewLine"} != set(named()) | set(KEPT) | OF_NOBODY


def test_words_are_changed_only_in_what_stays() -> None:
    """In what is kept, or in a row of somebody else's file: never by the way by which the row goes."""
    for part, every in REWORDED.items():
        for words in every:
            assert words.label in KEPT or words.way not in HOLDS[part][words.label]
            for name, word in words.become.items():
                column = apps.get_model(words.label)._meta.get_field(name)  # noqa: SLF001 - the same
                assert column.null if word is None else word or column.blank


def test_what_is_found_by_the_number_has_the_column() -> None:
    for label, column in BY_NUMBER.items():
        assert apps.get_model(label)._meta.get_field(column)  # noqa: SLF001 - the same


def test_each_compartment_has_a_term_for_each_ending() -> None:
    assert set(rules()["years"]) == set(Compartment)
    for terms in rules()["years"].values():
        assert set(terms) == set(ENDINGS)
        assert all(0 < years <= 50 for years in terms.values())
    assert rules()["source"]
