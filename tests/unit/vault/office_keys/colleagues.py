"""Colleagues with keys of their own, who may read what, and a key that one of them makes."""

from __future__ import annotations

from wellfounded.vault.argon import Cost
from wellfounded.vault.office_keys import data_keys, entitlement, keyring, people
from wellfounded.vault.office_keys.data_keys import KeyName
from wellfounded.vault.office_keys.entitlement import Entitled
from wellfounded.vault.office_keys.keyring import PersonKeyring
from wellfounded.vault.office_keys.store import KeyStore

CHEAP = Cost(memory=8, passes=1, lanes=1)
ADA, BEN, GROUP = "user:1", "user:2", "group:register"
PASSPHRASE = "one passphrase of a test"  # noqa: S105 - of invented people


def ring(store: KeyStore, name: str, *, confirmed: bool = True) -> PersonKeyring:
    private = people.add_person(store, name, passphrase=PASSPHRASE, confirmed=confirmed)
    return PersonKeyring(store, name, private=lambda: private)


def again(of: PersonKeyring) -> PersonKeyring:
    """The same person in another request."""
    return PersonKeyring(of.store, of.person, private=lambda: of.private)


def entitle(*, read: str = "", hold: str = "") -> None:
    """Groups among them begin with ADA."""
    groups = frozenset(filter(people.is_group, read.split()))
    entitlement.give_rule(
        lambda _subject, _compartment: Entitled(frozenset(read.split()), frozenset(hold.split())),
        founds=lambda person: groups if person == ADA else frozenset(),
    )


def sealed_key(by: PersonKeyring, subject: str = "case:1", compartment: str = "account") -> KeyName:
    with keyring.use(by):
        keyring.to_seal(subject, compartment)
    found = data_keys.named(by.store, subject, compartment=compartment)
    assert found is not None
    return found
