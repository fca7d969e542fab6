"""Words of a document on the shelf as a citation: checked against its text before anything is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wellfounded.cases.errors import Invalid
from wellfounded.evidence.documents.citation import QuoteError, cite
from wellfounded.evidence.search.index.reach import Gate
from wellfounded.library.reading import passages_in

if TYPE_CHECKING:
    from wellfounded.library.models import ShelfDocument


def citation_of(document: ShelfDocument, quote: str, *, start: int) -> dict[str, Any]:
    """The fields of a `Cited` row, without who and in which direction.

    Raises:
        Invalid: the words do not stand in the document as they are written here.
    """
    taken = document.text
    words = quote.replace("\r\n", "\n").strip()
    first = _nearest(taken.text, words, start=start)
    try:
        cited = cite(document.sha256, taken.text, first=first, last=first + len(words))
    except QuoteError:
        raise Invalid(
            {"quote": _("These words do not stand in the document as written here. Mark them in it.")}
        ) from None
    within = next((one for one in passages_in(document, _all(document)) if one.first <= cited.first < one.last), None)
    return {
        "document": document,
        "quote": cited.quote,
        "first": cited.first,
        "last": cited.last,
        "prefix": cited.prefix,
        "suffix": cited.suffix,
        "page": within.page if within else 0,
        "paragraph": within.paragraph[:40] if within else "",
        "method": taken.method,
    }


def _nearest(text: str, words: str, *, start: int) -> int:
    """The place nearest to the one that was marked; before the text where the words stand nowhere."""
    places: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return min(places, key=lambda place: abs(place - start), default=-1)


def _all(document: ShelfDocument) -> Gate:
    """Whoever holds the document has passed the gate."""
    return Gate.of([document.source.shelf])
