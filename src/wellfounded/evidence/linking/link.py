"""A tie from a passage or a statement to a criterion or a country fact, and who made it.

The program suggests; only a person accepts or rejects, by name and at a moment. Whatever reads ties for an assessment,
a brief or a count reads `counting(links)`: a suggestion that nobody accepted is never among them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.bearing import Direction

if TYPE_CHECKING:
    from collections.abc import Iterable


class LinkState(StrEnum):
    """Where a tie stands. Only `ACCEPTED` counts."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Link:
    """One tie.

    `target` names the passage or the statement and `about` the criterion or country fact, both by keys that the caller
    gives meaning to. `words` are those that led to a suggestion, `score` only orders suggestions among themselves. `by`
    and `at` (an aware moment) say who accepted or rejected it and when. Raises `ValueError` for a decision that nobody
    made, or a suggestion that somebody did.
    """

    target: str
    about: str
    direction: Direction
    words: tuple[str, ...] = ()
    score: float = 0.0
    state: LinkState = LinkState.SUGGESTED
    by: str = ""
    at: datetime | None = None

    def __post_init__(self) -> None:
        decided = self.state is not LinkState.SUGGESTED
        if decided is not bool(self.by.strip()) or decided is not (self.at is not None):
            raise ValueError("A tie is accepted or rejected by somebody at a moment, and only suggested by nobody.")

    @property
    def counts(self) -> bool:
        """Whether it may stand beside a finding: only when a person accepted it."""
        return self.state is LinkState.ACCEPTED

    def accepted(self, by: str, *, at: datetime, direction: Direction | None = None) -> Link:
        """The same tie as a person accepts it, in the direction that the person gives."""
        return replace(self, state=LinkState.ACCEPTED, by=by, at=at, direction=direction or self.direction)

    def rejected(self, by: str, *, at: datetime) -> Link:
        """The same tie as a person rejects it. It is kept, so that nobody is asked again."""
        return replace(self, state=LinkState.REJECTED, by=by, at=at)


def counting(links: Iterable[Link]) -> tuple[Link, ...]:
    """The ties that a person accepted, in their order."""
    return tuple(link for link in links if link.counts)
