"""Drawing a sample that anybody can draw again: the numbers go by their digest under a seed that is kept."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def draw(numbers: Iterable[str], *, seed: str, percent: int, cap: int) -> tuple[str, ...]:
    """Some of the numbers, at least one and at most `cap`. The same seed always draws the same ones."""
    ordered = sorted(set(numbers), key=lambda number: hashlib.sha256(f"{seed} {number}".encode()).digest())
    wanted = -(-len(ordered) * percent // 100)
    return tuple(sorted(ordered[: min(wanted, cap)]))
