"""Files people under the keys of their names, and finds who shares one. The identity core compares them then."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from wellfounded.identity.names.keys import asked_keys, filed_keys
from wellfounded.persons.models import NameKey, NameSecret, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_CANDIDATES = 500


def file_names(person: Person) -> None:
    """File the person under the keys of their names as they stand now."""
    held = set(NameKey.objects.filter(person=person).values_list("hash", flat=True))
    wanted = hashes_of(_names(person), secret=NameSecret.of_this_register())
    NameKey.objects.filter(person=person, hash__in=held - wanted).delete()
    NameKey.objects.bulk_create([NameKey(person=person, hash=value) for value in sorted(wanted - held)])


def sharing_a_name(person: Person) -> QuerySet[Person]:
    """Others who are found by this person's names, at most `MOST_CANDIDATES`, the newest first."""
    others = NameKey.objects.filter(hash__in=_asked(_names(person))).exclude(person=person).values("person")
    return Person.objects.filter(pk__in=others).order_by("-pk")[:MOST_CANDIDATES]


def filed_under(names: Iterable[str]) -> QuerySet[Person]:
    """People who are filed under a key of one of these names, at most `MOST_CANDIDATES`, the newest first."""
    found = NameKey.objects.filter(hash__in=_asked(names)).values("person")
    return Person.objects.filter(pk__in=found).order_by("-pk")[:MOST_CANDIDATES]


def shares_a_name(names: Iterable[str], *, person: str) -> Exists:
    """A condition on rows that point to a person by the field `person`: filed under a key of one of these names.

    It is asked for each row apart, so that people behind other rows cost nothing, seen or unseen.
    """
    return Exists(NameKey.objects.filter(person=OuterRef(person), hash__in=_asked(names)))


def hashes_of(names: Iterable[str], *, secret: bytes) -> set[int]:
    """The hashes under which names are filed. When these change, everybody is filed anew by a migration."""
    return _hashed({key for name in names for key in filed_keys(name)}, secret)


def _asked(names: Iterable[str]) -> set[int]:
    return _hashed({key for name in names for key in asked_keys(name)}, NameSecret.of_this_register())


def _hashed(keys: set[str], secret: bytes) -> set[int]:
    return {int.from_bytes(blake2b(key.encode(), key=secret, digest_size=8).digest(), signed=True) for key in keys}


def _names(person: Person) -> list[str]:
    return [name.text for name in person.names.all() if name.withdrawn_at is None]
