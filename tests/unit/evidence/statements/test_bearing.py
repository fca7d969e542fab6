import pytest

from wellfounded.evidence.statements.bearing import Bearing, Described, Direction, features, is_negated

HARM = Described(
    "harm", "Danger of torture", "There are grounds for believing that the person would be tortured if returned."
)
MOTIVE = Described("motive", "An economic motive", "Hunger or work was named among the reasons for leaving.")
FAITH = Described("faith", "Religion", "The person is harmed for a faith, or for having none.")
BEARING = Bearing(
    [HARM, MOTIVE, FAITH, *(Described(f"other{n}", "Papers", f"A paper numbered {n}.") for n in range(20))]
)


def test_the_criterion_that_shares_most_comes_first_with_its_words() -> None:
    first, *_ = BEARING.suggest("that those sent back face torture in the camps")
    assert first.described is HARM
    assert first.words == ("sent back", "torture")
    assert first.direction is Direction.SUPPORTS


@pytest.mark.parametrize(
    ("content", "criterion"),
    [
        ("송환된 사람들은 고문을 당했다고", "harm"),
        ("被遣返的人遭受酷刑", "harm"),
        ("they came for economic reasons, to find a livelihood, and leaving was easy", "motive"),
    ],
)
def test_concepts_bridge_languages(content: str, criterion: str) -> None:
    assert [item.described.id for item in BEARING.suggest(content)][:1] == [criterion]


@pytest.mark.parametrize("content", ["the river is wide", "", "a paper numbered 7", "강이 넓다"])
def test_nothing_is_suggested_where_no_concept_is_shared(content: str) -> None:
    assert BEARING.suggest(content) == ()


@pytest.mark.parametrize(
    ("content", "cue", "negated"),
    [
        ("they are tortured", "said", False),
        ("they are not tortured", "said", True),
        ("nobody is tortured", "said", True),
        ("they aren’t tortured", "said", True),
        ("that they are tortured", "denied", True),
        ("the claim that they are not tortured", "rejected", False),  # twice is none
        ("they should not be returned", "said", False),  # a duty denies nothing
        ("고문이 없다고", "밝혔다", True),
        ("没有酷刑", "称", True),
        ("不得遣返任何人", "规定", False),
        ("those who leave without a permit are tortured", "said", False),
        ("they came back without being tortured", "said", True),
        ("허가 없이 떠난 사람은 고문을 당한다고", "말했다", False),
        ("nothing of note", "noted", False),  # “not” only as a word
    ],
)
def test_direction_follows_from_negations(content: str, cue: str, *, negated: bool) -> None:
    assert is_negated(content, cue) is negated


def test_a_denial_speaks_against_the_criterion() -> None:
    (first, *_) = BEARING.suggest("that anybody is tortured on return", cue="denied")
    assert first.direction is Direction.REBUTS


def test_features_keep_the_words_as_they_stood() -> None:
    assert features("Deportations were stopped")["RETURN"] == "deportations"
