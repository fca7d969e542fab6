import pytest

from wellfounded.evidence.linking.link import counting
from wellfounded.evidence.linking.suggest import bearing_of_passage, bearing_of_statement
from wellfounded.evidence.statements.bearing import Bearing, Described, Direction
from wellfounded.evidence.statements.extract import statements_of

HARM = Described(
    "harm", "Danger of torture", "There are grounds for believing that the person would be tortured if returned."
)
MOTIVE = Described("motive", "An economic motive", "Hunger or work was named among the reasons for leaving.")
BEARING = Bearing([HARM, MOTIVE, *(Described(f"other{n}", "Papers", f"A paper numbered {n}.") for n in range(20))])
PASSAGE = "The river is wide. Those sent back face torture in the camps. Markets are open on Sundays."


def test_a_passage_is_suggested_with_its_sentence_and_its_words() -> None:
    (only,) = bearing_of_passage(PASSAGE, BEARING)
    assert only.found.described is HARM
    assert only.found.words == ("sent back", "torture")
    assert only.sentence.of(PASSAGE) == "Those sent back face torture in the camps."
    link = only.link("p1")
    assert (link.target, link.about, link.direction) == ("p1", "harm", Direction.SUPPORTS)
    assert counting([link]) == ()


def test_a_negation_in_another_sentence_turns_nothing() -> None:
    (only,) = bearing_of_passage(f"Nobody swims here. {PASSAGE}", BEARING)
    assert only.found.direction is Direction.SUPPORTS
    (denied,) = bearing_of_passage("Nobody who was sent back faced torture.", BEARING)
    assert denied.found.direction is Direction.REBUTS


def test_words_far_apart_in_a_long_passage_suggest_nothing() -> None:
    assert bearing_of_passage("The camp opened. Years went by. A return ticket is cheap.", BEARING) == ()


def test_the_cue_of_a_statement_turns_its_direction() -> None:
    text = "The ministry denied that those sent back face torture."
    (item,) = statements_of(text)
    (only,) = bearing_of_statement(item, text, bearing=BEARING)
    assert (only.described, only.direction) == (HARM, Direction.REBUTS)


@pytest.mark.parametrize(
    ("passage", "direction"),
    [
        ("The ministry denied that those who were sent back face torture.", Direction.REBUTS),
        ("Officials rejected reports of torture of those sent back.", Direction.REBUTS),
        ("Those sent back were denied a trial and face torture.", Direction.SUPPORTS),
        ("The court rejected his appeal, and those sent back face torture.", Direction.SUPPORTS),
    ],
)
def test_a_passage_that_reports_a_denial_speaks_against_what_is_denied(passage: str, direction: Direction) -> None:
    found = bearing_of_passage(passage, BEARING)
    assert found
    assert {one.found.direction for one in found} == {direction}
