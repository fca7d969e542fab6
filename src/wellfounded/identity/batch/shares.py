"""The shares that a batch weighs with, level by level: ours as judged, or learned from the register itself.

Splink learns them without labels: how often strangers agree by drawing pairs, how often two records of one person do by
expectation and maximisation over blocks. It begins with ours, and a level that is never seen keeps ours. Shares are of
levels and name nobody: they may be kept, read and given to another engine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wellfounded.identity.weighing.share import Share

LEAST_TRAINED = 2_000
"""Records below which nothing is learned: too few people stand in such a register twice."""

RAREST = 1e-3
"""No level is thought rarer than this among records of one person, however seldom the register shows it."""

RAREST_BY_CHANCE = 1e-6
"""The same among records of two people; a sample of millions of pairs knows no rarer."""

Shares = Mapping[str, tuple[Share, ...]]
"""For each comparison its levels from the most telling, without the one that says that nothing can be compared."""

_FORM = "wellfounded-shares-1"


class Training(StrEnum):
    """Where the shares of a batch come from."""

    LEARNED = "learned from this register"
    TOO_SMALL = "as judged: the register is too small to learn from"
    REFUSED = "as judged: what the register taught made no sense"
    GIVEN = "as given"


@dataclass(frozen=True, slots=True)
class Weights:
    """The shares, and where they come from."""

    shares: Shares
    training: Training

    @property
    def judged(self) -> bool:
        """Whether they are ours."""
        return self.training in (Training.TOO_SMALL, Training.REFUSED)


class NotSharesError(ValueError):
    """The text holds no shares of the levels that are compared here; the message says why."""


def learned(model: Mapping[str, Any], ours: Shares) -> Weights:
    """What Splink's model learned, within the bounds; ours where it makes no sense.

    It makes no sense when agreement speaks against one person, or disagreement for one: then something else than
    persons was learned, such as households. A model that compares less than we do teaches nothing either.
    """
    found = {one["output_column_name"]: _levels(one) for one in model["comparisons"]}
    if not ours.keys() <= found.keys():  # a block that teaches nothing takes what it compares out of the model
        return Weights(ours, Training.REFUSED)
    shares = {
        about: tuple(_bounded(level, known) for level, known in zip(found[about], levels, strict=True))
        for about, levels in ours.items()
    }
    if any(not _makes_sense(shares[about]) for about in ("name", "birth")):
        return Weights(ours, Training.REFUSED)
    return Weights(shares, Training.LEARNED)


def _makes_sense(levels: tuple[Share, ...]) -> bool:
    return levels[0].nats > 0 > levels[-1].nats


def _levels(comparison: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]


def _bounded(level: Mapping[str, Any], ours: Share) -> Share:
    same, chance = level.get("m_probability"), level.get("u_probability")
    if not isinstance(same, float) or not isinstance(chance, float):
        return ours
    return Share(max(same, RAREST), max(chance, RAREST_BY_CHANCE))


def written(weights: Weights) -> str:
    """The shares as a text to keep: JSON, the levels of each comparison in order."""
    levels = {about: [[one.same, one.chance] for one in shares] for about, shares in weights.shares.items()}
    return json.dumps({"form": _FORM, "training": weights.training.value, "shares": levels}, indent=1) + "\n"


def read(text: str, ours: Shares) -> Weights:
    """The shares of such a text; `ours` says which levels there must be.

    Raises:
        NotSharesError: it is no such text, of other levels, or a share lies outside of 0 to 1.
    """
    try:
        data = json.loads(text)
        training = Training(data["training"])
        found = {
            str(about): tuple(Share(float(same), float(chance)) for same, chance in rows)
            for about, rows in data["shares"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotSharesError("The file holds no shares.") from None
    if {about: len(rows) for about, rows in found.items()} != {about: len(rows) for about, rows in ours.items()}:
        raise NotSharesError("The file holds the shares of other levels; another version wrote it.")
    if not all(0 < part <= 1 for rows in found.values() for one in rows for part in (one.same, one.chance)):
        raise NotSharesError("A share lies outside of 0 to 1.")
    return Weights(found, training)
