"""What a reader of the shelf is shown. Every answer goes through a gate: what it does not let through is not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.search.engine import Mode
from wellfounded.evidence.search.index.reach import Filters, Gate, Reach
from wellfounded.library.models import ShelfDocument, Source, Tie
from wellfounded.library.office_index import office_index, office_search
from wellfounded.library.place_again import place_again
from wellfounded.library.withdrawn import with_withdrawn

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wellfounded.evidence.passage import Passage
    from wellfounded.evidence.search.engine import Found


@dataclass(frozen=True, slots=True)
class Hits:
    """What a question found: in the language of the question, then by meaning in others; `count` shares a word."""

    found: list[Found]
    others: list[Found]
    count: int

    @property
    def by_meaning(self) -> bool:
        """Whether something is listed that shares no word with the question."""
        return len(self.found) > self.count


@dataclass(frozen=True, slots=True)
class Placed:
    """A tie and where it stands in the text of today; None when its words stand nowhere any more."""

    tie: Tie
    place: tuple[int, int] | None


def sources_in(gate: Gate) -> QuerySet[Source]:
    """The sources behind the gate, and those that were withdrawn with them."""
    return Source.objects.filter(shelf__in=sorted(gate.shelves or ()))


def documents_in(gate: Gate) -> QuerySet[ShelfDocument]:
    return ShelfDocument.objects.filter(source__shelf__in=sorted(gate.shelves or ())).select_related("source")


def ties_in(gate: Gate) -> QuerySet[Tie]:
    """The ties to documents behind the gate."""
    return Tie.objects.filter(document__source__shelf__in=sorted(gate.shelves or ())).select_related(
        "document__source", "by"
    )


def search(question: str, gate: Gate, *, filters: Filters, limit: int = 20, others: bool = True) -> Hits:
    """Passages for a question; the list in other languages is apart, and left out when it is not wanted."""
    engine, reach = office_search(office_index()), Reach(gate, filters)
    found = engine.find(question, reach, mode=engine.default_mode, limit=limit)
    wanted = others and Mode.CROSS in engine.modes
    apart = engine.find(question, reach, mode=Mode.CROSS, limit=limit) if wanted else []
    return Hits(found, apart, engine.count(question, reach))


def passages_in(document: ShelfDocument, gate: Gate) -> list[Passage]:
    """The passages of a document, in order; of one that was withdrawn as well."""
    reach = Reach(with_withdrawn(gate))
    return [one.passage for one in office_index().passages_of(document.sha256, reach)]


def placed_ties(document: ShelfDocument) -> list[Placed]:
    """The accepted ties of a document with their places in its text of today."""
    text = document.text.text
    ties = Tie.objects.filter(document=document, state="accepted").select_related("document", "by")
    return [Placed(one, place_again(one.citation(), text)) for one in ties]
