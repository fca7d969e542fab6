"""An office that seals, who has its keys, and a note in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casework.cast import Cast
from tests.integration.casework.sealed_rows.in_the_table import WORDS
from wellfounded.persons.models import MedicalNote, Person
from wellfounded.vault.argon import Cost
from wellfounded.vault.office_keys import entitlement, in_use, keyring, people
from wellfounded.vault.office_keys.entitlement import Entitled
from wellfounded.vault.office_keys.keyring import PersonKeyring
from wellfounded.vault.office_keys.store import KeyStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[KeyStore]:
    made = KeyStore.create(tmp_path / "keys", cost=Cost(8, 1, 1))
    rule, founds = entitlement._rule[0], entitlement._founds[0]  # noqa: SLF001 - put back afterwards
    entitlement.give_rule(lambda _subject, _compartment: Entitled(read=frozenset({"user:1"})))
    with in_use.using(made):
        yield made
    entitlement.give_rule(rule, founds=founds)


@pytest.fixture
def reader(store: KeyStore) -> PersonKeyring:
    private = people.add_person(store, "user:1", passphrase="a passphrase", confirmed=True)  # noqa: S106 - of invented people
    return PersonKeyring(store, "user:1", private=lambda: private)


@pytest.fixture
def stranger(store: KeyStore) -> PersonKeyring:
    private = people.add_person(store, "user:2", passphrase="a passphrase", confirmed=True)  # noqa: S106 - of invented people
    return PersonKeyring(store, "user:2", private=lambda: private)


@pytest.fixture
def note(cast: Cast, reader: PersonKeyring) -> MedicalNote:
    person = Person.objects.create(reference="P-1")
    with keyring.use(reader):
        return MedicalNote.objects.create(person=person, text=WORDS, by=cast.protection_officer)
