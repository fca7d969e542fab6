"""Arguments by cases: what holds whichever way an open fact goes."""

from dataclasses import replace
from typing import Any

import pytest

from tests.factories import SHAPE, blank, closed, found, holding, judged, law_of
from tests.property.laws import COMMON, law_of_entries
from wellfounded.law import exact
from wellfounded.law.case_file import Case
from wellfounded.law.compile import compile_law
from wellfounded.law.diagram import NO, YES, Diagram
from wellfounded.law.evaluate import OPEN, evaluate
from wellfounded.law.exact import ALL_LANES, diagram_of, lane_of, settle_by_cases

HELPED_EITHER_WAY = {"AAA.detained": "established", "AAA.fears": "established"}


def either_way(case: Case) -> tuple[str, bool]:
    finding = judged(case)["either_way", "person"]
    return str(finding.label), finding.by_cases


def test_a_conclusion_holds_when_both_ways_lead_to_it() -> None:
    assert either_way(holding(blank(), HELPED_EITHER_WAY)) == ("met", True)
    assert either_way(holding(blank(), {"AAA.detained": "established"})) == ("open", False)


def test_a_known_fact_needs_no_cases() -> None:
    assert either_way(holding(blank(), {**HELPED_EITHER_WAY, "AAA.crossed": "established put"})) == ("met", False)


@pytest.mark.parametrize(
    "words", ["unknown", "unknown asked", "contradicted asked", "unknowable asked", "possible put"]
)
def test_closing_leaves_it_standing(words: str) -> None:
    case = holding(blank(), {**HELPED_EITHER_WAY, "AAA.crossed": words})
    assert either_way(case)[0] == "met"
    assert either_way(closed(case))[0] == "met"


@pytest.mark.parametrize("words", ["established", "refuted"])
def test_a_fact_that_was_found_but_not_put_leaves_it_standing(words: str) -> None:
    assert either_way(holding(blank(), {**HELPED_EITHER_WAY, "AAA.crossed": words}))[0] == "met"


def test_it_goes_against_the_applicant_only_when_what_it_rests_on_was_put() -> None:
    refuted = {"AAA.detained": "refuted", "AAA.fears": "refuted"}
    assert either_way(holding(blank(), refuted)) == ("open", False)
    assert either_way(holding(blank(), {name: f"{words} put" for name, words in refuted.items()})) == ("not_met", False)


def test_at_closing_it_reads_as_not_established_where_silence_decides() -> None:
    asked = {"AAA.detained": "unknown asked", "AAA.fears": "unknown asked"}
    finding = judged(closed(holding(blank(), asked)))["either_way", "person"]
    assert finding.not_established


def test_whether_a_possible_fact_was_asked_about_changes_no_argument_by_cases() -> None:
    common = {**COMMON, "scope": "person"}
    hinted_twice = {"all": ["crime_hinted", {"not": {"all": ["crime_hinted", "low"]}}]}
    low = {"any": ["serious_crime", {"all": ["serious_crime", {"not": "serious_crime"}]}]}
    law = law_of_entries(
        {
            "low": {**common, "standard": "risk", "rule": low},
            "strict": {**common, "standard": "past_fact", "goal": True, "rule": low},
            "goal": {**common, "favours": "state", "burden": "applicant", "goal": True, "rule": hinted_twice},
        }
    )
    silent = {"person.crime_hinted": "unknown asked"}
    labels = {
        words: str(
            judged(closed(holding(blank(), {**silent, "person.serious_crime": words})), law=law)["goal", "person"].label
        )
        for words in ("possible benefit", "possible benefit asked")
    }
    assert len(set(labels.values())) == 1, labels


def both_ways(rule: Any) -> Any:
    return law_of_entries({"goal": {**COMMON, "scope": "person", "goal": True, "rule": rule}})


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ({"any": ["serious_crime", {"not": "serious_crime"}]}, "met"),
        ({"all": ["serious_crime", {"not": "serious_crime"}]}, "not_met"),
        ({"at_least": 1, "of": ["serious_crime", {"not": "serious_crime"}, "crime_hinted"]}, "met"),
        ({"at_least": 2, "of": ["serious_crime", {"not": "serious_crime"}, "crime_hinted"]}, "open"),
        ({"at_least": 3, "of": ["serious_crime", {"not": "serious_crime"}, "crime_hinted"]}, "not_met"),
        (
            {"all": [{"any": ["serious_crime", "crime_hinted"]}, {"any": [{"not": "serious_crime"}, "crime_hinted"]}]},
            "open",
        ),
    ],
)
def test_every_form_of_rule_can_hide_one(rule: Any, value: str) -> None:
    assert str(judged(blank(), law=both_ways(rule))["goal", "person"].label) == value


def test_it_says_that_it_rests_on_an_exception_that_nobody_raised() -> None:
    law = both_ways({"any": ["serious_crime", {"not": "serious_crime"}], "unless": ["crime_hinted"]})
    digest = replace(blank(all_put=True), digest=True)
    finding = judged(digest, law=law)["goal", "person"]
    assert (finding.label, finding.by_cases, finding.exception_unraised) == ("met", True, True)
    raised = judged(holding(digest, {"person.crime_hinted": "refuted"}), law=law)["goal", "person"]
    assert (raised.label, raised.by_cases, raised.exception_unraised) == ("met", True, False)


def test_a_criterion_above_follows_the_one_that_was_settled() -> None:
    law = law_of_entries(
        {
            "sure": {**COMMON, "scope": "person", "rule": {"any": ["serious_crime", {"not": "serious_crime"}]}},
            "goal": {**COMMON, "scope": "person", "goal": True, "rule": {"all": ["sure", "crime_hinted"]}},
        },
    )
    case = holding(blank(), {"person.crime_hinted": "established"})
    assert str(judged(case, law=law)["goal", "person"].label) == "met"
    assert str(judged(blank(), law=law)["goal", "person"].label) == "open"


def test_a_concession_is_part_of_the_argument() -> None:
    law = law_of_entries(
        {
            "doubted": {**COMMON, "scope": "person", "rule": {"all": ["serious_crime", {"not": "serious_crime"}]}},
            "goal": {**COMMON, "scope": "person", "goal": True, "rule": {"any": ["doubted", "crime_hinted"]}},
        },
    )
    case = holding(blank(), {"person.doubted": found("conceded")})
    assert str(judged(case, law=law)["goal", "person"].label) == "met"


def test_a_diagram_past_its_limit_leaves_the_finding_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "BY_CASES_LIMIT", 2)
    assert either_way(holding(blank(), HELPED_EITHER_WAY)) == ("open", False)


def test_the_values_above_are_brought_up_to_date() -> None:
    evaluation = evaluate(compile_law(law_of(), SHAPE), holding(blank(), HELPED_EITHER_WAY))
    assert evaluation.value_of("either_way", "person") == OPEN
    settled = settle_by_cases(evaluation)
    assert settled == {place: evaluation.values[place] for place in settled}
    assert evaluation.value_of("either_way", "person") == 2
    assert settle_by_cases(evaluation) == {}


def test_trials_differ_from_variable_to_variable() -> None:
    lanes = [lane_of(number) for number in range(200)]
    assert len(set(lanes)) == 200
    assert all(lane & 0b11 == 0b10 for lane in lanes)
    assert all(0 < lane < ALL_LANES for lane in lanes)


def test_a_law_as_a_diagram_answers_like_the_law() -> None:
    program = compile_law(law_of(), SHAPE)
    top = program.tops["marked", "AAA", 1]
    settled = {"beaten": 2, "detained": 0}
    known = {place: settled.get(program.leaves[node.leaf].slot[1], OPEN) for place, node in enumerate(program.nodes)}
    diagram = Diagram()
    end = diagram_of(program, top, diagram=diagram, known=known.__getitem__)
    assert diagram.order == [(("AAA", "fears"), None)]
    assert diagram.answer(end, {diagram.order[0]: True})
    assert diagram_of(program, top, diagram=diagram, known=lambda _: 2) == YES
    assert diagram_of(program, top, diagram=diagram, pinned={top: 0}) == NO


def test_a_hope_that_the_diagram_does_not_confirm_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "lane_of", lambda _: ALL_LANES)
    assert either_way(holding(blank(), {"AAA.detained": "established"})) == ("open", False)
