"""The shelf as it stands beside one case: what holds for everybody, and what was pinned to this case alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.cases.models import ShelfPin
from wellfounded.library.office_shelf import OfficeShelf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wellfounded.cases.models import Case
    from wellfounded.evidence.linking.shelf import Pinned, Suggested
    from wellfounded.evidence.search.index.reach import Gate
    from wellfounded.evidence.statements.bearing import Bearing, Described


class CaseShelf:
    """A `Shelf` of the core for whoever came through the door of the case; `gate` says what of the shelf is there."""

    def __init__(self, case: Case, gate: Gate, *, bearing: Bearing) -> None:
        self._shelf = OfficeShelf(gate, bearing)
        self._pins: dict[str, list[ShelfPin]] = {}
        pins = ShelfPin.objects.filter(case=case, document__source__shelf__in=sorted(gate.shelves or ()))
        for pin in pins.select_related("document__source", "by"):
            self._pins.setdefault(pin.item, []).append(pin)

    def pinned(self, about: str) -> Sequence[Pinned]:
        """See `Shelf.pinned`."""
        of_case = [self._shelf.pinned_by(pin, entity=pin.entity) for pin in self._pins.get(about, [])]
        return [*of_case, *self._shelf.pinned(about)]

    def suggested(self, described: Described, *, until: date | None) -> Sequence[Suggested]:
        """See `Shelf.suggested`; words that were pinned to this case already are not suggested for it again."""
        pinned = [(pin.document.sha256, pin.quote) for pin in self._pins.get(described.id, [])]
        found = self._shelf.suggested(described, until=until)
        return [
            one
            for one in found
            if not any(one.held.card.key == key and (quote in one.quote or one.quote in quote) for key, quote in pinned)
        ]
