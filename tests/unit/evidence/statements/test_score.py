import json
from typing import Any

import pytest

from wellfounded.evidence.statements.score import (
    Figures,
    Gold,
    GoldError,
    matched,
    read_gold,
    same_content,
    same_speaker,
    score,
)
from wellfounded.evidence.statements.statement import Kind, Mode, Span, Speaker, Statement


def said(*content: tuple[int, int], name: str = "Ada Poe", source: tuple[int, int] | None = (0, 7)) -> Statement:
    return Statement(
        speaker=Speaker(name, Kind.PERSON),
        source=Span(*source) if source else None,
        cue=(),
        content=tuple(Span(*pair) for pair in content),
        mode=Mode.INDIRECT,
        rule="test",
        confidence=1.0,
    )


def gold(*content: tuple[int, int], **rest: Any) -> Gold:
    return Gold("G", tuple(Span(*pair) for pair in content), **{"names": ("Ada Poe",), "source": Span(0, 7), **rest})


@pytest.mark.parametrize(
    ("annotated", "predicted", "counts"),
    [
        ([(10, 30)], [(10, 30)], True),
        ([(10, 30)], [(10, 20)], True),  # exactly half of the gold
        ([(10, 30)], [(10, 19)], False),  # less than half of the gold
        ([(10, 30)], [(10, 50)], True),  # exactly half of itself
        ([(10, 30)], [(10, 51)], False),  # less than half of itself is gold
        ([(10, 20), (40, 50)], [(10, 20)], True),  # pieces count together
        ([(10, 20), (40, 50)], [(20, 40)], False),  # between the pieces
        ([(10, 20)], [(30, 40)], False),
    ],
)
def test_half_of_each_must_be_the_other(
    annotated: list[tuple[int, int]], predicted: list[tuple[int, int]], *, counts: bool
) -> None:
    assert same_content(gold(*annotated), said(*predicted)) is counts


def test_an_empty_gold_content_matches_nothing() -> None:
    assert not same_content(Gold("G", ()), said((0, 5)))


@pytest.mark.parametrize(
    ("annotated", "predicted", "right"),
    [
        ({}, {}, True),
        ({"names": ("Somebody Else",)}, {}, True),  # the mention is the same
        ({"names": ("Poe",), "source": Span(90, 95)}, {}, True),  # the name is a part of ours
        ({"names": ("Bo Lin",), "source": Span(90, 95)}, {}, False),
        ({"resolved": True, "source": Span(0, 7)}, {}, True),
        ({"resolved": True, "source": Span(0, 7)}, {"name": "she"}, False),  # a pronoun left open
        ({"resolved": False, "names": ("she",), "source": Span(0, 7)}, {"name": "she"}, True),
        ({"names": (), "source": None}, {"source": None, "name": ""}, True),
        ({"names": (), "source": None}, {}, False),
        ({}, {"source": None, "name": ""}, False),
        ({"source": Span(0, 20), "names": ()}, {"source": (0, 4)}, True),  # within a longer mention
        ({"source": Span(6, 20), "names": ()}, {"source": (0, 7)}, False),  # they only touch
    ],
)
def test_the_right_source(annotated: dict[str, Any], predicted: dict[str, Any], *, right: bool) -> None:
    assert same_speaker(gold((10, 30), **annotated), said((10, 30), **predicted)) is right


def test_one_prediction_answers_for_one_gold_statement() -> None:
    figures = score([gold((10, 30)), gold((10, 29))], [said((10, 30))])
    assert (figures.content, figures.recall, figures.precision) == (1, 0.5, 1.0)


def test_the_matching_is_the_largest() -> None:
    """The first gold fits both predictions and must leave to the second the only one that fits it."""
    annotated = [gold((10, 30)), gold((10, 20))]
    assert matched(annotated, [said((10, 22)), said((10, 50))]) == {0: 1, 1: 0}


def test_f1_with_and_without_the_speaker() -> None:
    figures = score(
        [gold((10, 20)), gold((30, 40), mode="direct"), gold((50, 60))],
        [said((10, 20)), said((30, 40), name="Bo Lin", source=(80, 85)), said((70, 75))],
    )
    assert figures.content_f1 == pytest.approx(2 * 2 / 6)
    assert figures.speaker_f1 == pytest.approx(2 * 1 / 6)
    assert figures.modes == (("", 2, 1), ("direct", 1, 1))


def test_articles_are_added_up_and_nothing_is_zero() -> None:
    one = score([gold((10, 20))], [said((10, 20))])
    both = one + score([gold((10, 20))], [])
    assert (both.gold, both.predicted, both.content) == (2, 1, 1)
    assert both.modes == (("", 2, 1),)
    assert Figures().content_f1 == Figures().recall == Figures().precision == 0.0


ENTRY = {
    "id": "S1",
    "doc": "a",
    "speaker": {"canonical": "Ada Poe", "mention": "she", "mention_span": [0, 3], "mention_type": "pronoun"},
    "content": [{"span": [9, 12]}, {"span": [4, 8]}],
    "mode": "direct",
}


def test_gold_is_read_by_article() -> None:
    read = read_gold(json.loads(json.dumps({"docs": {"b": {}}, "statements": [ENTRY]})))
    assert read["b"] == ()
    assert read["a"] == (
        Gold("S1", (Span(4, 8), Span(9, 12)), "direct", ("Ada Poe",), Span(0, 3), resolved=True, words=("", "")),
    )


def test_a_pronoun_that_the_annotator_left_is_not_resolved() -> None:
    speaker = {**ENTRY["speaker"], "canonical": "She"}  # type: ignore[dict-item]  # the entry is plain JSON
    (item,) = read_gold({"statements": [{**ENTRY, "speaker": speaker}]})["a"]
    assert not item.resolved


@pytest.mark.parametrize("data", [[], {}, {"statements": {}}, None, "text"])
def test_what_is_no_annotation_is_refused(data: Any) -> None:
    with pytest.raises(GoldError, match="A list of statements"):
        read_gold(data)


def test_every_broken_statement_is_told_at_once() -> None:
    broken = [{**ENTRY, "content": []}, ENTRY, {**ENTRY, "content": [{"span": [5, 5]}]}, "x", {"doc": "a"}]
    with pytest.raises(GoldError) as caught:
        read_gold({"statements": broken})
    assert [where for where, _ in caught.value.problems] == [
        "statements[0]",
        "statements[2]",
        "statements[3]",
        "statements[4]",
    ]
