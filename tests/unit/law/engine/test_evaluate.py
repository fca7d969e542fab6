"""What a leaf reads, what nodes make of it, and which marks travel with it."""

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from tests.cast import beaten_walker, believed_in_part, heard_fugitive, long_walker, walker
from tests.factories import PUT, SHAPE, blank, closed, found, holding, judged, label, law_of, record
from tests.property.laws import COMMON, law_of_entries
from wellfounded.law.assess import Assessment
from wellfounded.law.case_file import Answer, Case, Direction, Evidence, Span, Weight
from wellfounded.law.compile import compile_law
from wellfounded.law.evaluate import (
    CLOSED,
    CONCEDED,
    CONTESTED,
    CONTRADICTED,
    PERSON_FINDS,
    POSSIBLE,
    UNASKED,
    UNPUT,
    UNREAD_LAW,
    Standing,
    blank_evaluation,
    blank_record,
    combine,
    evaluate,
    plain_value,
)
from wellfounded.law.program import Node, Op

FALSE, OPEN, TRUE = 0, 1, 2


def asking(rule: Any, *, burden: str = "applicant", favours: str = "applicant", standard: str = "risk") -> Any:
    """A law with one conclusion."""
    entry = {**COMMON, "scope": "person", "favours": favours, "standard": standard, "burden": burden}
    return law_of_entries({"goal": {**entry, "rule": rule, "goal": True}})


def outcome(case: Case, law: Any) -> tuple[str, int]:
    finding = judged(case, law=law)["goal", "person"]
    return str(finding.label), finding.marks


def crime(words: str) -> Case:
    return holding(blank(), {"person.serious_crime": words})


@pytest.mark.parametrize("left", [FALSE, OPEN, TRUE])
@pytest.mark.parametrize("right", [FALSE, OPEN, TRUE])
def test_and_or_not_follow_strong_kleene(left: int, right: int) -> None:
    values = [left, right]
    assert plain_value(Node(Op.ALL, (0, 1)), values) == min(values)
    assert plain_value(Node(Op.ANY, (0, 1)), values) == max(values)
    assert plain_value(Node(Op.NOT, (0,)), values) == TRUE - left


@pytest.mark.parametrize("values", list(product([FALSE, OPEN, TRUE], repeat=3)))
@pytest.mark.parametrize("count", [1, 2, 3])
def test_at_least_is_true_when_enough_are_and_false_when_too_many_are_not(values: tuple[int, ...], count: int) -> None:
    value = plain_value(Node(Op.AT_LEAST, (0, 1, 2), count), list(values))
    enough, possible = values.count(TRUE) >= count, 3 - values.count(FALSE) >= count
    assert value == (TRUE if enough else OPEN if possible else FALSE)


def test_what_decides_is_every_child_that_suffices() -> None:
    values = [TRUE, FALSE, OPEN, FALSE]
    assert combine(Node(Op.ALL, (0, 1, 2, 3)), values) == (FALSE, (1, 3))
    assert combine(Node(Op.ANY, (0, 1, 2)), values) == (TRUE, (0,))
    assert combine(Node(Op.NOT, (1,)), values) == (TRUE, (1,))
    assert combine(Node(Op.ALL, (0, 2)), values) == (OPEN, (2,))


@pytest.mark.parametrize(
    ("words", "expected", "marks"),
    [
        ("established", "met", 0),
        ("established put", "met", 0),
        ("refuted", "open", UNPUT),
        ("refuted put", "not_met", 0),
        ("possible", "open", 0),
        ("possible benefit", "met", POSSIBLE),
        ("unknown", "open", 0),
        ("unknown asked", "open", 0),
        ("unknowable", "open", 0),
        ("contradicted", "contradicted", CONTRADICTED),
    ],
)
def test_what_helps_counts_at_once_and_what_hurts_once_it_was_put(words: str, expected: str, marks: int) -> None:
    assert outcome(crime(words), asking("serious_crime")) == (expected, marks)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("established", "open"), ("established put", "not_met"), ("refuted", "met"), ("possible benefit put", "not_met")],
)
def test_behind_a_not_the_other_direction_must_be_put(words: str, expected: str) -> None:
    assert outcome(crime(words), asking({"not": "serious_crime"}))[0] == expected


def test_a_confirmation_that_all_was_put_is_as_good_as_each_put() -> None:
    case = replace(crime("refuted"), all_points_put=judged(blank(all_put=True)).case.all_points_put)
    assert outcome(case, asking("serious_crime")) == ("not_met", 0)


def test_doubt_carries_nothing_where_the_standard_does_not_admit_it() -> None:
    assert outcome(crime("possible benefit"), asking("serious_crime", standard="past_fact"))[0] == "open"


@pytest.mark.parametrize(
    ("words", "burden", "expected", "marks"),
    [
        ("unknown asked", "applicant", "not_met", CLOSED),
        ("unknown asked", "shared", "not_met", CLOSED),
        ("unknown asked", "state", "met", CLOSED),
        ("unknown asked", "none", "open", 0),
        ("unknown put", "applicant", "not_met", CLOSED),
        ("unknown", "applicant", "open", UNPUT | UNASKED),
        ("unknown", "state", "met", CLOSED),
        ("contradicted asked", "applicant", "not_met", CLOSED),
        ("contradicted", "applicant", "contradicted", UNPUT | UNASKED | CONTRADICTED),
        ("possible asked", "applicant", "not_met", CLOSED),
        ("refuted", "applicant", "open", UNPUT),
        ("established", "state", "met", 0),
    ],
)
def test_closing_goes_against_whoever_bears_the_burden(words: str, burden: str, expected: str, marks: int) -> None:
    assert outcome(closed(crime(words)), asking("serious_crime", burden=burden)) == (expected, marks)


def test_closing_reads_what_is_not_recorded_at_all_like_the_unknown() -> None:
    assert outcome(closed(blank()), asking("serious_crime")) == ("open", UNPUT | UNASKED)
    assert outcome(closed(blank()), asking("serious_crime", burden="state")) == ("met", CLOSED)
    assert outcome(closed(blank(all_put=True)), asking("serious_crime")) == ("not_met", CLOSED)


def test_closing_for_the_state_helps_the_applicant() -> None:
    law = asking("serious_crime", burden="state", favours="state")
    assert outcome(closed(blank()), law) == ("not_met", CLOSED)
    assert outcome(closed(crime("unknown asked")), asking("serious_crime", favours="state"))[0] == "met"


def test_material_evidence_both_ways_marks_a_finding_as_contested() -> None:
    sides = tuple(Evidence("interview-1", direction=side, weight=Weight.STRONG) for side in Direction)
    law = asking("serious_crime")
    contested = replace(record("established"), evidence=sides)
    weak = replace(record("established"), evidence=(sides[0], replace(sides[1], weight=Weight.WEAK)))
    assert outcome(holding(blank(), {"person.serious_crime": contested}), law) == ("met", CONTESTED)
    assert outcome(holding(blank(), {"person.serious_crime": weak}), law) == ("met", 0)


@pytest.mark.parametrize(
    ("words", "value", "marks"),
    [
        ("established", "met", 0),
        ("not_established", "open", UNPUT),
        ("not_established put", "not_met", 0),
        ("conceded", "met", CONCEDED),
        ("assumed", "met", CONCEDED),
        ("left_open", "open", PERSON_FINDS),
        ("not_reached", "open", PERSON_FINDS),
        ("partly_established", "open", PERSON_FINDS),
    ],
)
def test_a_person_finds_what_no_rule_can(words: str, value: str, marks: int) -> None:
    finding = judged(holding(blank(), {"AAA.risk_is_real": found(words)}))["risk_is_real", "AAA"]
    assert (str(finding.label), finding.marks) == (value, marks)


def test_what_only_a_person_finds_waits_for_one_even_at_closing() -> None:
    for case in (blank(), closed(blank(all_put=True))):
        assert judged(case)["risk_is_real", "AAA"].waits_for_person


@pytest.mark.parametrize("word", ["conceded", "assumed"])
def test_a_concession_stands_for_what_a_rule_would_decide(word: str) -> None:
    finding = judged(holding(blank(), {"AAA.harm": found(word)}))["harm", "AAA"]
    assert finding.conceded
    assert str(finding.label) == "met"


def test_a_person_s_own_finding_does_not_override_a_rule() -> None:
    assert label(holding(blank(), {"AAA.harm": found("established")}), "harm", "AAA") == "open"


@pytest.mark.parametrize(
    ("host", "value", "marks"),
    [("HHH", "met", 0), ("SSS", "not_met", 0), ("NNN", "not_met", 0), ("XXX", "open", UNREAD_LAW)],
)
def test_a_treaty_binds_the_host_as_recorded_and_is_open_without_a_record(host: str, value: str, marks: int) -> None:
    case = replace(blank(host=host), claim=date(2018, 1, 1), decision=date(2019, 1, 1))
    assert outcome(case, asking({"host_bound_by": "pact", "article": "7"})) == (value, marks)


@pytest.mark.parametrize(
    ("words", "expected"), [("conceded", "open"), ("assumed", "open"), ("conceded put", "not_met")]
)
def test_a_concession_against_the_applicant_counts_once_it_was_put(words: str, expected: str) -> None:
    assert label(holding(beaten_walker(), {"person.exclusion": found(words)}), "status") == expected


def test_the_cast_comes_out_as_its_story_says() -> None:
    questions = (("status", "person"), ("danger", "AAA"), ("leave", "person"))
    people = (walker, beaten_walker, believed_in_part, heard_fugitive, long_walker)
    outcomes = [[label(person(), *question) for question in questions] for person in people]
    assert outcomes == [
        ["open", "open", "open"],
        ["open", "met", "open"],
        ["open", "met", "open"],
        ["not_met", "met", "open"],
        ["open", "open", "met"],
    ]
    assert label(closed(beaten_walker()), "status") == "met"


def test_a_blank_record_is_evaluated_once_for_a_standing() -> None:
    program = compile_law(law_of(), SHAPE)
    standing = Standing.of(blank())
    assert blank_record(program, standing) is blank_record(program, standing)
    assert blank_evaluation(evaluate(program, beaten_walker())) is blank_record(program, standing)


def test_the_value_of_a_criterion_is_open_while_its_two_readings_differ() -> None:
    law = law_of_entries(
        {
            "crime": {**COMMON, "scope": "person", "rule": "serious_crime"},
            "goal": {**COMMON, "scope": "person", "goal": True, "rule": {"any": ["crime", {"not": "crime"}]}},
        },
    )
    evaluation = evaluate(compile_law(law, SHAPE), crime("established"))
    assert {evaluation.values[place] for place in evaluation.program.readings("crime", "person")} == {OPEN, TRUE}
    assert evaluation.value_of("crime", "person") == OPEN
    assert evaluation.value_of("goal", "person") == TRUE


def reasons(assessment: Assessment, criterion: str, entity: str) -> set[str]:
    """The facts that decide a criterion, from the evaluation itself."""
    evaluation = assessment.evaluation
    waiting, names = [assessment[criterion, entity].node], set()
    while waiting:
        place = waiting.pop()
        node = evaluation.program.nodes[place]
        waiting.extend(evaluation.decisive[place])
        if node.op is Op.LEAF:
            names.add(evaluation.program.leaves[node.leaf].slot[1])
    return names


def test_the_reasons_of_a_finding_are_the_facts_that_decide_it() -> None:
    case = holding(beaten_walker(), {"AAA.detained": "unknown", "AAA.fears": "established"})
    assert reasons(judged(case), "danger", "AAA") == {"beaten", "protected", "risk_is_real"}
    assert reasons(judged(case), "status", "person") == {"serious_crime"}


def test_an_answer_that_says_nothing_is_never_a_no() -> None:
    for answer in (Answer.DONT_KNOW, Answer.CANNOT_SAY, Answer.WONT_SAY):
        fact = replace(record("unknown"), answered=answer, put=PUT)
        assert outcome(holding(blank(), {"person.serious_crime": fact}), asking("serious_crime"))[0] == "open"


LATER = {"fact": "departure_date", "after": "return_date"}
LEFT, BACK = date(2010, 5, 1), date(2011, 5, 1)


def dated(left: str, back: str, *, turned: bool = False) -> Case:
    """A case with two days: gone back a year after leaving, or (`turned`) a year before."""
    days = [Span(day, day) for day in ((BACK, LEFT) if turned else (LEFT, BACK))]
    entries = zip(("departure_date", "return_date"), (left, back), days, strict=True)
    return holding(
        blank(),
        {
            f"person.{name}": record(words, day if words.split()[0] in {"established", "possible"} else None)
            for name, words, day in entries
        },
    )


@pytest.mark.parametrize(
    ("left", "back", "outcome_"),
    [
        ("established", "established", ("open", UNPUT)),
        ("established put", "established", ("open", UNPUT)),
        ("established", "established put", ("open", UNPUT)),
        ("established put", "established put", ("not_met", 0)),
        ("established put", "contradicted put", ("contradicted", CONTRADICTED)),
        ("established put", "unknown put", ("open", 0)),
    ],
)
def test_a_comparison_counts_against_the_person_only_once_both_facts_were_put(
    left: str, back: str, outcome_: tuple[str, int]
) -> None:
    assert outcome(dated(left, back), asking(LATER)) == outcome_


def test_a_comparison_that_helps_needs_no_putting() -> None:
    assert outcome(dated("established", "established", turned=True), asking(LATER)) == ("met", 0)


@pytest.mark.parametrize("pair", [("established", "possible benefit"), ("possible benefit", "established")])
def test_both_facts_of_a_comparison_stand_by_the_standard_of_its_criterion(pair: tuple[str, str]) -> None:
    case = dated(*pair, turned=True)
    assert outcome(case, asking(LATER, standard="past_fact")) == ("open", 0)
    assert outcome(case, asking(LATER, standard="risk")) == ("met", POSSIBLE)


@pytest.mark.parametrize(
    ("left", "back", "outcome_"),
    [
        ("unknown asked", "unknown", ("open", UNPUT | UNASKED)),
        ("unknown", "unknown asked", ("open", UNPUT | UNASKED)),
        ("established", "unknown asked", ("open", UNPUT | UNASKED)),
        ("unknown asked", "unknown asked", ("not_met", CLOSED)),
        ("established put", "unknown asked", ("not_met", CLOSED)),
    ],
)
def test_closing_turns_a_comparison_only_once_the_person_was_asked_for_both(
    left: str, back: str, outcome_: tuple[str, int]
) -> None:
    assert outcome(closed(dated(left, back)), asking(LATER)) == outcome_
