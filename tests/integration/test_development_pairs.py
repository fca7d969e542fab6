"""The promised quality of Korean names, on the development pairs where they lie beside the project.

The pairs are public persons' and no part of the repository; nothing is learned from them.
"""

import csv
from pathlib import Path

import pytest

from wellfounded.identity.names.channel import THRESHOLD
from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.names.korean.jamo import is_syllable, jamo_of

PAIRS = Path(__file__).parents[2].parent / "shared" / "data" / "identity"
pytestmark = pytest.mark.skipif(not PAIRS.is_dir(), reason="the development pairs do not lie beside the project")

Pair = dict[str, str]


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    with (PAIRS / "name_pairs.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in rows if row["lang"] == "ko" and not row["kind"].endswith("-other")]


@pytest.fixture(scope="module")
def scores(pairs: list[Pair]) -> tuple[list[float], list[float]]:
    """The scores of true and of false pairs; what cannot be compared counts as the lowest."""
    found: dict[str, list[float]] = {"1": [], "0": []}
    for row in pairs:
        score = compare_names(row["name1"], row["name2"]).score
        found[row["label"]].append(-1e6 if score is None else score)
    return found["1"], found["0"]


def test_true_pairs_stand_above_false_ones(scores: tuple[list[float], list[float]]) -> None:
    true, false = scores
    wins = sum((one > other) + 0.5 * (one == other) for one in true for other in false)
    assert wins / (len(true) * len(false)) >= 0.985


def test_one_threshold_parts_them(scores: tuple[list[float], list[float]]) -> None:
    true, false = scores
    hits = sum(score > THRESHOLD for score in true)
    assert 2 * hits / (hits + sum(score > THRESHOLD for score in false) + len(true)) >= 0.965


def test_few_false_pairs_let_most_true_ones_be_found(scores: tuple[list[float], list[float]]) -> None:
    true, false = scores
    bar = sorted(false)[-len(false) // 100]
    assert sum(score > bar for score in true) / len(true) >= 0.92


def test_what_a_speller_cannot_tell_apart_is_possible() -> None:
    lines = (PAIRS / "ambiguous_ko.tsv").read_text(encoding="utf-8").splitlines()[1:]
    verdicts = {tuple(line.split("\t")[:2]): compare_names(*line.split("\t")[:2]).verdict for line in lines}
    assert {pair: verdict for pair, verdict in verdicts.items() if verdict is not Verdict.POSSIBLE} == {}


def test_real_neighbours_are_hardly_ever_likely(pairs: list[Pair]) -> None:
    """Against each true pair of Hangul and Latin stands every other Hangul name of the pairs one jamo away."""
    hangul = {name for row in pairs for name in (row["name1"], row["name2"]) if all(map(is_syllable, name))}
    verdicts = [
        compare_names(near, row["name2"]).verdict
        for row in pairs
        if row["kind"] == "hang-latn" and row["label"] == "1" and row["name1"] in hangul
        for near in hangul
        if near[0] == row["name1"][0] and distance(near, row["name1"]) == 1
    ]
    assert len(verdicts) >= 50
    assert verdicts.count(Verdict.LIKELY) / len(verdicts) < 0.1


def distance(one: str, other: str) -> int:
    if len(one) != len(other):
        return 9
    return sum(
        a != b
        for left, right in zip(one, other, strict=True)
        for a, b in zip(jamo_of(left), jamo_of(right), strict=True)
    )
