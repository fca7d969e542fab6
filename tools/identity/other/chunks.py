"""How the letters of one script are spelt in another, learned by expectation maximisation over pairs of name parts.

A name part is written chunk by chunk: one to three letters of the source give none to four letters of the target. What
is learned is P(target chunk | source chunk), with `^` and `$` for the edges of the word; a pair that the table explains
no better than chance (a translation: Johann, Juan) counts for little. Soft counts; rare chunks are dropped at the end.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

Pair = tuple[str, str, float]
Table = dict[str, dict[str, float]]
Arc = tuple[int, int, str, str]
Lattice = tuple[list[Arc], int, int]
Counts = dict[str, dict[str, float]]

_LENGTH = {1: 0.80, 2: 0.17, 3: 0.03}  # how often a chunk takes one, two or three letters of the source
_FLOOR = 1e-6
_CHANCE = math.log(1 / 18)  # a letter of a word that has nothing to do with the source
_BAND = 2.5  # letters that a path may stray from the diagonal
_NOTHING = 1e-3  # counts of a chunk that never explained anything
_HOPELESS = 1e-4  # share of a pair below which an arc is not looked at again
_RELATED = 0.7  # of the pairs of one line, the part that is spelt from one another


@dataclass(frozen=True, slots=True)
class Sizes:
    """The longest chunk on each side."""

    source: int = 2
    target: int = 3


def learn(pairs: list[Pair], sizes: Sizes, *, rounds: int = 5, least: float = 3.0) -> Table:
    """P(target chunk | source chunk); chunks seen less than `least` times or in less than a 300th are left out."""
    lattices = [(_lattice(f"^{source}$", f"^{target}$", sizes), weight) for source, target, weight in pairs]
    table: Table = {}
    counts: Counts = {}
    for _ in range(rounds):
        counts = defaultdict(lambda: defaultdict(float))
        lattices = [(_count(lattice, table, (counts, weight)), weight) for lattice, weight in lattices]
        table = _normal(counts)
    return _pruned(counts, least)


def _lattice(source: str, target: str, sizes: Sizes) -> Lattice:
    rows, columns = len(source), len(target)
    arcs = []
    for row in range(rows):
        for column in range(columns + 1):
            # a path far from the diagonal explains nothing
            if abs(row * columns - column * rows) > _BAND * max(rows, columns):
                continue
            for taken in range(1, min(sizes.source, rows - row) + 1):
                chunk = source[row : row + taken]
                most = min(sizes.target, columns - column)
                arcs += [(row, column, chunk, target[column : column + given]) for given in range(most + 1)]
    return arcs, rows, columns


def _probability(table: Table, taken: str, given: str) -> float:
    if not table:  # the first round: the shorter the better, edges with edges
        edges = 1.0 if taken[0] == "^" == given[:1] or (taken[0] != "^" and "^" not in given) else 0.001
        ends = 1.0 if ("$" in taken) == ("$" in given) else 0.001
        same = 20.0 if taken == given else 1.0
        return edges * ends * same * 0.02 ** abs(len(taken) - len(given)) * 0.01 ** min(len(taken), len(given) or 1)
    return table.get(taken, {}).get(given, _FLOOR if len(taken) == 1 and len(given) <= 1 else 0.0)


def _count(lattice: Lattice, table: Table, into: tuple[Counts, float]) -> Lattice:
    """Add the expected counts of one pair; what is left of its lattice once hopeless arcs are gone."""
    arcs, rows, columns = lattice
    counts, weight = into
    width = columns + 1
    steps = []
    for arc in arcs:
        row, column, taken, given = arc
        chance = _LENGTH[len(taken)] * _probability(table, taken, given)
        if chance:
            start = row * width + column
            steps.append((start, start + len(taken) * width + len(given), chance, arc))
    forward, backward = _sums(steps, (rows + 1) * width)
    total = forward[-1]
    if total <= 0:
        return [], rows, columns
    unrelated = math.exp(_CHANCE * (columns - 2)) * (1 - _RELATED)
    share = 1.0 if not table else _RELATED * total / (_RELATED * total + unrelated)
    kept = []
    for start, end, chance, arc in steps:
        part = forward[start] * chance * backward[end] / total
        if part > _HOPELESS:
            counts[arc[2]][arc[3]] += weight * share * part
            kept.append(arc)
    return kept, rows, columns


def _sums(steps: list[tuple[int, int, float, Arc]], size: int) -> tuple[list[float], list[float]]:
    """Probability of reaching each place from the start, and of reaching the end from it."""
    forward, backward = [0.0] * size, [0.0] * size
    forward[0] = backward[-1] = 1.0
    for start, end, chance, _ in steps:
        forward[end] += forward[start] * chance
    for start, end, chance, _ in reversed(steps):
        backward[start] += backward[end] * chance
    return forward, backward


def _normal(counts: Counts) -> Table:
    return {
        taken: {given: count / total for given, count in row.items() if count > 1e-4 * total}
        for taken, row in counts.items()
        if (total := sum(row.values())) > _NOTHING
    }


def _pruned(counts: Counts, least: float) -> Table:
    table: Table = {}
    for taken, row in counts.items():
        total = sum(row.values())
        kept = {given: count / total for given, count in row.items() if count >= least and count / total >= 1 / 300}
        if kept:
            table[taken] = kept
    return table
