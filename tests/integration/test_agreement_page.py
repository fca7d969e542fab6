from dataclasses import replace

import pytest

from tools.agreement_page import agreement_page
from wellfounded.law.agreement import Compared, Verdict
from wellfounded.law.agreement_run import Agreement

ROW = Compared("x-1", "uk", "well_founded_fear", "not_established", "PRK fear", "met", Verdict.DISAGREES)


def page(*rows: Compared, without_file: tuple[str, ...] = ()) -> str:
    return agreement_page(Agreement(rows, without_file))


@pytest.mark.parametrize(
    ("verdict", "line"),
    [
        (Verdict.AGREES, "| uk | 1 | 0 | 0 | 0 | 0 | 100% |"),
        (Verdict.DISAGREES, "| uk | 0 | 1 | 0 | 0 | 0 | 100% |"),
        (Verdict.LEFT_TO_PERSON, "| uk | 0 | 0 | 1 | 0 | 0 | 0% |"),
        (Verdict.FROM_FINDING, "| uk | 0 | 0 | 0 | 1 | 0 | 100% |"),
        (Verdict.NOT_COMPARABLE, "| uk | 0 | 0 | 0 | 0 | 1 | – |"),
    ],
    ids=[verdict.name for verdict in Verdict],
)
def test_every_verdict_has_its_column(verdict: Verdict, line: str) -> None:
    text = page(replace(ROW, verdict=verdict))
    assert line in text
    assert line.replace("uk", "well founded fear") in text


@pytest.mark.parametrize(
    ("cause", "said"), [("The facts were few.", "The facts were few."), ("", "No cause was found")]
)
def test_a_disagreement_stands_with_its_cause(cause: str, said: str) -> None:
    text = page(replace(ROW, cause=cause))
    assert f"- `x-1`, well founded fear: the tribunal not established, here met. {said}" in text


def test_every_comparison_stands_in_the_long_table() -> None:
    row = replace(ROW, verdict=Verdict.FROM_FINDING, cause="agrees")
    line = (
        "| `x-1` | uk | well founded fear | not established | `PRK fear` | met | rests on a finding of the tribunal |"
    )
    assert f"{line} agrees |" in page(row)


def test_without_disagreement_the_page_says_so_and_names_what_has_no_file() -> None:
    text = page(without_file=("x-2",))
    assert "No element that rules decide disagrees." in text
    assert "Outcomes without a case file: `x-2`." in text


def test_the_page_says_that_the_encoding_was_blind_and_what_the_figures_do_not_show() -> None:
    text = page()
    for words in ("**blind**", "**digest**", "no test on unseen cases", "a choice, not a sample"):
        assert words in text
