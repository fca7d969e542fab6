"""A statement in the making: what a rule found in one block, in offsets into that block."""

from __future__ import annotations

from dataclasses import dataclass

from wellfounded.evidence.statements.statement import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """What one rule found.

    `head` is the one word that names the source (“spokesman”), `source` the whole phrase around it. A draft without a
    source is held by no rule unless the text itself leaves the speaker out.
    """

    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str
    confidence: float
    source: Span | None = None
    head: Span | None = None
    addressed_to: Span | None = None
    when: Span | None = None
    where: Span | None = None
    relayed_by: tuple[Span, ...] = ()
    topic: Span | None = None
    stance: str = ""

    @property
    def size(self) -> int:
        """Characters of the content."""
        return sum(map(len, self.content))

    def shares(self, other: Draft) -> int:
        """Characters of the content that both hold."""
        return sum(mine.overlap(theirs) for mine in self.content for theirs in other.content)
