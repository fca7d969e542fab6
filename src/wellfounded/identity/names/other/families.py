"""Families of spellings that are known as one name: Muhammad, Mohammed, Mehmet, محمد; Elena, Olena, Алена."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from wellfounded.identity.names.other.rarity import latin

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Families:
    """Spelling -> the numbers of its families, and the spellings of each family."""

    of: Mapping[str, tuple[int, ...]]
    spellings: tuple[str, ...]

    def worth(self, one: str, other: str) -> float:
        """Nats for two folded words being one name; 0 when no family has both."""
        mine, theirs = self.of.get(one), self.of.get(other)
        if mine is None or theirs is None:
            return 0.0
        return max([_rarity(self.spellings[family]) for family in mine if family in theirs], default=0.0)


@cache
def families() -> Families:
    """The families of `packs/families.tsv`."""
    text = (resources.files(__package__) / "packs" / "families.tsv").read_text(encoding="utf-8")
    members: dict[str, tuple[int, ...]] = {}
    lines = tuple(line for line in text.splitlines() if not line.startswith("#"))
    for family, line in enumerate(lines):
        for spelling in line.split():
            members[spelling] = (*members.get(spelling, ()), family)
    return Families(members, lines)


@lru_cache(maxsize=4096)
def _rarity(spellings: str) -> float:
    """Nats of the whole family: it is as common as all its spellings together."""
    written = [spelling for spelling in spellings.split() if spelling.isascii()]
    return -math.log(sum(math.exp(-latin().of(spelling)) for spelling in written) or 1e-6)
