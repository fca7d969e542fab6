"""What the register holds of a person, as the identity core compares it.

A paper that is lost or was given back counts too: its number was theirs. A name that was withdrawn was a mistake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.identity.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.persons.models import Person

COMPARED_SEXES = {"female", "male"}


def record_of(person: Person) -> Record:
    """The person as a record."""
    identity = getattr(person, "identity", None)
    names = tuple(name.text for name in person.names.all() if name.withdrawn_at is None)
    if identity is None:
        return Record(person.reference, names)
    return Record(
        key=person.reference,
        names=names,
        birth=identity.birth,
        sex=identity.sex if identity.sex in COMPARED_SEXES else "",
        places=_filled([identity.birth_place, f"{identity.origin_region} {identity.origin_place}"]),
        father=identity.father_name,
        mother=identity.mother_name,
        numbers=_filled(f"{paper.country} {paper.number}" for paper in person.documents.all() if paper.number),
    )


def _filled(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if text.strip())
