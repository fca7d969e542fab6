"""How well names are compared, kind by kind of pair, beside what packages can do: AUC, F1 at the one threshold, recall.

    python -m bench.names PAIRS.tsv          # columns label, lang, kind, name1, name2
    pip install anyascii hanja korean-romanizer nomenklatura   # adds these to the table; none is part of the product

A peer has no threshold of ours, so its F1 is the best that any threshold gives on these pairs: kinder to it than to us.

`make bench-identity` sets it beside more of them, with recall and speed, and writes the page.
"""

from __future__ import annotations

import argparse
import csv
import itertools
from collections import defaultdict
from importlib import import_module, util
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from wellfounded.identity.names.channel import THRESHOLD
from wellfounded.identity.names.compare import compare_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Score = Callable[[str, str], float]
    Rows = list[dict[str, str]]

NOTHING = -1e6
_MOST_ORDERS = 4  # words whose orders are all tried


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    path: Path = parser.parse_args().pairs
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if _counts(row["kind"])]
    for line in table(rows, dict(_peers())):
        print(line)


def _counts(kind: str) -> bool:
    """Aliases that are other names, and namesakes, measure something else."""
    return not kind.endswith(("-other", "-samename"))


def table(rows: Rows, peers: dict[str, Score]) -> Iterator[str]:
    """Lines of Markdown."""
    yield f"| pairs | true / false | AUC | F1 at {THRESHOLD:g} | recall at 1 % false | " + " | ".join(
        f"{name}: AUC / best F1" for name in peers
    )
    yield "|---" * (5 + len(peers)) + "|"
    kinds: dict[str, Rows] = defaultdict(list)
    for row in rows:
        whose = "Korean" if row["lang"] == "ko" else "other"
        for name in ("all", f"{whose}, all", f"{whose}, {row['kind']}"):
            kinds[name].append(row)
    ours = {id(row): _ours(row["name1"], row["name2"]) for row in rows}
    for name, group in sorted(kinds.items()):
        true = [ours[id(row)] for row in group if row["label"] == "1"]
        false = [ours[id(row)] for row in group if row["label"] == "0"]
        if min(len(true), len(false)) >= 10:  # noqa: PLR2004 - fewer pairs give no figure
            cells = [
                name,
                f"{len(true)} / {len(false)}",
                f"{auc(true, false):.3f}",
                f"{f1(true, false, THRESHOLD):.3f}",
            ]
            cells += [f"{recall(true, false):.2f}", *(_of_peer(score, group) for score in peers.values())]
            yield f"| {' | '.join(cells)} |"


def _ours(left: str, right: str) -> float:
    found = compare_names(left, right).score
    return NOTHING if found is None else found


def _of_peer(score: Score, rows: Rows) -> str:
    true = [score(row["name1"], row["name2"]) for row in rows if row["label"] == "1"]
    false = [score(row["name1"], row["name2"]) for row in rows if row["label"] == "0"]
    best = max(f1(true, false, value - 1e-9) for value in {*true, *false})
    return f"{auc(true, false):.3f} / {best:.3f}"


def _peers() -> Iterator[tuple[str, Score]]:
    if util.find_spec("anyascii"):
        anyascii = import_module("anyascii").anyascii
        yield "Levenshtein of anyascii, best order", lambda left, right: _ordered(anyascii(left), anyascii(right))
    if util.find_spec("hanja") and util.find_spec("korean_romanizer"):
        yield "Levenshtein of hanja and korean-romanizer, best order", _revised()
    if util.find_spec("nomenklatura"):
        yield "nomenklatura logic-v2", _logic()


def _revised() -> Score:
    """Characters to Hangul, Hangul to Revised Romanisation: the best chain of packages for Korean."""
    hangul = import_module("hanja").translate
    romanizer = import_module("korean_romanizer.romanizer").Romanizer

    def latin(name: str) -> str:
        return str(romanizer(hangul(name, "substitution")).romanize())

    return lambda left, right: _ordered(latin(left), latin(right))


def _ordered(left: str, right: str) -> float:
    one, other = (text.lower().replace(",", " ").replace("-", " ").split() for text in (left, right))
    orders = itertools.permutations(one) if len(one) <= _MOST_ORDERS else [tuple(one), tuple(sorted(one))]
    gaps = ("", " ") if min(len(one), len(other)) == 1 else (" ",)  # 김철수 is one word, Kim Chol Su three
    wanted = {gap.join(words) for gap in gaps for words in (other, sorted(other))}
    tried = [gap.join(order) for gap in gaps for order in orders]
    return max(Levenshtein.normalized_similarity(mine, text) for mine in tried for text in wanted)


def _logic() -> Score:
    matching = import_module("nomenklatura.matching").LogicV2
    entity = import_module("followthemoney").model.make_entity
    config = matching.default_config()
    numbers = itertools.count()

    def person(name: str) -> object:
        made = entity("Person")
        made.id = f"n{next(numbers)}"
        made.add("name", name)
        return made

    return lambda left, right: float(matching.compare(person(left), person(right), config).score)


def auc(true: list[float], false: list[float]) -> float:
    """The chance that a true pair stands above a false one; ties count half."""
    ranked = sorted([(score, True) for score in true] + [(score, False) for score in false])
    total, place = 0.0, 0
    for _, group in itertools.groupby(ranked, key=lambda pair: pair[0]):
        same = list(group)
        total += sum(label for _, label in same) * (place + (len(same) + 1) / 2)
        place += len(same)
    return (total - len(true) * (len(true) + 1) / 2) / (len(true) * len(false))


def f1(true: list[float], false: list[float], threshold: float) -> float:
    """F1 of calling every pair above the threshold one person."""
    hits = sum(score > threshold for score in true)
    return 2 * hits / (hits + sum(score > threshold for score in false) + len(true))


def recall(true: list[float], false: list[float]) -> float:
    """The part of true pairs above all but one in a hundred false ones."""
    bar = sorted(false)[-max(1, round(len(false) / 100))]
    return sum(score > bar for score in true) / len(true)


if __name__ == "__main__":
    main()
