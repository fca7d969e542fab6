"""A place in a document, kept by its words: it is checked when it is made, and can be found again later."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

AROUND = 60  # characters kept before and after a quotation
LONGEST = 20_000


class QuoteError(ValueError):
    """A quotation that does not stand in the text as it is said to: what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend
        super().__init__(f"{what} {mend}")


@dataclass(frozen=True, slots=True)
class Citation:
    """The words of a passage and where they stand.

    `document` is the SHA-256 of the file; `first` and `last` are offsets of characters (`text[first:last]`) in the text
    that `method` took from it, in NFC; `prefix` and `suffix` are the words around the quotation, up to `AROUND`
    characters. `page` counts from 1, 0 when there are none; `paragraph` is the number printed beside it.
    """

    document: str
    quote: str
    first: int
    last: int
    prefix: str = ""
    suffix: str = ""
    page: int = 0
    paragraph: str = ""
    method: str = ""


def cite(document: str, text: str, *, first: int, last: int) -> Citation:
    """A citation of `text[first:last]`, without spaces at its ends.

    Raises:
        QuoteError: the place is outside the text, holds nothing but spaces, or is longer than `LONGEST`.
    """
    if not 0 <= first < last <= len(text):
        raise QuoteError("This place is not in the text.", f"The text has {len(text):,} characters.")
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if first == last:
        raise QuoteError("There are no words at this place.", "Mark the words that you mean.")
    if last - first > LONGEST:
        raise QuoteError(f"This is longer than {LONGEST:,} characters.", "Mark the sentences that matter.")
    return Citation(
        document,
        text[first:last],
        first,
        last,
        prefix=text[max(0, first - AROUND) : first],
        suffix=text[last : last + AROUND],
    )


def cite_words(document: str, text: str, *, quote: str) -> Citation:
    """A citation of words that stand once in the text, letter by letter.

    Raises:
        QuoteError: they do not stand there, or more than once.
    """
    words = unicodedata.normalize("NFC", quote).strip()
    first = text.find(words) if words else -1
    if first < 0:
        raise QuoteError("These words do not stand in the document.", "Copy them from its text, letter by letter.")
    if text.find(words, first + 1) >= 0:
        raise QuoteError("These words stand there more than once.", "Mark the place, or quote more words around them.")
    return cite(document, text, first=first, last=first + len(words))


def check(citation: Citation, text: str) -> None:
    """Hold a citation against the text before it is saved.

    Raises:
        QuoteError: its words do not stand at its place.
    """
    here = text[citation.first : citation.last] if 0 <= citation.first <= citation.last else ""
    before = text[max(0, citation.first - len(citation.prefix)) : max(0, citation.first)]
    after = text[citation.last : citation.last + len(citation.suffix)]
    if not citation.quote or (before, here, after) != (citation.prefix, citation.quote, citation.suffix):
        raise QuoteError(
            "The quotation does not stand at this place of the document.", "Mark the words again in its text."
        )
