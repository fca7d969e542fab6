"""The passages of a document: cut page by page, a printed number carried over where a paragraph runs on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wellfounded.evidence.documents.furniture import inner_spans
from wellfounded.evidence.plain_text import passages_of

if TYPE_CHECKING:
    from wellfounded.evidence.documents.extraction import Extraction
    from wellfounded.evidence.passage import Passage

_ENDS = tuple(".!?。！？:：;；\"”’')）]")


def passages_of_document(extraction: Extraction) -> list[Passage]:
    """The passages in order, each on one page; offsets are those of characters in `extraction.text`."""
    if not extraction.pages:
        return passages_of(extraction.text)
    found: list[Passage] = []
    for page, (first, last) in zip(extraction.pages, inner_spans(extraction), strict=True):
        for number, passage in enumerate(passages_of(extraction.text[first:last])):
            before = found[-1] if found else None
            runs_on = number == 0 and not passage.paragraph and before is not None and not before.text.endswith(_ENDS)
            found.append(
                replace(
                    passage,
                    number=len(found),
                    page=page.number,
                    paragraph=before.paragraph if runs_on and before is not None else passage.paragraph,
                    first=passage.first + first,
                    last=passage.last + first,
                )
            )
    return found
