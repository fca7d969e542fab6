"""Files people under the keys of their names, and finds who shares one. The identity core compares them then."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from wellfounded.identity.names.keys import keys
from wellfounded.persons.models import NameKey, NameSecret, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_CANDIDATES = 500
TOO_WIDE = "s"  # surname and first syllable: a family for questions with a birth year


def file_names(person: Person) -> None:
    """File the person under the keys of their names as they stand now."""
    held = set(NameKey.objects.filter(person=person).values_list("hash", flat=True))
    wanted = _hashes(name.text for name in person.names.all() if name.withdrawn_at is None)
    NameKey.objects.filter(person=person, hash__in=held - wanted).delete()
    NameKey.objects.bulk_create([NameKey(person=person, hash=value) for value in sorted(wanted - held)])


def sharing_a_name(person: Person) -> QuerySet[Person]:
    """Others who are filed under a key of this person's, at most `MOST_CANDIDATES`, the newest first."""
    mine = NameKey.objects.filter(person=person).values("hash")
    others = NameKey.objects.filter(hash__in=mine).exclude(person=person).values("person")
    return Person.objects.filter(pk__in=others).order_by("-pk")[:MOST_CANDIDATES]


def filed_under(names: Iterable[str]) -> QuerySet[Person]:
    """People who are filed under a key of one of these names, at most `MOST_CANDIDATES`, the newest first."""
    found = NameKey.objects.filter(hash__in=_hashes(names)).values("person")
    return Person.objects.filter(pk__in=found).order_by("-pk")[:MOST_CANDIDATES]


def shares_a_name(names: Iterable[str], *, person: str) -> Exists:
    """A condition on rows that point to a person by the field `person`: filed under a key of one of these names.

    It is asked for each row apart, so that people behind other rows cost nothing, seen or unseen.
    """
    return Exists(NameKey.objects.filter(person=OuterRef(person), hash__in=_hashes(names)))


def _hashes(names: Iterable[str]) -> set[int]:
    secret = NameSecret.of_this_register()
    found = {key for name in names for key in keys(name) if not key.startswith(TOO_WIDE)}
    return {int.from_bytes(blake2b(key.encode(), key=secret, digest_size=8).digest(), signed=True) for key in found}
