"""A stretch of a document as the reader shows it: its words with marks, a stretch before and after, suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.linking.suggest import bearing_of_passage
from wellfounded.library.law_terms import criteria_bearing
from wellfounded.library.models import Tie
from wellfounded.library.reading import passages_in, placed_ties
from wellfounded.web.evidence.marked_text import pieces_of
from wellfounded.web.shelf.choices import title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.passage import Passage
    from wellfounded.evidence.search.index.reach import Gate
    from wellfounded.library.models import ShelfDocument
    from wellfounded.library.reading import Placed
    from wellfounded.web.evidence.marked_text import Piece

AT_ONCE = 30  # passages on a page


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that were tied; where they stand in what is shown."""

    start: int
    end: int
    direction: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A tie below the text: its number in the text, 0 where its words are not on this page or nowhere any more."""

    number: int
    tie: Tie
    about: str
    lost: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the program suggests for a sentence; it counts for nothing until somebody accepts it."""

    quote: str
    start: int
    about: str
    title: str
    direction: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one page shows of a document."""

    text: str
    first: int
    pieces: list[Piece]
    listed: list[Listed]
    proposed: list[Proposed]
    number: int
    of: int
    languages: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """That of the first passage, for whoever hears the page."""
        return self.languages[0] if self.languages else ""

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1 if self.number < self.of else 0


def stretch_of(document: ShelfDocument, gate: Gate, *, page: int = 1, at: int | None = None) -> Stretch:
    """The page that was asked for, or the one on which the character `at` stands."""
    passages = passages_in(document, gate)
    of = max(1, -(-len(passages) // AT_ONCE))
    if at is not None:
        place = next((number for number, one in enumerate(passages) if at < one.last), len(passages) - 1)
        page = max(place, 0) // AT_ONCE + 1
    page = min(max(page, 1), of)
    shown = passages[(page - 1) * AT_ONCE : page * AT_ONCE]
    first, last = (shown[0].first, shown[-1].last) if shown else (0, 0)
    text = document.text.text[first:last]
    ties = placed_ties(document)
    here = [one for one in ties if one.place and first <= one.place[0] and one.place[1] <= last]
    marks = [Mark(one.place[0] - first, one.place[1] - first, one.tie.direction) for one in here if one.place]
    listed = [_listed(one, here) for one in ties]
    proposed = _proposed(shown, document)
    languages = tuple(str(one.language) for one in shown)
    return Stretch(text, first, pieces_of(text, marks), listed, proposed, page, of, languages)


def _listed(one: Placed, here: Sequence[Placed]) -> Listed:
    number = here.index(one) + 1 if one in here else 0
    return Listed(number, one.tie, title_of(one.tie.about), lost=one.place is None)


def _proposed(passages: Sequence[Passage], document: ShelfDocument) -> list[Proposed]:
    """For the sentences of these passages; what somebody decided on is not suggested again."""
    decided = set(Tie.objects.filter(document=document).values_list("quote", "about"))
    found = []
    for passage in passages:
        for one in bearing_of_passage(passage.text, criteria_bearing(), most=2):
            quote, about = one.sentence.of(passage.text), one.found.described.id
            if (quote, about) not in decided:
                start = passage.first + one.sentence.start
                found.append(Proposed(quote, start, about, title_of(about), one.found.direction.value, one.found.words))
    return found
