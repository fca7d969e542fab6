"""What was withdrawn from the shelf: it stays readable for whoever follows a pin, and is found by no search.

In the index its documents stand on a shelf beside their own, which no gate of a search lets through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from wellfounded.evidence.search.index.reach import Gate
from wellfounded.library.models import Withdrawal

if TYPE_CHECKING:
    from wellfounded.library.models import Source

_BESIDE = "{shelf}, withdrawn"


def withdrawal_of(source: Source) -> Withdrawal | None:
    """The withdrawal that holds now; None for a source that stands on the shelf."""
    return next((one for one in source.withdrawals.all() if one.put_back_at is None), None)


def is_withdrawn(source: str) -> Exists:
    """The condition that a source is withdrawn; `source` is the way to it, as the outer query names it."""
    return Exists(Withdrawal.objects.filter(source=OuterRef(source), put_back_at=None))


def shelf_in_index(source: Source) -> str:
    """Under what the index keeps the documents of a source."""
    return _BESIDE.format(shelf=source.shelf) if withdrawal_of(source) else str(source.shelf)


def with_withdrawn(gate: Gate) -> Gate:
    """The same gate for whoever reads a document that they have, rather than looks for one."""
    shelves = gate.shelves or frozenset()
    return Gate.of(shelves | {_BESIDE.format(shelf=shelf) for shelf in shelves})
