"""Passages as a brief cites them, and the numbered list of the sources that it used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wellfounded.letters.brief import wording
from wellfounded.letters.brief.context import PassageView

if TYPE_CHECKING:
    from wellfounded.evidence.linking.shelf import Held, Pinned, Suggested
    from wellfounded.evidence.passage import Card
    from wellfounded.letters.brief.wording import Tongue


@dataclass(slots=True)
class Cited:
    """The sources in the order of their first use; each is numbered from 1."""

    tongue: Tongue = wording.ENGLISH
    numbers: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def pinned(self, one: Pinned, *, fact: str = "") -> PassageView:
        """A passage that a person tied; `fact` is the title of a fact of the case that it was pinned to."""
        template = wording.ACCEPTED if not one.entity else wording.PINNED_TO_FACT if fact else wording.PINNED
        direction = self.tongue(wording.DIRECTIONS[one.direction])
        standing = self.tongue(template, by=one.by, on=self.tongue.day(one.on), fact=fact, direction=direction)
        if one.withdrawn:
            standing = f"{standing}; {self.tongue(wording.WITHDRAWN)}"
        if one.lost:
            standing = f"{standing}; {self.tongue(wording.LOST)}"
        return self._view(one.held, one.quote, standing=standing, accepted=True)

    def suggested(self, one: Suggested) -> PassageView:
        """A passage that nobody has accepted: it says so."""
        words = ", ".join(f"“{word}”" for word in one.words)
        standing = self.tongue(wording.SUGGESTED, words=words)
        return self._view(one.held, one.quote, standing=standing, accepted=False)

    def number_of(self, card: Card) -> int:
        """The number of a source; a new one goes to the end of the list."""
        number = self.numbers.setdefault(card.key, len(self.numbers) + 1)
        if number > len(self.names):
            self.names.append(f"{self._source(card)} · SHA-256 {card.key[:16]}")
        return number

    def _view(self, held: Held, quote: str, *, standing: str, accepted: bool) -> PassageView:
        return PassageView(
            quote=" ".join(quote.split()),
            citation=f"{self._source(held.card)}, {self._place(held)}",
            reference=held.reference,
            number=self.number_of(held.card),
            standing=standing,
            accepted=accepted,
            key=held.card.key,
            first=held.passage.first,
        )

    def _place(self, held: Held) -> str:
        """Where in its document a passage stands."""
        passage = held.passage
        parts = [self.tongue(wording.PAGE, page=str(passage.page))] if passage.page else []
        parts.append(
            self.tongue(wording.PARAGRAPH, paragraph=passage.paragraph)
            if passage.paragraph
            else self.tongue(wording.PLACE, number=str(passage.number + 1))
        )
        return ", ".join(parts)

    def _source(self, card: Card) -> str:
        judged = self.tongue(wording.JUDGED, word=self.tongue(card.reliability)) if card.reliability else ""
        parts = (
            card.source or self.tongue(wording.UNSOURCED),
            card.title,
            self.tongue.day(card.day) if card.day else self.tongue(wording.UNDATED),
            judged or self.tongue(wording.UNJUDGED),
        )
        return ", ".join(part for part in parts if part)
