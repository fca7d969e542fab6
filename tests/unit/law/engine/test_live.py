"""An evaluation that follows one answer after another."""

from tests.cast import beaten_walker, heard_fugitive
from tests.factories import SHAPE, blank, found, holding, law_of, record
from wellfounded.law.case_file import Case, FactRecord, HumanFinding
from wellfounded.law.compile import compile_law
from wellfounded.law.evaluate import TRUE, evaluate
from wellfounded.law.live import LiveEvaluation


def following(case: Case) -> LiveEvaluation:
    return LiveEvaluation(compile_law(law_of(), SHAPE), case)


def same(live: LiveEvaluation) -> bool:
    fresh = evaluate(live.program, live.case)
    return (fresh.values, fresh.marks, fresh.decisive) == (
        live.evaluation.values,
        live.evaluation.marks,
        live.evaluation.decisive,
    )


def test_one_answer_after_another_ends_where_the_whole_case_does() -> None:
    live, case = following(blank()), blank()
    answers: dict[str, FactRecord | HumanFinding] = {
        "AAA.beaten": record("established"),
        "AAA.protected": record("refuted"),
    }
    answers["AAA.risk_is_real"] = found("established")
    for name, entry in answers.items():
        entity, _, item = name.partition(".")
        case = holding(case, {name: entry})
        live.change(case, (entity, item))
        assert same(live)
    assert live.evaluation.value_of("danger", "AAA") == TRUE


def test_only_what_hangs_on_the_answer_is_computed_again() -> None:
    live = following(beaten_walker())
    some = live.change(holding(live.case, {"person.serious_crime": "established put"}), ("person", "serious_crime"))
    assert 0 < some < 8
    assert live.change(live.case, ("person", "serious_crime")) == 0
    assert (
        live.change(holding(live.case, {"person.own_words": record("established", "None")}), ("person", "own_words"))
        == 0
    )


def test_an_answer_can_be_taken_back() -> None:
    live = following(heard_fugitive())
    live.change(holding(live.case, {"person.serious_crime": "unknown"}), ("person", "serious_crime"))
    assert same(live)
    assert (
        live.evaluation.values
        == evaluate(live.program, holding(beaten_walker(), {"person.crime_hinted": "established"})).values
    )


def test_a_second_date_is_followed_too() -> None:
    live = following(blank())
    dated = holding(live.case, {"person.return_date": record("contradicted")})
    live.change(dated, ("person", "return_date"))
    assert same(live)


def test_a_concession_is_followed() -> None:
    live = following(blank())
    live.change(holding(live.case, {"AAA.harm": found("conceded")}), ("AAA", "harm"))
    assert same(live)
    live.change(holding(live.case, {"AAA.harm": found("left_open")}), ("AAA", "harm"))
    assert same(live)
