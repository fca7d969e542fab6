"""Makes the wraps be what they ought to be: adds those that are missing, takes out those of who is not entitled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.vault.office_keys import data_keys, entitlement, in_use, people
from wellfounded.vault.office_keys.data_keys import KeyName, Purpose
from wellfounded.vault.office_keys.entitlement import entitled
from wellfounded.vault.office_keys.keyring import Keyring, PersonKeyring, current, use
from wellfounded.vault.office_keys.parties import RECOVERY

if TYPE_CHECKING:
    from wellfounded.vault.office_keys.store import KeyStore


IN_TRUST = "in trust"  # the note of who sealed an office that began in clear


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who is entitled to a key and has not got it: they have no pair of keys yet, or nobody here had it."""

    party: str
    subject: str
    compartment: str


def bring_up_to_date(subjects: Iterable[str]) -> list[Waiting]:
    """What is still missing afterwards. Without a keyring nothing is added; what must go, goes all the same."""
    keyring = current()
    if keyring is None:
        return _without_keyring(set(subjects))
    names = [name for subject in sorted(set(subjects)) for name in data_keys.names_of(keyring.store, subject)]
    return [waiting for name in names for waiting in _one(keyring, name)]


def _without_keyring(subjects: set[str]) -> list[Waiting]:
    store = in_use.store()
    if store is None:
        return []
    take_out(store, subjects)
    return waiting(store, subjects)


def waiting(store: KeyStore, subjects: Iterable[str]) -> list[Waiting]:
    """Who waits for keys of these, without changing anything."""
    names = [name for subject in sorted(set(subjects)) for name in data_keys.names_of(store, subject)]
    return [
        Waiting(party, name.subject, name.compartment)
        for name in names
        for party, _ in sorted(entitled(name.subject, name.compartment).pairs() - data_keys.wraps_of(store, name))
    ]


def take_out(store: KeyStore, subjects: Iterable[str]) -> None:
    """Only remove what must go: nobody's keyring is needed for it."""
    for subject in set(subjects):
        for name in data_keys.names_of(store, subject):
            _remove_surplus(store, name)


def let_in(keyring: PersonKeyring, group: str, *, member: str) -> bool:
    """Hand the key of a group on. False when the member has no confirmed keys yet, or this person is not in it."""
    public = people.public_of(keyring.store, [member]).get(member)
    private = keyring.group(group)
    if public is None or private is None:
        return False
    people.add_member(keyring.store, group, private=private, member=member, public=public)
    return True


def found_missing(keyring: PersonKeyring, person: str) -> None:
    """Groups that are not there yet begin with this person, who holds their keys in trust until a member is let in.

    They are founded at a sign-in or a confirmation and never in the midst of a write: what is undone then would leave
    a group that the log does not know. What the keyring opens is given to them.
    """
    store = keyring.store
    missing = [group for group in sorted(entitlement.founds(person)) if not people.is_known(store, group)]
    public = people.public_of(store, [person]).get(person) if missing else None
    if public is None:
        return
    for group in missing:
        people.found_group(store, group, first=person, public=public)
    held = store.read("SELECT DISTINCT subject FROM keys JOIN wraps ON key = id WHERE party = ?", keyring.person)
    with use(keyring):
        bring_up_to_date(str(subject) for (subject,) in held)


def _one(keyring: Keyring, name: KeyName) -> list[Waiting]:
    pairs = entitled(name.subject, name.compartment).pairs()
    missing = (pairs | {(RECOVERY, Purpose.HOLD)}) - data_keys.wraps_of(keyring.store, name)
    known = people.public_of(keyring.store, [party for party, _ in missing])
    wanted = {(party, purpose): known[party] for party, purpose in missing if party in known}
    key = keyring.holds(name) if wanted else None
    if key is not None:
        data_keys.add_wraps(keyring.store, name, key=key, wanted=wanted)
        missing -= wanted.keys()
    _remove_surplus(keyring.store, name)
    return [Waiting(party, name.subject, name.compartment) for party, _ in sorted(missing) if party != RECOVERY]


def _remove_surplus(store: KeyStore, name: KeyName) -> None:
    """Never the last one of the people: a key that nobody could hand on any more would be lost.

    Whoever sealed an office that began in clear holds its keys until nobody waits for them.
    """
    have = {pair for pair in data_keys.wraps_of(store, name) if pair[0] != RECOVERY}
    ought = entitled(name.subject, name.compartment).pairs()
    surplus = have - ought
    if surplus and ought - have:
        surplus.discard((store.note(IN_TRUST), Purpose.HOLD))
    if surplus and have - surplus:
        data_keys.remove_wraps(store, name, gone=surplus)
