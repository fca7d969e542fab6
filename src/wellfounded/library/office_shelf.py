"""The office's shelf as a brief asks of it: what people tied to something, and what may bear on it, behind a gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.evidence.linking.shelf import Held, Pinned, suggested_in
from wellfounded.evidence.passage import Passage
from wellfounded.evidence.search.index.reach import Filters, Reach
from wellfounded.evidence.search.language import language_of
from wellfounded.evidence.statements.bearing import Direction
from wellfounded.library.models import Tie
from wellfounded.library.models.tie import Decided
from wellfounded.library.office_index import office_index, office_search
from wellfounded.library.place_again import place_again
from wellfounded.library.reading import ties_in
from wellfounded.library.withdrawn import is_withdrawn, shelf_in_index, with_withdrawn, withdrawal_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wellfounded.evidence.linking.shelf import Suggested
    from wellfounded.evidence.passage import Card
    from wellfounded.evidence.search.index.reach import Gate
    from wellfounded.evidence.statements.bearing import Bearing, Described
    from wellfounded.library.models import Cited, ShelfDocument


class OfficeShelf:
    """What one gate lets through, as a `Shelf` of the core."""

    def __init__(self, gate: Gate, bearing: Bearing) -> None:
        self._gate, self._bearing = gate, bearing
        self._any = Reach(with_withdrawn(gate))
        self._index = office_index()
        self._search = office_search(self._index)
        self._passages: dict[str, list[Passage]] = {}
        self._ties: dict[str, list[Tie]] = {}
        for tie in ties_in(gate).exclude(is_withdrawn("document__source")):
            self._ties.setdefault(tie.about, []).append(tie)

    def pinned(self, about: str) -> Sequence[Pinned]:
        """See `Shelf.pinned`. What stands nowhere any more is shown as such; a withdrawn source carries nothing."""
        return [self.pinned_by(one) for one in self._ties.get(about, []) if one.state == Decided.ACCEPTED]

    def suggested(self, described: Described, *, until: date | None) -> Sequence[Suggested]:
        """See `Shelf.suggested`."""
        reach = Reach(self._gate, Filters(until=until))
        found = suggested_in(self._search, self._index, reach=reach, described=described, bearing=self._bearing)
        decided = {(one.document.sha256, one.quote) for one in self._ties.get(described.id, [])}
        return [one for one in found if not any(_decided(one, key=key, quote=quote) for key, quote in decided)]

    def pinned_by(self, one: Cited, *, entity: str = "") -> Pinned:
        """A citation that a person made, with its passage of today."""
        place = place_again(one.citation(), one.document.text.text)
        held = Held(card_of(one.document), self._passage(one, place))
        on = timezone.localdate(one.at)
        return Pinned(
            held,
            one.quote,
            Direction(one.direction),
            one.by.username,
            on,
            entity=entity,
            lost=place is None,
            withdrawn=withdrawal_of(one.document.source) is not None,
        )

    def _passage(self, one: Cited, place: tuple[int, int] | None) -> Passage:
        """The passage in which the words stand; where they stand nowhere, what the citation itself knows of them."""
        key = one.document.sha256
        if key not in self._passages:
            self._passages[key] = [found.passage for found in self._index.passages_of(key, self._any)]
        first = place[0] if place else -1
        within = next((passage for passage in self._passages[key] if passage.first <= first < passage.last), None)
        return within or Passage(0, one.quote, language_of(one.quote), one.page, one.paragraph, one.first, one.last)


def card_of(document: ShelfDocument) -> Card:
    """What the search is told of a document."""
    source = document.source
    return source.record().card(shelf=shelf_in_index(source), key=document.sha256)


def _decided(one: Suggested, *, key: str, quote: str) -> bool:
    """Whether somebody said yes or no to the sentence, or to words of it."""
    return one.held.card.key == key and (quote in one.quote or one.quote in quote)
