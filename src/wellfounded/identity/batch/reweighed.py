"""What the core says of a pair, with the shares that a register taught: the same waterfall, weighed by other numbers.

Each part keeps its words and its two values. Its nats move by what the level is worth more or less than with our
shares. A name is worth the mean of two estimates: of its level in this register, and of its rarity, which the core
knows. What only the batch compares (numbers and places that are nearly alike) gets a part of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log

from wellfounded.identity.batch.shares import Shares
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.comparison import Comparison
from wellfounded.identity.weighing.share import Share
from wellfounded.identity.weighing.weigh import NAME_AGAINST, NAME_FOR, Weighing

_OF = {"birth": ("birth",), "sex": ("sex",), "number": ("number",), "place": ("home", "said")}
"""Which comparisons of the batch stand behind a part of the waterfall."""

_NEARLY = {
    ("number", True): ("near", "The numbers of two papers differ in one or two signs."),
    ("number", False): ("differs", "The numbers of papers differ."),
    ("place", True): ("words", "What is said of places shares words."),
    ("place", False): ("other_words", "What is said of places shares no word."),
}
_LEAST_SHOWN = 0.05
_SAME = 1e-6
LN_2 = log(2)


def reweighed(
    found: Weighing, pair: tuple[Record, Record], *, bits: Mapping[str, float], by: tuple[Shares, Shares]
) -> Weighing:
    """The weighing of a pair with other shares.

    `bits` is what the engine made of each comparison by the shares that count, the second of `by`; the first are ours,
    with which the pair was weighed.
    """
    levels = {about: _level(by[1][about], seen) for about, seen in bits.items()}
    ours, learned = ({about: _share(one[about], levels[about]) for about in bits} for one in by)
    parts = {part.about: part for part in found.comparisons}
    if "name" in parts and (by_level := learned.get("name")):
        nats = min(max((parts["name"].nats + by_level.nats) / 2, NAME_AGAINST), NAME_FOR)
        parts["name"] = replace(parts["name"], nats=nats)
    for about, behind in _OF.items():
        moved = sum(_moved(ours.get(one), learned.get(one)) for one in behind)
        if about in parts:
            parts[about] = replace(parts[about], nats=parts[about].nats + moved)
        elif abs(moved) > _LEAST_SHOWN:
            parts[about] = _nearly(about, pair, nats=moved)
    order = ("name", "birth", "place", "sex", "number", "father", "mother")
    return Weighing(found.prior, tuple(parts[about] for about in order if about in parts))


def _moved(ours: Share | None, learned: Share | None) -> float:
    return learned.nats - ours.nats if ours and learned else 0.0


def _level(shares: Sequence[Share], bits: float) -> int | None:
    """The place of the level that weighs so; None where nothing could be compared."""
    return next((place for place, one in enumerate(shares) if abs(one.nats / LN_2 - bits) < _SAME), None)


def _share(shares: Sequence[Share], level: int | None) -> Share | None:
    return None if level is None else shares[level]


def _nearly(about: str, pair: tuple[Record, Record], *, nats: float) -> Comparison:
    level, sentence = _NEARLY[about, nats > 0]
    said = ["; ".join(one.numbers if about == "number" else one.places) for one in pair]
    return Comparison(about, level, nats, sentence, *said)
