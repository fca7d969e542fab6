from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.cast import beaten_walker, long_walker
from tests.factories import blank, found, holding, judged, law_of
from wellfounded.law.assess import Assessment
from wellfounded.law.case_file import Case, Country
from wellfounded.law.explain import Step, StepKind, explain, explain_all, test_in_words
from wellfounded.law.law import Law
from wellfounded.law.rule import (
    AllOf,
    AnyOf,
    AtCountry,
    AtLeast,
    Bound,
    Choice,
    Compare,
    ForEach,
    Name,
    ThisCountry,
    Years,
)

test_in_words.__test__ = False  # type: ignore[attr-defined]  # a function of the product, not a test


def steps(step: Step) -> Iterator[Step]:
    yield step
    for child in step.children:
        yield from steps(child)


def reasons(case: Case, criterion: str, *, entity: str = "person", law: Law | None = None, **how: bool) -> list[Step]:
    assessment = judged(case, law=law)
    return list(steps(explain(assessment, assessment[criterion, entity], **how)))


def ruled(criterion: str, rule: Any) -> Law:
    """The tiny law with another rule for one criterion."""
    law = law_of()
    return replace(law, criteria=law.criteria | {criterion: replace(law.criteria[criterion], rule=rule)})


PENDING = replace(blank("north"), claim=date(2008, 1, 1))
NOWHERE = replace(blank(), countries={})
KINDS = {
    StepKind.CRITERION: (blank(), "harm", "AAA", "Was harmed"),
    StepKind.ALL: (beaten_walker(), "danger", "AAA", "all of these"),
    StepKind.ANY: (blank(), "harm", "AAA", "at least one of these"),
    StepKind.NOT: (beaten_walker(), "unprotected", "AAA", "not"),
    StepKind.AT_LEAST: (blank(), "marked", "AAA", "at least 2 of these"),
    StepKind.FOR_EACH: (blank(), "inclusion", "person", "every nationality"),
    StepKind.FACT: (blank(), "harm", "AAA", "Was beaten"),
    StepKind.TEST: (long_walker(), "leave", "person", "Days on foot: more than 3"),
    StepKind.HUMAN: (blank(), "risk_is_real", "AAA", "The risk is real"),
    StepKind.TREATY: (
        beaten_walker(),
        "no_return",
        "AAA",
        "The host State is bound by The Pact of Three Rivers, article 7",
    ),
    StepKind.NOTHING_RECORDED: (NOWHERE, "inclusion", "person", "No nationality is recorded"),
    StepKind.LAW_UNREAD: (PENDING, "harm", "AAA", "Was harmed"),
}


@pytest.mark.parametrize("kind", StepKind)
def test_every_kind_of_step_is_titled_in_words(kind: StepKind) -> None:
    case, criterion, entity, title = KINDS[kind]
    law = law_of(case.profile, claim=case.claim, decision=case.decision)
    assert title in [step.title for step in reasons(case, criterion, entity=entity, law=law) if step.kind is kind]


def test_an_exception_is_told_where_a_rule_has_one() -> None:
    titles = [step.title for step in reasons(blank(), "status")]
    assert "all of these, unless an exception holds" in titles


def test_some_of_a_group_is_told_as_some() -> None:
    case = blank("north")
    steps_found = reasons(case, "northern_gate", law=law_of("north"))
    assert "some country" in [step.title for step in steps_found]


def test_two_groups_of_the_same_countries_are_each_told_by_name() -> None:
    law, part = ruled("inclusion", ForEach("nationality", every=True, part=Name("danger"))), Name("danger")
    leave = replace(law.criteria["leave"], rule=ForEach("country", every=True, part=part))
    law = replace(law, criteria=law.criteria | {"leave": leave})
    case = replace(blank(), countries={"AAA": Country(links=frozenset({"nationality"}))})
    told = [reasons(case, name, law=law)[1].title for name in ("inclusion", "leave")]
    assert told == ["every nationality", "every country"]


def test_only_what_decides_is_shown_unless_everything_is_wanted() -> None:
    case = holding(blank(), {"AAA.beaten": "established"})
    facts = [
        [step.slot for step in reasons(case, "harm", entity="AAA", everything=everything) if step.kind is StepKind.FACT]
        for everything in (False, True)
    ]
    assert facts == [[("AAA", "beaten")], [("AAA", "beaten"), ("AAA", "detained")]]


def test_shallow_reasons_stop_at_the_criteria_that_are_named() -> None:
    deep = {step.title for step in reasons(beaten_walker(), "danger", entity="AAA")}
    shallow = {step.title for step in reasons(beaten_walker(), "danger", entity="AAA", deep=False)}
    assert "Was beaten" in deep
    assert "Was beaten" not in shallow
    assert {"Was harmed", "Is not protected", "The risk is real"} <= shallow


def test_a_criterion_is_explained_once_and_then_referred_to() -> None:
    law = ruled("marked", AllOf((Name("harm"), Name("same_harm"))))
    again = [step for step in reasons(beaten_walker(), "marked", entity="AAA", law=law) if step.title == "Was harmed"]
    assert [step.see_above for step in again] == [False, True]
    assert [bool(step.children) for step in again] == [True, False]


def test_a_fact_comes_with_its_record_and_a_finding_with_its_person() -> None:
    found_steps = {step.slot: step for step in reasons(beaten_walker(), "danger", entity="AAA") if step.slot}
    beaten, risk = found_steps["AAA", "beaten"], reasons(beaten_walker(), "risk_is_real", entity="AAA")[-1]
    assert beaten.record is not None
    assert risk.human is not None
    assert risk.human.act.by == "adjudicator-1"


def test_a_treaty_comes_with_what_its_record_says() -> None:
    (treaty,) = [step for step in reasons(beaten_walker(), "no_return", entity="AAA") if step.binding]
    assert treaty.binding is not None
    assert treaty.binding.sentence.startswith("HHH is bound since 1995-01-01")


def test_a_criterion_that_was_conceded_says_who_conceded_and_looks_no_further() -> None:
    (step,) = reasons(holding(blank(), {"AAA.harm": found("conceded")}), "harm", entity="AAA")
    assert step.human is not None
    assert step.children == ()


@pytest.mark.parametrize(("entity", "value"), [("AAA", 2), ("BBB", 0)])
def test_a_rule_about_one_country_looks_at_nothing_elsewhere(entity: str, value: int) -> None:
    law = ruled("marked", AllOf((ThisCountry("AAA"), Name("beaten"))))
    case = holding(blank(), {"AAA.beaten": "established", "BBB.beaten": "established"})
    found_steps = reasons(case, "marked", entity=entity, law=law)
    assert found_steps[0].value == value
    assert ("a rule about another country" in [step.title for step in found_steps]) == (entity == "BBB")
    assert ("the country is AAA" in [step.title for step in found_steps]) == (entity == "AAA")


def test_a_country_that_the_case_does_not_have_is_named() -> None:
    law = ruled("marked", AnyOf((AtCountry("CCC", "harm"), Name("beaten"))))
    titles = [step.title for step in reasons(blank(), "marked", entity="AAA", law=law)]
    assert "CCC is not among the countries of the case" in titles


def test_the_reasons_hold_the_value_of_the_finding() -> None:
    assessment: Assessment = judged(beaten_walker())
    values = {"met": 2, "not_met": 0, "open": 1, "contradicted": 1}
    for finding in assessment.findings.values():
        assert explain(assessment, finding).value == values[finding.label]


def read_off(assessment: Assessment, place: int, *, shown: set[int]) -> tuple[Any, ...]:
    """A tree as plainly as it can be told: each criterion is explained where it comes first, nothing is shared."""
    evaluation, first = assessment.evaluation, place not in shown
    if place in evaluation.program.criterion_at:
        shown.add(place)
    children = evaluation.decisive[place] if first else ()
    under = tuple(read_off(assessment, child, shown=shown) for child in children)
    return evaluation.values[place], evaluation.marks[place], not first, under


def told(step: Step) -> tuple[Any, ...]:
    return step.value, step.marks, step.see_above, tuple(told(child) for child in step.children)


@pytest.mark.parametrize("case", [blank(), beaten_walker(), holding(beaten_walker(), {"AAA.detained": "refuted"})])
def test_trees_that_share_their_steps_read_as_if_each_were_made_alone(case: Case) -> None:
    assessment = judged(case)
    findings = list(assessment.findings.values())
    together = explain_all(assessment, findings)
    assert together == tuple(explain(assessment, finding) for finding in findings)
    alone = [read_off(assessment, finding.node, shown=set()) for finding in findings]
    assert [told(step) for step in together] == alone


def test_no_step_and_no_finding_can_be_changed_since_cases_share_them() -> None:
    assessment = judged(blank())
    finding = assessment.findings["harm", "AAA"]
    for shared in (finding, explain(assessment, finding)):
        with pytest.raises(AttributeError):
            shared.marks = 1  # type: ignore[misc]  # what must fail


def test_what_one_case_records_is_never_seen_in_another() -> None:
    before = [explain(judged(blank()), finding) for finding in judged(blank()).findings.values()]
    assert any(step.record for step in reasons(beaten_walker(), "danger", entity="AAA"))
    assert [explain(judged(blank()), finding) for finding in judged(blank()).findings.values()] == before


def test_a_rule_that_counts_says_how_many() -> None:
    law = ruled("marked", AtLeast(1, (Name("beaten"), Name("fears"))))
    assert "at least 1 of these" in [step.title for step in reasons(blank(), "marked", entity="AAA", law=law)]


@pytest.mark.parametrize(
    ("test", "words"),
    [
        (Choice("paper", "is_one_of", ("permit", "passport")), "Paper: is one of permit, passport"),
        (Compare("left", "on_or_before", date(2010, 1, 1)), "Paper: on or before 2010-01-01"),
        (Years("left", "claim_date", "at_least", 2.0), "Years between left and claim_date: at least 2"),
        (Bound("pact", "7"), "Paper"),
    ],
    ids=["choice", "compare", "years", "bound"],
)
def test_a_test_of_a_value_reads_in_words(test: Any, words: str) -> None:
    assert test_in_words(test, "Paper") == words
