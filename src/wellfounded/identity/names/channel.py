"""What a reader of names offers: one reading of a form, made once, and the likeness of two readings.

A channel is a family of names with its ways of writing them (Korean; Chinese; Arabic; any name in Latin letters …).
`read` is slow and done once a form; `likeness` is called for hundreds of candidates and must be fast.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

from wellfounded.identity.names.form import Form

THRESHOLD = 5.0
"""Nats above which two names are at least “possible”: one number for every kind of pair."""


UNCHANGED = 5.5
"""Nats of the same words twice, however little they say (a syllable, two initials): they are never two names."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two forms speak for one name, in one channel.

    `score` is in nats: log P(both forms | one name) - log P(forms | two names). All channels share one scale and one
    threshold (`compare.THRESHOLD`): scores of different channels stand in one ranked list. `certain` is False when
    another name fits the letters as well, so that the verdict is never more than “possible”. `left` and `right` are the
    readings found on each side, in words a reader knows; `why` is a sentence without a final stop. `typical` is False
    when a form is odd for this family: then the channels behind are asked as well, and the highest score stands.
    """

    score: float
    certain: bool
    left: str
    right: str
    why: str
    typical: bool = True

    def turned(self) -> Likeness:
        """The same likeness with its sides changed."""
        return Likeness(self.score, self.certain, self.right, self.left, self.why, self.typical)

    def lowered(self, nats: float) -> Likeness:
        """The same likeness with a lower score."""
        return replace(self, score=self.score - nats)


class Worth(Protocol):
    """The score of a likeness, and whether both forms are typical: all that ranks."""

    @property
    def score(self) -> float:
        """As of `Likeness`."""

    @property
    def typical(self) -> bool:
        """As of `Likeness`."""

    def lowered(self, nats: float) -> Self:
        """As of `Likeness`."""


class Channel(Protocol):
    """A family of names. Channels are asked in their order in `compare.CHANNELS`.

    A channel must be symmetric: `likeness(a, b)` and `likeness(b, a).turned()` are the same.
    """

    name: str
    measures: bool
    """Whether its readings have a `fit`, log P(form) for each letter: by it a channel behind another may be as near."""

    def read(self, form: Form) -> Any | None:
        """The reading of a form, an object of the channel's own; None when this channel cannot read it."""

    def likeness(self, left: Any, right: Any) -> Likeness | None:
        """The likeness of two readings of this channel; None when it has nothing to say (another channel may)."""

    def worth(self, left: Any, right: Any) -> Worth | None:
        """What `likeness` says, without words: asked of hundreds of candidates, of which few are shown."""
