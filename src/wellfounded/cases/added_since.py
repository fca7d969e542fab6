"""What came to two records while they were read as one: it belongs to one of them when they are two again.

Only what a matcher compares is asked about. What was written in a case, such as consents, needs and medical notes,
stays with that case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wellfounded.persons.models import IdentityDocument, Kinship, Nationality, PersonName, Photo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.persons.models import Person

Compared = PersonName | IdentityDocument | Nationality | Photo | Kinship

KINDS: Final[dict[str, type[Compared]]] = {
    "name": PersonName,
    "document": IdentityDocument,
    "nationality": Nationality,
    "photo": Photo,
    "relative": Kinship,
}


@dataclass(frozen=True, slots=True)
class Added:
    """A row that came after the merge. `key` names it: its kind and its number."""

    kind: str
    row: Compared

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.row.pk}"


def standing(people: Iterable[Person]) -> dict[str, list[int]]:
    """The keys of all that a matcher compares, by kind."""
    keys = [person.pk for person in people]
    return {
        kind: sorted(table._default_manager.filter(person__in=keys).values_list("pk", flat=True))  # noqa: SLF001 - Django's public way in
        for kind, table in KINDS.items()
    }


def added_since(stood: dict[str, list[int]], people: Iterable[Person]) -> list[Added]:
    """What is there now and did not stand then."""
    keys = [person.pk for person in people]
    return [
        Added(kind, row)
        for kind, table in KINDS.items()
        for row in table._default_manager.filter(person__in=keys)  # noqa: SLF001 - Django's public way in
        .exclude(pk__in=stood.get(kind, []))
        .select_related("person")
        .order_by("pk")
    ]
