"""The tables of Korean names, read once: syllables, surnames, characters. README.md says what they come from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
FIRST, SECOND = 0, 1
_UNSEEN = 0.05
_OTHER_PLACE = 0.05


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname: its share of people, its characters and how it is spelt, each spelling with its share."""

    hangul: str
    share: float
    han: frozenset[str]
    latin: dict[str, float]
    cyrillic: dict[str, float]


class Character(NamedTuple):
    """A Chinese character: Hangul readings with shares, pinyin with shares, Cantonese, what it is a variant of."""

    hangul: dict[str, float]
    pinyin: dict[str, float]
    cantonese: tuple[str, ...]
    variant_of: str


def rows(name: str) -> Iterator[list[str]]:
    """The cells of each line of a table; lines with # are notes."""
    with (HERE / name).open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


@cache
def surnames() -> dict[str, Surname]:
    """Every surname by its Hangul (in the spelling of the South: 이, not 리)."""
    found = {}
    whole = 0.0
    for hangul, share, han, latin, cyrillic in rows("surnames.tsv"):
        whole += float(share)
        found[hangul] = Surname(hangul, float(share), frozenset(han.split()), _shares(latin), _shares(cyrillic))
    return {name: Surname(name, one.share / whole, one.han, one.latin, one.cyrillic) for name, one in found.items()}


def _shares(cell: str) -> dict[str, float]:
    pairs = [entry.rpartition(":") for entry in cell.split()]
    whole = sum(float(weight) for _, _, weight in pairs)
    return {name: float(weight) / whole for name, _, weight in pairs}


@cache
def surname_shares() -> dict[str, float]:
    """P(surname)."""
    return {name: one.share for name, one in surnames().items()}


@cache
def given_shares() -> tuple[dict[str, float], dict[str, float]]:
    """P(syllable) at the first and at the second place of a given name."""
    counts: dict[str, list[float]] = {syllable: [_UNSEEN, _UNSEEN] for syllable in _readings()}
    for syllable, first, second in rows("syllables.tsv"):
        one, two = float(first), float(second)
        counts[syllable] = [_UNSEEN + one + _OTHER_PLACE * two, _UNSEEN + two + _OTHER_PLACE * one]
    wholes = [sum(pair[place] for pair in counts.values()) for place in (FIRST, SECOND)]
    return (
        {syllable: pair[FIRST] / wholes[FIRST] for syllable, pair in counts.items()},
        {syllable: pair[SECOND] / wholes[SECOND] for syllable, pair in counts.items()},
    )


def _readings() -> dict[str, None]:
    """In the order of the table: sums over a set have other last digits in every process."""
    return dict.fromkeys(syllable for one in characters().values() for syllable in one.hangul)


@cache
def characters() -> dict[str, Character]:
    """Every character that a Korean name may have, and the variants of these."""
    found = {}
    for row in rows("characters.tsv"):
        character, hangul, pinyin, cantonese, kin = row + [""] * (5 - len(row))
        sounds = pinyin.split()
        weights = [1.0, *([0.3] * (len(sounds) - 1))]
        whole = sum(weights)
        found[character] = Character(
            _weights(hangul),
            {sound: weight / whole for sound, weight in zip(sounds, weights, strict=False)},
            tuple(cantonese.split()),
            kin,
        )
    return found


def _weights(cell: str) -> dict[str, float]:
    pairs = (entry.split(":") for entry in cell.split())
    return {name: float(weight) for name, weight in pairs}


@cache
def characters_of(syllable: str) -> dict[str, float]:
    """P(character | syllable) in given names."""
    return _by_syllable().get(syllable, {})


@cache
def _by_syllable() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for name, one in characters().items():
        for syllable, weight in one.hangul.items():
            weights[syllable][name] = weight
    return {
        syllable: {name: weight / sum(row.values()) for name, weight in row.items()}
        for syllable, row in weights.items()
    }


@cache
def spelling(script: str) -> dict[str, dict[str, float]]:
    """P(letters | jamo in context) for "latin" or "cyrillic", as tools.identity.korean_spelling learned it."""
    table: dict[str, dict[str, float]] = json.loads((HERE / f"spelling_{script}.json").read_text(encoding="utf-8"))
    return table
