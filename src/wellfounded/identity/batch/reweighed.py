"""What the core says of a pair, with the shares that a register taught: the same waterfall, weighed by other numbers.

Each part keeps its words and its two values, and is worth what its level is worth in this register. A name is worth the
mean of two estimates: of its level in this register, and of its rarity, which the core knows. A place that both write
alike is worth the more, the fewer records of this register write it (`places`). What only the batch
compares (numbers and places that are nearly alike) gets a part of its own; what only the core does keeps its worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp, log

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
PLACE_FOR = 7.0
"""Nats that a place may speak at most: households share it, and with a year of birth it must not outweigh a name."""

_LEAST_SHOWN = 0.05
_SAME = 1e-6
_LN_2 = log(2)
_ORDER = ("name", "birth", "place", "sex", "number", "father", "mother")


def reweighed(
    found: Weighing,
    pair: tuple[Record, Record],
    *,
    bits: Mapping[str, float],
    shares: Shares,
    rarity: float | None = None,
) -> Weighing:
    """The weighing of a pair with other shares.

    `bits` is what the engine made of each comparison by these shares, which tells the level that it saw. `rarity` is of
    the places that both write, in nats, where they write one alike.
    """
    seen = {about: _seen(shares[about], weight) for about, weight in bits.items()}
    if rarity is not None and (said := seen.get("said")) and abs(bits["said"]) > _SAME:
        seen["said"] = _as_rare(said, rarity)
    parts = {part.about: part for part in found.comparisons}
    if "name" in parts and (by_level := seen.get("name")):
        nats = min(max((parts["name"].nats + by_level.nats) / 2, NAME_AGAINST), NAME_FOR)
        parts["name"] = replace(parts["name"], nats=nats)
    for about, behind in _OF.items():
        levels = [level for one in behind if (level := seen.get(one))]
        nats = sum(level.nats for level in levels)
        if about in parts and levels:
            parts[about] = replace(parts[about], nats=nats)
        elif abs(nats) > _LEAST_SHOWN:
            parts[about] = _nearly(about, pair, nats=nats)
    judged = sum(part.nats for part in found.comparisons if part.about != "name")
    return Weighing(found.prior, tuple(parts[about] for about in _ORDER if about in parts), judged)


def _seen(shares: Sequence[Share], bits: float) -> Share | None:
    """The level that weighs so; None where nothing could be compared."""
    return next((one for one in shares if abs(one.nats / _LN_2 - bits) < _SAME), None)


def _as_rare(level: Share, rarity: float) -> Share:
    """The same level, the chance being that of the texts which were shared."""
    return replace(level, chance=max(exp(-rarity), level.same * exp(-PLACE_FOR)))


def _nearly(about: str, pair: tuple[Record, Record], *, nats: float) -> Comparison:
    level, sentence = _NEARLY[about, nats > 0]
    said = ["; ".join(one.numbers if about == "number" else one.places) for one in pair]
    return Comparison(about, level, nats, sentence, *said)
