"""The promised quality of names in other scripts, on the development pairs where they lie beside the project.

Each script must be at least as good as the best package, Arabic and Chinese clearly better, at the one threshold.
"""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from wellfounded.identity.names.channel import THRESHOLD
from wellfounded.identity.names.compare import compare_names

PAIRS = Path(__file__).parents[2].parent / "shared" / "data" / "identity" / "name_pairs.tsv"
pytestmark = pytest.mark.skipif(not PAIRS.is_file(), reason="the development pairs do not lie beside the project")

Scores = tuple[list[float], list[float]]
# kind -> AUC, F1 at the threshold
PROMISED = {
    "cyrl-latn": (0.99, 0.96),
    "arab-latn": (0.975, 0.95),
    "hani-latn": (0.95, 0.90),
    "latn-latn": (0.95, 0.88),
}


@pytest.fixture(scope="module")
def scores() -> dict[str, Scores]:
    """The scores of true and of false pairs of each kind; what cannot be compared counts as the lowest."""
    found: dict[str, Scores] = defaultdict(lambda: ([], []))
    with PAIRS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["lang"] != "ko":
                score = compare_names(row["name1"], row["name2"]).score
                found[row["kind"]][0 if row["label"] == "1" else 1].append(-1e6 if score is None else score)
    return found


@pytest.mark.parametrize("kind", PROMISED)
def test_true_pairs_stand_above_false_ones(kind: str, scores: dict[str, Scores]) -> None:
    true, false = scores[kind]
    wins = sum((one > other) + 0.5 * (one == other) for one in true for other in false)
    assert wins / (len(true) * len(false)) >= PROMISED[kind][0]


@pytest.mark.parametrize("kind", PROMISED)
def test_one_threshold_parts_them(kind: str, scores: dict[str, Scores]) -> None:
    true, false = scores[kind]
    hits = sum(score > THRESHOLD for score in true)
    assert 2 * hits / (hits + sum(score > THRESHOLD for score in false) + len(true)) >= PROMISED[kind][1]
