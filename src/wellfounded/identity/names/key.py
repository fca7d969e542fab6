"""A key of a name, and what ranks those who share it: which names lie behind the key, and how likely each is."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """One key of one form of a name.

    Attributes:
        text: the key itself; two forms may be one name when they share it.
        weight: of what is filed, P(key | form); of what is asked, the same divided by P(key). 0: nothing is known, and
            the key counts by how few share it.
        heads: the likeliest names behind the key, each with P(name | form) of what is filed, divided by P(name) of
            what is asked. So the sum of products over the names that both sides hold is how much likelier the two
            forms are for one person than for two.
        rarity: of what is asked without a weight, what its rarity counts: little where another reading is likelier.
    """

    text: str
    weight: float = 0.0
    heads: tuple[tuple[str, float], ...] = ()
    rarity: float = 1.0
