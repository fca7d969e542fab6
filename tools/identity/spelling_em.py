"""Learn how jamo are spelt: P(letters | jamo in context), by expectation and maximisation over name parts.

A spelling is taken as a walk: each jamo in turn emits some letters. Which letters belong to which jamo is not written
in the data; EM finds it. Forms that the model cannot explain (a Chinese reading) lose their vote by a floor.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from wellfounded.identity.names.korean.jamo import NO_ONSET, jamo_of

Table = dict[str, dict[str, float]]

BREAK = "-"
SMALLEST = 2e-4
LONGEST = {"O": 4, "V": 4, "C": 3}


class Alphabet(NamedTuple):
    """Which letters may be vowels and which consonants in the writing that is learned."""

    vowels: frozenset[str]
    consonants: frozenset[str]


@dataclass(slots=True)
class Model:
    """A table of emissions with the prior counts that keep rare, licit spellings alive."""

    alphabet: Alphabet
    prior: Mapping[str, Mapping[str, float]]
    table: Table = field(default_factory=dict)

    def chance(self, key: str, letters: str) -> float:
        """P(letters | jamo in context); before anything is learned every letter of the right class is as likely."""
        row = self.table.get(key)
        if row is not None:
            return row.get(letters, 0.0)
        if not letters:
            return {"O": 1.0 if key.endswith(NO_ONSET) else 0.01, "V": 0.0, "C": 0.01}[key[0]]
        return 0.1 ** len(letters) * (0.1 if key.endswith(NO_ONSET) and key[0] == "O" else 1.0)


@cache
def keys_of(syllables: str) -> tuple[tuple[str, ...], ...]:
    """The jamo of each syllable with their contexts, as keys of the table."""
    found = []
    for place, syllable in enumerate(syllables):
        jamo = jamo_of(syllable)
        before = jamo_of(syllables[place - 1]).coda if place else None
        onset = "0" if before is None else "1" if before in ("", "ㄴ", "ㄹ", "ㅁ", "ㅇ") else "2"
        after = jamo_of(syllables[place + 1]).onset if place + 1 < len(syllables) else None
        end = "f" if after is None else "v" if after == NO_ONSET else "n"
        keys = [f"O{onset}{jamo.onset}", f"V{int(jamo.onset != NO_ONSET)}{jamo.vowel}"]
        found.append(tuple(keys + ([f"C{end}{jamo.coda}"] if jamo.coda else [])))
    return tuple(found)


def walk(keys: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, bool]]:
    """The keys in order, each with whether it begins a syllable after the first."""
    for place, syllable in enumerate(keys):
        for number, key in enumerate(syllable):
            yield key, place > 0 and number == 0


def expected(model: Model, syllables: str, letters: str) -> tuple[float, dict[tuple[str, str], float]]:
    """Log P(letters | syllables), and how often each jamo is expected to have emitted what."""
    steps = list(walk(keys_of(syllables)))
    size = len(letters)
    ahead: list[dict[int, float]] = [{0: 1.0}]
    edges: list[list[tuple[int, int, str, float]]] = []
    for key, begins in steps:
        here: dict[int, float] = defaultdict(float)
        found = []
        for start, mass in ahead[-1].items():
            first = start + 1 if begins and start < size and letters[start] == BREAK else start
            for end in range(first, min(size, first + LONGEST[key[0]]) + 1):
                piece = letters[first:end]
                if piece and not fits(model.alphabet, key, piece):
                    break
                chance = model.chance(key, piece)
                if chance > 0.0:
                    here[end] += mass * chance
                    found.append((start, end, piece, chance))
        ahead.append(here)
        edges.append(found)
    total = ahead[-1].get(size, 0.0)
    if total <= 0.0:
        return -math.inf, {}
    counts: dict[tuple[str, str], float] = defaultdict(float)
    behind: dict[int, float] = {size: 1.0}
    for place in range(len(steps) - 1, -1, -1):
        before: dict[int, float] = defaultdict(float)
        for start, end, piece, chance in edges[place]:
            if end in behind:
                before[start] += chance * behind[end]
                counts[steps[place][0], piece] += ahead[place][start] * chance * behind[end] / total
        behind = before
    return math.log(total), counts


def fits(alphabet: Alphabet, key: str, piece: str) -> bool:
    """Whether these letters may stand for this kind of jamo at all."""
    if key[0] == "V":
        return piece[0] in alphabet.vowels and all(
            letter in alphabet.vowels or (place > 0 and letter == "h") for place, letter in enumerate(piece)
        )
    if key[0] == "O" and key.endswith(NO_ONSET):
        return len(piece) == 1 and piece in alphabet.consonants
    return all(letter in alphabet.consonants for letter in piece)


class Example(NamedTuple):
    """One spelling of one name part; of several Hangul readings the best explains it."""

    readings: tuple[str, ...]
    letters: str
    weight: float


def learn(model: Model, examples: Iterable[Example], *, rounds: int, floor: float) -> Model:
    """The model after some rounds; a spelling below `floor` nats a letter has no vote."""
    examples = list(examples)
    for _ in range(rounds):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for key, row in model.prior.items():
            for piece, count in row.items():
                counts[key][piece] += count
        for example in examples:
            found = [expected(model, reading, example.letters) for reading in example.readings]
            best, tally = max(found, key=lambda one: one[0])
            if best < floor * len(example.letters):
                continue
            for (key, piece), count in tally.items():
                counts[key][piece] += count * example.weight
        model.table = {
            key: {
                piece: count / sum(row.values()) for piece, count in row.items() if count / sum(row.values()) > SMALLEST
            }
            for key, row in counts.items()
        }
    return model


def shares(row: Mapping[str, float]) -> dict[str, float]:
    """Counts as chances, without the smallest."""
    whole = sum(row.values())
    return {piece: count / whole for piece, count in row.items() if count / whole > SMALLEST}
