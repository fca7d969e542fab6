"""Common words kept from being slow: beside each term, marks for the passages that repeat it.

A passage that holds “peace” three times is also indexed under a mark for that, and under another from six times on.
Where a question's terms stand in more passages than there is time to look at, the commonest are looked up by their
marks: the passages that repeat them are the ones that could come first. The final ranking counts every term as ever.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TIERS = (3, 6)
# Passages that an engine may look at for one question. Questions that need no more are answered exactly.
BUDGET = 20_000
# Of Unicode's private use: no text is ever analysed into these.
_MARKS = {times: chr(0xE000 + times) for times in TIERS}


def marks(terms: Iterable[str]) -> list[str]:
    """The marks of a passage with these terms."""
    repeated = ((term, times) for term, times in Counter(terms).items() if times >= TIERS[0])
    return [f"{term}{mark}" for term, times in repeated for tier, mark in _MARKS.items() if times >= tier]


def with_marks(terms: Iterable[str]) -> list[str]:
    """Terms, and all that they may be marked with."""
    return [f"{term}{mark}" for term in terms for mark in ("", *_MARKS.values())]


def proposal(weights: Mapping[str, float], *, holding: Mapping[str, int]) -> dict[str, float]:
    """What an engine is asked for, with weights: the rare terms, and marks of the common ones.

    `weights` are those of a question's terms; `holding` says how many passages hold each term and each mark.
    """
    chosen: dict[str, float] = {}
    left = BUDGET
    for place, term in enumerate(sorted(weights, key=lambda one: (holding[one], one))):
        share = left / (len(weights) - place) if place else left
        names = [name for name in with_marks([term]) if holding.get(name)]
        name = next((name for name in names if holding[name] <= share), None if chosen else names[-1])
        if name is not None:
            chosen[name] = weights[term]
            left = max(0, left - holding[name])
    return chosen
