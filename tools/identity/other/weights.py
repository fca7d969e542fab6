"""What agreement, conflict and missing words weigh, fitted on people who are made up from the lexicon.

A person has two to four name parts. Both forms write each part in some spelling of the lexicon, leave a part out now
and then, shorten it to a letter, mistype it, or change the order. The other person of a false pair shares all parts but
one (one of the nearest of forty), or all but two: the near neighbours of a register.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import JaroWinkler

from tools.identity.other.lexicon import script_of
from wellfounded.identity.names.other.alignment import aligned
from wellfounded.identity.names.other.alphabets import Weights
from wellfounded.identity.names.other.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from wellfounded.identity.names.other.alignment import Alignment

Part = dict[str, list[str]]
Stock = tuple[list[Part], list[float]]
Judged = tuple[str, str, bool]
_THRESHOLD = 5.0  # nats: `compare.THRESHOLD`, where true and near-false pairs are as likely as one another
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Habits:
    """How often a form leaves a part out, shortens it, mistypes it, changes the order."""

    out: float = 0.12
    initial: float = 0.03
    slip: float = 0.06
    turned: float = 0.4


def parts(lines: list[list[str]], script: str) -> Stock:
    """Name parts that have Latin forms and forms of the script, and how often each is drawn."""
    found, shares = [], []
    for line in lines:
        forms: Part = {"latn": [], script: []}
        for form in line:
            kind = script_of(form)
            if kind in forms and 2 < len(form) <= 14 and " " not in form and form not in forms[kind]:  # noqa: PLR2004 - usual lengths
                forms[kind].append(form)
        if all(forms.values()):
            found.append(forms)
            shares.append(float(len(line) ** 1.5))
    return found, shares


def made_up(stocked: Stock, script: str, *, pairs: int, seed: int) -> list[Judged]:
    """Pairs (form, Latin form, whether of one person)."""
    dice = random.Random(seed)  # noqa: S311 - a sample that can be drawn again, not a secret
    stock, shares = stocked
    result = []
    for number in range(pairs):
        person = dice.choices(stock, shares, k=dice.choices((2, 3, 4), (0.5, 0.35, 0.15))[0])
        other = person if number % 2 else _neighbour(person, dice.choices(stock, shares, k=40), dice)
        result.append((_form(person, script, dice), _form(other, "latn", dice), bool(number % 2)))
    return result


def _neighbour(person: list[Part], stock: list[Part], dice: random.Random) -> list[Part]:
    changed = list(person)
    for place in dice.sample(range(len(person)), min(len(person), dice.choices((1, 2), (0.75, 0.25))[0])):
        mine = person[place]["latn"][0]
        near = sorted(stock, key=lambda part: -JaroWinkler.similarity(mine, part["latn"][0]))
        near = [part for part in near if not set(part["latn"]) & set(person[place]["latn"])]
        changed[place] = dice.choice(near[:6])
    return changed


def _form(person: Sequence[Part], script: str, dice: random.Random) -> str:
    habits = Habits()
    words = [dice.choice(part[script]) for part in person if len(person) == 2 or dice.random() > habits.out]  # noqa: PLR2004 - two parts stay
    words = [_slip(word, dice) if dice.random() < habits.slip else word for word in words or [person[0][script][0]]]
    if len(words) > 2 and dice.random() < habits.initial:  # noqa: PLR2004 - the middle one of three
        words[1] = words[1][0]
    if dice.random() < habits.turned:
        words = words[1:] + words[:1]
    return " ".join(words)


def _slip(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word))
    letter = dice.choice(word) if not word.isascii() else dice.choice(_LETTERS)
    return dice.choice((word[:place] + word[place + 1 :], word[:place] + letter + word[place + 1 :]))


def fitted(pairs: list[Judged], *, ridge: float = 1e-3) -> Weights:
    """The weights under which the score less the threshold is the log odds of one person."""
    rows, labels = [], []
    for left, right, same in pairs:
        one, other = words_of(left.split()), words_of(right.split())
        if one is not None and other is not None:
            rows.append(features(aligned(one, other)))
            labels.append(same)
    matrix, wanted = np.array(rows), np.array(labels, dtype=float)
    weights = _logistic(matrix, wanted, ridge)
    slope, balance = (float(weight) for weight in weights)
    return Weights(round(slope, 3), round(balance + _THRESHOLD, 3))


def features(pairing: Alignment) -> list[float]:
    """What the weights are for."""
    return [pairing.by_kinship, 1.0]


def _logistic(matrix: NDArray[np.float64], wanted: NDArray[np.float64], ridge: float) -> NDArray[np.float64]:
    weights = np.zeros(matrix.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (wanted - chance) - ridge * weights
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + ridge * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return weights
