"""Every form of rule is read, and nothing that only looks like one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.factories import fields_of
from tests.unit.law.readers.refusals import places
from wellfounded.law.errors import Code
from wellfounded.law.rule import (
    AllOf,
    AnyOf,
    AtCountry,
    AtEnd,
    AtLeast,
    Bound,
    Choice,
    Compare,
    ForEach,
    Inherited,
    Name,
    Not,
    SameAs,
    ThisCountry,
    Years,
    names_in,
    names_outside_exceptions,
    read_rule,
)

A, B, C = Name("a"), Name("b"), Name("c")
FORMS: dict[str, Any] = {
    "a": A,
    "inherited": Inherited(),
    "{all: [a, {not: b}]}": AllOf((A, Not(B))),
    "{all: a}": AllOf((A,)),
    "{any: [a, b]}": AnyOf((A, B)),
    "{all: [a], unless: [b, c]}": AllOf((A, Not(B), Not(C)), 2),
    "{any: [a, b], unless: c}": AllOf((AnyOf((A, B)), Not(C)), 1),
    "{any: [a], unless: []}": AnyOf((A,)),
    "{at_least: 2, of: [a, b, c]}": AtLeast(2, (A, B, C)),
    "{for_each: nationality, every: a}": ForEach("nationality", every=True, part=A),
    "{for_each: onward, some: {not: a}}": ForEach("onward", every=False, part=Not(A)),
    "{same_as: a}": SameAs("a"),
    "{at_end: a}": AtEnd("a"),
    "{this_country: KOR}": ThisCountry("KOR"),
    "{at: PRK, holds: a}": AtCountry("PRK", "a"),
    "{host_bound_by: cat, article: 3}": Bound("cat", "3"),
    "{fact: f, before: g}": Compare("f", "before", "g"),
    "{fact: f, on_or_after: 2020-01-31}": Compare("f", "on_or_after", date(2020, 1, 31)),
    "{fact: f, at_least: 10}": Compare("f", "at_least", 10),
    "{years_between: [f, g], more_than: 2}": Years("f", "g", "more_than", 2.0),
    "{fact: f, is: x}": Choice("f", "is", ("x",)),
    "{fact: f, is_one_of: [x, y]}": Choice("f", "is_one_of", ("x", "y")),
}


@pytest.mark.parametrize("text", FORMS)
def test_a_form_of_rule_is_read(text: str) -> None:
    fields = fields_of(f"rule: {text}")
    assert read_rule(fields, "rule") == FORMS[text]
    assert not fields.problems


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "[a]",
        "{}",
        "{maybe: a}",
        "{all: [a], any: [b]}",
        "{all: [a], but: [b]}",
        "{all: []}",
        "{any: []}",
        "{not: a, unless: b}",
        "{at_least: 1, of: [a], unless: [b]}",
        "{at_least: 2, of: [a]}",
        "{at_least: 0, of: [a]}",
        "{at_least: true, of: [a]}",
        "{at_least: 1}",
        "{for_each: planet, every: a}",
        "{for_each: country}",
        "{for_each: country, every: a, some: b}",
        "{same_as: [a]}",
        "{at_end: a, of: b}",
        "{host_bound_by: cat}",
        "{fact: f}",
        "{fact: [f], is: x}",
        "{fact: f, resembles: x}",
        "{fact: f, before: g, after: h}",
        "{fact: f, before: [g]}",
        "{fact: f, at_least: true}",
        "{fact: f, is: }",
        "{fact: f, is_one_of: []}",
        "{fact: f, includes: [[x]]}",
        "{years_between: f, at_least: 1}",
        "{years_between: [f], at_least: 1}",
        "{years_between: [f, g]}",
        "{years_between: [f, g], before: 1}",
        "{years_between: [f, g], at_least: many}",
    ],
)
def test_what_is_no_rule_is_refused_at_its_line(text: str) -> None:
    fields = fields_of(f"title: x\nrule: {text}")
    assert read_rule(fields, "rule") == AllOf(())
    assert places(fields.problems) == [(Code.LAW_RULE, 2, "rule")]


def test_two_wrong_parts_of_a_rule_are_both_told() -> None:
    fields = fields_of("rule: {all: [a, 3, {not: {maybe: b}}]}")
    assert read_rule(fields, "rule") == AllOf((A, AllOf(()), Not(AllOf(()))))
    assert places(fields.problems) == [(Code.LAW_RULE, 1, "rule")] * 2


NAMES = {
    "{all: [a, {any: [b, {not: a}]}]}": ["a", "b", "a"],
    "{at_least: 1, of: [a, {for_each: onward, some: b}]}": ["a", "b"],
    "{any: [{same_as: a}, {at_end: b}, {at: PRK, holds: c}]}": ["a", "b", "c"],
    "{fact: f, before: g}": ["f", "g"],
    "{fact: f, before: claim_date}": ["f"],
    "{fact: f, at_least: 3}": ["f"],
    "{years_between: [f, decision_date], at_least: 1}": ["f"],
    "{fact: f, is: x}": ["f"],
    "{this_country: KOR}": [],
    "{host_bound_by: cat, article: '3'}": [],
}


@pytest.mark.parametrize("text", NAMES)
def test_the_names_of_a_rule_are_told_in_order(text: str) -> None:
    rule = read_rule(fields_of(f"rule: {text}"), "rule")
    assert list(names_in(rule)) == NAMES[text]
    assert list(names_outside_exceptions(rule)) == NAMES[text]


def test_names_under_unless_are_left_out_on_request() -> None:
    rule = read_rule(fields_of("rule: {any: [{all: [a], unless: [b]}, {not: {any: [c], unless: [a]}}]}"), "rule")
    assert list(names_in(rule)) == ["a", "b", "c", "a"]
    assert list(names_outside_exceptions(rule)) == ["a", "c"]
