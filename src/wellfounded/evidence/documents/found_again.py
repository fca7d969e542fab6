"""A citation in a text taken anew: where its words stand now, how that was found, or that it is lost.

Letter by letter first; then without what extractions change (white space, broken words, kinds of quotation marks); then
nearly, within bounds. Nothing is guessed: where words stand more than once and those around them tell no place from
another, or where numbers or a “not” differ, the citation is lost, and why is said.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from wellfounded.evidence.documents.folding import Folded, folded
from wellfounded.evidence.documents.nearness import LIKE, is_short, near_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wellfounded.evidence.documents.citation import Citation

# By how much the words around one place must be more alike than those around any other.
CLEARLY = 10.0
# A few words may stand anywhere: they are found only where the words around them are this much alike, of 200.
ENOUGH = 100.0
MOST_PLACES = 500


class How(StrEnum):
    """What was done to find it."""

    SAME = "same"  # at its place
    EXACT = "exact"  # letter by letter, elsewhere
    NORMALISED = "normalised"  # the same but for white space, broken words, kinds of marks, capitals
    NEAR = "near"  # some letters differ: a person must look
    LOST = "lost"


class Why(StrEnum):
    """Why it is lost."""

    NOT_THERE = "not_there"
    SEVERAL = "several"  # it stands more than once, and nothing tells the places apart
    NUMBERS = "numbers"  # it nearly stands there, with other numbers
    SENSE = "sense"  # it nearly stands there, with one “not” more or less


@dataclass(frozen=True, slots=True)
class Place:
    """Where a citation stands now: `text[first:last]`, which are `words`. `likeness` goes to 100; 0 when it is lost."""

    how: How
    first: int = 0
    last: int = 0
    words: str = ""
    likeness: float = 0.0
    why: Why | None = None

    @property
    def sure(self) -> bool:
        """Whether nobody need look: the words are the same."""
        return self.how in {How.SAME, How.EXACT, How.NORMALISED}


def find_again(citation: Citation, text: str) -> Place:
    """Where a citation stands in a text. For many citations of one text make one `Finder`."""
    return Finder(text).find(citation)


class Finder:
    """Finds citations in one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _folded(self) -> Folded:
        return folded(self.text)

    def find(self, citation: Citation) -> Place:
        """Where it stands, or that it is lost."""
        if not citation.quote:
            return Place(How.LOST, why=Why.NOT_THERE)
        if self._stands(citation):
            return self._place(How.SAME, (citation.first, citation.last))
        exact = list(_occurrences(self.text, citation.quote))
        if exact:
            return self._of_several(
                How.EXACT, [(start, start + len(citation.quote)) for start in exact], citation=citation
            )
        return self._normalised(citation)

    def _stands(self, citation: Citation) -> bool:
        first, last = citation.first, citation.last
        begins = max(0, first - len(citation.prefix))
        whole = citation.prefix + citation.quote + citation.suffix
        return 0 <= first < last and self.text[begins : last + len(citation.suffix)] == whole

    def _normalised(self, citation: Citation) -> Place:
        quote = folded(citation.quote).signs
        if not quote:
            return Place(How.LOST, why=Why.NOT_THERE)
        starts = list(_occurrences(self._folded.signs, quote))
        if starts:
            spans = [self._folded.span(start, start + len(quote)) for start in starts]
            return self._of_several(How.NORMALISED, spans, citation=citation)
        near = near_places(quote, self._folded.signs)
        if not near:
            return Place(How.LOST, why=Why.NOT_THERE)
        best = near[0].likeness
        spans = [self._folded.span(one.first, one.last) for one in near if one.likeness > best - LIKE]
        place = self._of_several(How.NEAR, spans, citation=citation, likeness=best)
        return self._trusted(place, citation.quote) if place.how is How.NEAR else place

    def _of_several(
        self, how: How, spans: Sequence[tuple[int, int]], *, citation: Citation, likeness: float = 100.0
    ) -> Place:
        """The one place, or the one whose surroundings are clearly those of the citation."""
        around = sorted(((self._around(span, citation), span) for span in spans), reverse=True)
        if len(spans) > 1 and around[0][0] - around[1][0] < CLEARLY:
            return Place(How.LOST, why=Why.SEVERAL)
        if is_short(folded(citation.quote).signs) and around[0][0] < ENOUGH:
            return Place(How.LOST, why=Why.NOT_THERE)
        return self._place(how, around[0][1], likeness=likeness)

    def _around(self, span: tuple[int, int], citation: Citation) -> float:
        """How alike the words around a place are to those that were around the citation, to 200."""
        first, last = span
        before = self.text[max(0, first - len(citation.prefix)) : first]
        after = self.text[last : last + len(citation.suffix)]
        return sum(
            fuzz.ratio(folded(here).signs, folded(kept).signs)
            for here, kept in ((before, citation.prefix), (after, citation.suffix))
        )

    def _trusted(self, place: Place, quote: str) -> Place:
        """A near place whose words may be taken for those of the citation."""
        if _numbers(place.words) != _numbers(quote):
            return Place(How.LOST, why=Why.NUMBERS)
        if _negations(place.words) != _negations(quote):
            return Place(How.LOST, why=Why.SENSE)
        return place

    def _place(self, how: How, span: tuple[int, int], *, likeness: float = 100.0) -> Place:
        return Place(how, *span, words=self.text[slice(*span)], likeness=likeness)


_NUMBER = re.compile(r"\d+")
_NEGATION = re.compile(
    r"\b(?:not?|never|none|nor|neither|nobody|nothing|without|cannot|den(?:y|ies|ied))\b|n[’']t\b|[不没沒无無未非否]"
    r"|않|못|없|아니|아닌|\b안\b|부인",
    re.IGNORECASE,
)


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(text))


def _negations(text: str) -> int:
    return len(_NEGATION.findall(text))


def _occurrences(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    for _ in range(MOST_PLACES):
        if start < 0:
            return
        yield start
        start = text.find(words, start + 1)
