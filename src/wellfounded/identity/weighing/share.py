"""How often a thing is seen of one person and of two: what every weight is made of, stated once and read by all."""

from __future__ import annotations

from dataclasses import dataclass
from math import log


@dataclass(frozen=True, slots=True)
class Share:
    """How often it is seen of one person (`same`) and of two (`chance`), and what to say of it."""

    same: float
    chance: float
    sentence: str = ""

    @property
    def nats(self) -> float:
        """Log of the ratio."""
        return log(self.same / self.chance)
