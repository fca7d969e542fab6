"""A criterion has its law, exactly one way of being answered, and may be overridden field by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import fields_of, mini
from tests.unit.law.readers.refusals import Place, places
from wellfounded.law.criterion import Burden, Criterion, ProvisionFile, Scope, Side, read_criterion, with_inherited
from wellfounded.law.errors import Code
from wellfounded.law.rule import AllOf, AnyOf, AtLeast, ForEach, Inherited, Name, Not, SameAs

CITE = "cite: [{source: guide, at: para 1, checked: unchecked}]"
HEAD = f"title: T\nscope: country\ntext: X\n{CITE}\n"
A, BASE = Name("a"), Name("base")


def read(text: str, base: Criterion | None = None) -> tuple[Criterion, list[Place]]:
    fields = fields_of(text)
    found = read_criterion("harm", fields, sources=mini().sources, base=base, origin="north")
    return found, places(fields.problems)


def sound(text: str, base: Criterion | None = None) -> Criterion:
    found, problems = read(text, base)
    assert not problems
    return found


def test_a_criterion_is_read_whole() -> None:
    found = sound(
        f"title: T\nscope: route\nfavours: state\ntext: 'X  y'\n{CITE}\nstandard: risk\nburden: none\nrule: a\n"
        "considers: [b]\ngoal: true\nstage: exclusion\nterms: [t]\nnote: n\n"
    )
    assert (found.id, found.title, found.scope, found.favours, found.text) == ("harm", "T", "route", "state", "X y")
    assert (found.standard, found.burden, found.rule, found.considers) == ("risk", "none", A, ("b",))
    assert (found.goal, found.stage, found.terms, found.note) == (True, "exclusion", ("t",), "n")
    assert (found.origin, found.file, found.evaluative) == ("north", "law.yaml", False)


def test_what_is_not_said_favours_nobody_in_particular() -> None:
    found = sound(f"{HEAD}evaluative: true")
    assert (found.favours, found.burden, found.standard) == (Side.APPLICANT, Burden.SHARED, "past_fact")
    assert found.evaluative


@pytest.mark.parametrize("text", ["untranslatable: {reason: Unwritten}", "untranslatable: Unwritten"])
def test_what_no_rule_can_say_goes_to_a_person_with_the_reason(text: str) -> None:
    found = sound(HEAD + text)
    assert found.evaluative
    assert found.untranslatable == "Unwritten"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(Code.LAW_RULE, 1, "")]),
        ("evaluative: false", [(Code.LAW_RULE, 1, "")]),
        ("evaluative: true\nrule: a", [(Code.LAW_RULE, 1, "")]),
        ("rule: a\nuntranslatable: x", [(Code.LAW_RULE, 1, "")]),
        ("untranslatable: {why: x}", [(Code.MISSING_KEY, 5, "untranslatable.reason")]),
        ("rule: a\nfavours: nobody", [(Code.WRONG_OPTION, 6, "favours")]),
        ("rule: a\nstandard: hunch", [(Code.WRONG_OPTION, 6, "standard")]),
        ("rule: a\nburden: all\nstage: x", [(Code.WRONG_OPTION, 6, "burden"), (Code.WRONG_OPTION, 7, "stage")]),
        ("rule: a\nsince: 1951", [(Code.UNKNOWN_KEY, 6, "since")]),
    ],
)
def test_a_criterion_that_says_too_little_or_too_much_is_refused(text: str, expected: list[Place]) -> None:
    assert read(HEAD + text)[1] == expected


def test_the_word_no_is_not_a_yes() -> None:
    assert (Code.WRONG_TYPE, 5, "evaluative") in read(f"{HEAD}evaluative: no")[1]


def test_everything_that_is_missing_is_told_at_once() -> None:
    assert {(code, path) for code, _, path in read("rule: a")[1]} == {
        (Code.LAW_CITATION, "cite"),
        (Code.MISSING_KEY, "title"),
        (Code.MISSING_KEY, "scope"),
        (Code.MISSING_KEY, "text"),
    }


def test_a_profile_replaces_only_what_it_gives() -> None:
    base = replace(sound(f"{HEAD}rule: base\nburden: state\ngoal: true"), origin="base")
    found = sound(f"{CITE}\ntext: Y\nburden: applicant", base)
    assert found == replace(base, text="Y", burden=Burden.APPLICANT, origin="north")


@pytest.mark.parametrize(
    ("text", "rule", "reason"),
    [
        ("rule: a", A, ""),
        ("rule: {any: [a, inherited]}", AnyOf((A, BASE)), ""),
        ("evaluative: true", None, ""),
        ("untranslatable: Unwritten", None, "Unwritten"),
        ("evaluative: false", BASE, ""),
        ("text: Y", BASE, ""),
    ],
)
def test_a_profile_may_answer_in_another_way(text: str, rule: object, reason: str) -> None:
    found = sound(f"{CITE}\n{text}", sound(f"{HEAD}rule: base"))
    assert (found.rule, found.untranslatable) == (rule, reason)


@pytest.mark.parametrize(("text", "reason"), [("text: Y", "Old"), ("rule: a", ""), ("untranslatable: New", "New")])
def test_why_a_rule_would_not_do_stays_until_something_else_answers(text: str, reason: str) -> None:
    base = sound(f"{HEAD}untranslatable: Old")
    assert sound(f"{CITE}\n{text}", base).untranslatable == reason


def test_a_profile_cannot_change_what_a_criterion_is_about() -> None:
    found, problems = read(f"{CITE}\nscope: person", sound(f"{HEAD}rule: base"))
    assert problems == [(Code.WRONG_SCOPE, 2, "scope")]
    assert found.scope is Scope.COUNTRY


@pytest.mark.parametrize("text", ["rule: a\nevaluative: true", "evaluative: true\nuntranslatable: x"])
def test_a_profile_answers_in_one_way_only_and_cites_anew(text: str) -> None:
    assert read(text, sound(f"{HEAD}rule: base"))[1] == [(Code.LAW_CITATION, 1, "cite"), (Code.LAW_RULE, 1, "")]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Inherited(), BASE),
        (Not(Inherited()), Not(BASE)),
        (AllOf((A, Not(Inherited())), 1), AllOf((A, Not(BASE)), 1)),
        (AtLeast(1, (Inherited(), A)), AtLeast(1, (BASE, A))),
        (ForEach("country", every=True, part=Inherited()), ForEach("country", every=True, part=BASE)),
        (SameAs("a"), SameAs("a")),
    ],
)
def test_inherited_stands_for_the_rule_of_the_base_wherever_it_is_written(rule: object, expected: object) -> None:
    assert with_inherited(rule, BASE) == expected


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (None, None, True),
        (date(2000, 1, 1), None, True),
        (date(2000, 1, 2), None, False),
        (None, date(2000, 1, 1), True),
        (None, date(1999, 12, 31), False),
    ],
)
def test_a_provision_is_law_from_its_first_day_to_its_last(
    first: date | None, last: date | None, *, holds: bool
) -> None:
    found = ProvisionFile("p", "P", "pact", "1", first, last, 1, (), "p.yaml")
    assert found.in_force(date(2000, 1, 1)) is holds
