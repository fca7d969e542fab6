"""Passages as a brief cites them, and the numbered list of the sources that it used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wellfounded.letters.brief import wording
from wellfounded.letters.brief.context import PassageView

if TYPE_CHECKING:
    from wellfounded.evidence.linking.shelf import Held, Pinned, Suggested


@dataclass(slots=True)
class Cited:
    """The sources in the order of their first use; each is numbered from 1."""

    numbers: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def pinned(self, one: Pinned) -> PassageView:
        """A passage that a person tied."""
        return self._view(
            one.held, one.quote, standing=wording.ACCEPTED.format(by=one.by, on=one.on.isoformat()), accepted=True
        )

    def suggested(self, one: Suggested) -> PassageView:
        """A passage that nobody has accepted: it says so."""
        words = ", ".join(f"“{word}”" for word in one.words)
        return self._view(one.held, one.quote, standing=wording.SUGGESTED.format(words=words), accepted=False)

    def _view(self, held: Held, quote: str, *, standing: str, accepted: bool) -> PassageView:
        number = self.numbers.setdefault(held.card.key, len(self.numbers) + 1)
        if number > len(self.names):
            self.names.append(f"{_source(held)} · SHA-256 {held.card.key[:16]}")
        citation, reference = f"{_source(held)}, {place(held)}", reference_of(held)
        return PassageView(" ".join(quote.split()), citation, reference, number, standing, accepted)


def reference_of(held: Held) -> str:
    """By what a command names a passage: the beginning of the hash of its document, and its place from 1."""
    return f"{held.card.key[:8]}:{held.passage.number + 1}"


def place(held: Held) -> str:
    """Where in its document a passage stands."""
    passage = held.passage
    parts = [wording.PAGE.format(page=passage.page)] if passage.page else []
    parts.append(
        wording.PARAGRAPH.format(paragraph=passage.paragraph)
        if passage.paragraph
        else wording.PLACE.format(number=passage.number + 1)
    )
    return ", ".join(parts)


def _source(held: Held) -> str:
    card = held.card
    parts = (
        card.source or wording.UNSOURCED,
        card.title,
        card.day.isoformat() if card.day else wording.UNDATED,
        wording.JUDGED.format(word=card.reliability) if card.reliability else wording.UNJUDGED,
    )
    return ", ".join(part for part in parts if part)
