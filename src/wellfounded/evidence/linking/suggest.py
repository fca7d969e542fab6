"""Which criteria a passage or a statement may bear on: sentence by sentence, with the words that made it think so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.linking.link import Link
from wellfounded.evidence.sentences import sentences_of
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from wellfounded.evidence.statements.bearing import Bearing, Suggestion
    from wellfounded.evidence.statements.statement import Statement

MOST = 3
DENIED = "denied"
# A sentence that shares one word with a description without a title bears on nothing yet.
LEAST_WORDS = 2
# Whoever reports that something was denied does not report it. “Was denied a hearing” is no denial.
DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?)\s+"
    r"(?:that|having|(?:(?:all|any|the|these|those|such)\s+)?(?:claims?|reports?|allegations?|accusations?))\b"
    r"|부인(?:했|하|한)|일축(?:했|하|한)|否[认認]|[驳駁]斥",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\(?\d{1,4}[.)]\s+")  # of the paragraph, which is none of its words


@dataclass(frozen=True, slots=True)
class Bears:
    """A suggestion for a passage, and the sentence of it (offsets in the passage) that led to it."""

    found: Suggestion
    sentence: Span

    def link(self, target: str) -> Link:
        """The suggestion as a tie that waits for a person."""
        found = self.found
        return Link(target, found.described.id, found.direction, found.words, found.score)


def bearing_of_passage(text: str, bearing: Bearing, *, most: int = MOST) -> tuple[Bears, ...]:
    """The criteria that some sentence of a passage may bear on, each once with its best sentence, the best first.

    A long passage is not compared as a whole: it would share a word with everything.
    """
    best: dict[str, Bears] = {}
    for first, last in sentences_of(text):
        number = NUMBER.match(text, first, last)
        sentence = Span(number.end() if number else first, last)
        said = sentence.of(text)
        for found in bearing.suggest(said, cue=DENIED if DENIAL.search(said) else "", most=most):
            known = best.get(found.described.id)
            enough = bool(found.described.title) or len(found.words) >= LEAST_WORDS
            if enough and (known is None or found.score > known.found.score):
                best[found.described.id] = Bears(found, sentence)
    ordered = sorted(best.values(), key=lambda one: (-one.found.score, one.found.described.id))
    return tuple(ordered[:most])


def bearing_of_statement(item: Statement, text: str, *, bearing: Bearing, most: int = MOST) -> tuple[Suggestion, ...]:
    """The criteria that what was said may bear on; the cue counts for the direction (“denied that …”)."""
    cue = " ".join(span.of(text) for span in item.cue)
    return bearing.suggest(item.words(text), cue=cue, most=most)
