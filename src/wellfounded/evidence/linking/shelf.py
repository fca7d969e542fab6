"""What a brief asks of a shelf: the passages that people tied to something, and those that may bear on a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from wellfounded.evidence.linking.suggest import bearing_of_passage
from wellfounded.evidence.search.engine import Mode

if TYPE_CHECKING:
    from wellfounded.evidence.passage import Card, Passage
    from wellfounded.evidence.search.engine import Search
    from wellfounded.evidence.search.index.interface import FoundPassage, PassageIndex
    from wellfounded.evidence.search.index.reach import Reach
    from wellfounded.evidence.statements.bearing import Bearing, Described, Direction

# A passage that is not among the first so many for a criterion's own words is not looked at.
LOOKED_AT = 40
# How many criteria a passage may be suggested for.
WIDTH = 12


@dataclass(frozen=True, slots=True)
class Held:
    """A passage on the shelf with its document's card."""

    card: Card
    passage: Passage

    @property
    def target(self) -> str:
        """The key by which ties name it: the document's hash and the number of the passage."""
        return f"{self.card.key}:{self.passage.number}"

    @property
    def reference(self) -> str:
        """By what a command names it: the beginning of the hash of its document, and its place from 1."""
        return f"{self.card.key[:8]}:{self.passage.number + 1}"


@dataclass(frozen=True, slots=True)
class Pinned:
    """A passage that a person tied to something: the words meant, the direction, who and when.

    `entity` is what it was pinned for where that is one place of a case, empty where it holds for every case. `lost`
    says that its words stand nowhere in the text of today, `withdrawn` that its source was taken off the shelf since.
    """

    held: Held
    quote: str
    direction: Direction
    by: str
    on: date
    entity: str = ""
    lost: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Suggested:
    """A passage that may bear on something: the sentence, the direction, the words that led to it. It never counts."""

    held: Held
    quote: str
    direction: Direction
    words: tuple[str, ...]
    score: float


class Shelf(Protocol):
    """What a shelf offers; every answer has passed the gate of whoever asks."""

    def pinned(self, about: str) -> Sequence[Pinned]:
        """The passages that people tied to a criterion or a country fact."""
        ...  # pragma: no cover - what a shelf must offer; nothing to run

    def suggested(self, described: Described, *, until: date | None) -> Sequence[Suggested]:
        """The passages that may bear on it, published by a day, the best first; none that a person decided on."""
        ...  # pragma: no cover - what a shelf must offer; nothing to run


def suggested_in(
    search: Search, index: PassageIndex, *, reach: Reach, described: Described, bearing: Bearing
) -> list[Suggested]:
    """The passages of an index that may bear on a criterion: found by its own words, then read sentence by sentence."""
    question = f"{described.title}. {described.text}".removeprefix(". ")
    # A suggestion needs shared words, which a search by meaning would only take longer to find.
    ranked = search.ranked(question, reach, mode=Mode.KEYWORD, limit=LOOKED_AT)
    found = index.passages([one.id for one in ranked], reach)
    suggestions = [one for passage in found if (one := _suggested(passage, described, bearing=bearing))]
    return sorted(suggestions, key=lambda one: (-one.score, one.held.target))


def _suggested(found: FoundPassage, described: Described, *, bearing: Bearing) -> Suggested | None:
    text = found.passage.text
    for one in bearing_of_passage(text, bearing, most=WIDTH):
        if one.found.described.id == described.id:
            held = Held(found.card, found.passage)
            return Suggested(held, one.sentence.of(text), one.found.direction, one.found.words, one.found.score)
    return None
