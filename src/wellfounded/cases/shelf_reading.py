"""Reading the shelf, which is logged like all reading: a search in it, and a document opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.shelf import document_behind, shelf_gate
from wellfounded.evidence.search.index.reach import Filters
from wellfounded.library.reading import search

if TYPE_CHECKING:
    from datetime import date

    from wellfounded.accounts.models import User
    from wellfounded.evidence.search.index.reach import Gate
    from wellfounded.library.models import ShelfDocument
    from wellfounded.library.reading import Hits

MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfAsked:
    """A question to the shelf; what is left empty narrows nothing."""

    question: str
    language: str = ""
    country: str = ""
    criterion: str = ""
    until: date | None = None
    others: bool = True
    limit: int = 20


def search_shelf(user: User, asked: ShelfAsked) -> Hits:
    """What was asked is not logged: it may tell of a case. That somebody asked is.

    Raises:
        NotAllowed: this person does not read the shelf.
    """
    gate = shelf_gate(user)
    filters = Filters(
        languages=(asked.language,) if asked.language else (),
        countries=(asked.country,) if asked.country else (),
        criteria=(asked.criterion,) if asked.criterion else (),
        until=asked.until,
    )
    found = search(asked.question, gate, filters=filters, limit=min(asked.limit, MOST), others=asked.others)
    record(Event.LIBRARY_SEARCHED, actor=user.username, detail={"found": len(found.found)})
    return found


def open_document(user: User, pk: int, *, gate: Gate) -> ShelfDocument:
    """A document behind the gate of this reader.

    Raises:
        NotFound: there is none, or it lies on a shelf that this person does not read.
    """
    found = document_behind(gate, pk)
    record(Event.LIBRARY_DOCUMENT_READ, actor=user.username, subject=found.source.label, detail={"document": found.pk})
    return found
