"""A text into the index: its passages with what people tied them to, in the transaction of whoever takes it in."""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import TYPE_CHECKING

from wellfounded.evidence.documents.passages import passages_of_document
from wellfounded.evidence.search.index.reach import Gate, Reach
from wellfounded.library.models import DocumentText, Tie
from wellfounded.library.office_index import office_index
from wellfounded.library.place_again import place_again
from wellfounded.library.withdrawn import shelf_in_index, with_withdrawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.documents.extraction import Extraction
    from wellfounded.evidence.passage import Passage
    from wellfounded.library.models import ShelfDocument


def take_in(document: ShelfDocument, extraction: Extraction) -> DocumentText:
    """Keep a text of a document, and let its passages be found; those of an earlier text are found no more."""
    made = DocumentText.objects.create(
        document=document,
        text=extraction.text,
        method=extraction.method,
        remarks=list(extraction.remarks),
        changes=[list(astuple(change)) for change in extraction.changes],
    )
    put_in_index(document, passages_of_document(extraction))
    return made


def put_in_index(document: ShelfDocument, passages: Sequence[Passage]) -> None:
    """The passages with the criteria that people tied them to."""
    source = document.source
    card = source.record().card(shelf=shelf_in_index(source), key=document.sha256)
    ties = Tie.objects.filter(document=document, state="accepted").select_related("document")
    text = document.text.text
    placed = [(one.about, place) for one in ties if (place := place_again(one.citation(), text))]
    office_index().add([(card, [_tied(passage, placed) for passage in passages])])


def refresh(document: ShelfDocument) -> None:
    """Let the index know what people said of a document since: its source's reliability, ties, a withdrawal."""
    index = office_index()
    either = with_withdrawn(Gate.of([document.source.shelf]))
    held = index.passages_of(document.sha256, Reach(either))
    put_in_index(document, [one.passage for one in held])


def _tied(passage: Passage, placed: Sequence[tuple[str, tuple[int, int]]]) -> Passage:
    held = [about for about, (first, last) in placed if passage.first <= first and last <= passage.last]
    return replace(passage, criteria=tuple(dict.fromkeys(held)))
