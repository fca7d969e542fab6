"""The door to the shelf: who may read which part of it. What may not be read looks as if it were not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.cases.errors import NotFound, NotNow
from wellfounded.cases.permissions import Permission, check, may
from wellfounded.evidence.search.index.reach import Gate
from wellfounded.library.models import Shelf, ShelfStatement, Source
from wellfounded.library.reading import documents_in, sources_in
from wellfounded.library.withdrawn import withdrawal_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, ShelfPin
    from wellfounded.law.case_file import Slot
    from wellfounded.library.models import ShelfDocument


def shelf_gate(user: User, *, permission: Permission = Permission.OFFICE_LIBRARY_READ) -> Gate:
    """The shelves that this person reads, for an act that `permission` covers.

    Raises:
        NotAllowed: this person does not read the shelf, or may not do this with it.
    """
    check(user, permission)
    return gate_beside_case(user)


def gate_beside_case(user: User) -> Gate:
    """The same for whoever came through the door of a case already: what is pinned there is evidence of the case."""
    shelves = [Shelf.OPEN]
    if may(user, Permission.OFFICE_LIBRARY_READ_RESTRICTED):
        shelves.append(Shelf.RESTRICTED)
    return Gate.of(str(shelf) for shelf in shelves)


def all_pins_from_shelf(user: User, case: Case) -> QuerySet[ShelfPin]:
    """What was pinned to a case, as far as this person reads the shelf that it comes from."""
    shelves = sorted(gate_beside_case(user).shelves or ())
    found = case.shelf_pins.filter(document__source__shelf__in=shelves)
    return found.select_related("document__source", "by")


def pins_from_shelf(user: User, case: Case, *, slot: Slot) -> QuerySet[ShelfPin]:
    """The same for one place of the record."""
    return all_pins_from_shelf(user, case).filter(entity=slot[0], item=slot[1])


def source_behind(gate: Gate, pk: int) -> Source:
    found = sources_in(gate).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such source on the shelf."))
    return found


def source_to_change(gate: Gate, pk: int) -> Source:
    """The same, while nobody else changes it."""
    source_behind(gate, pk)
    return Source.objects.select_for_update().get(pk=pk)


def refuse_withdrawn(source: Source) -> None:
    """Nothing new is rested on a source that was withdrawn.

    Raises:
        NotNow: it was.
    """
    if withdrawal_of(source) is not None:
        raise NotNow(_("This source was withdrawn. Take another, or put it back first."))


def document_behind(gate: Gate, pk: int) -> ShelfDocument:
    found = documents_in(gate).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such document on the shelf."))
    return found


def statements_behind(gate: Gate) -> QuerySet[ShelfStatement]:
    return ShelfStatement.objects.filter(text__document__source__shelf__in=sorted(gate.shelves or ())).select_related(
        "text__document__source", "decided_by"
    )


def statement_behind(gate: Gate, pk: int) -> ShelfStatement:
    found = statements_behind(gate).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such statement on the shelf."))
    return found
