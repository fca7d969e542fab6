"""What one person can open, for the time of one request. Nobody's keyring, and everything reads “sealed”."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol, cast

from wellfounded.vault.errors import StoreLocked
from wellfounded.vault.office_keys import data_keys, entitlement, people
from wellfounded.vault.office_keys.data_keys import KeyName, Purpose
from wellfounded.vault.office_keys.parties import RECOVERY, PrivateKey, WrapBrokenError

if TYPE_CHECKING:
    from wellfounded.vault.office_keys.store import KeyStore
    from wellfounded.vault.recovery import Recovered

NOT_GIVEN = "You have no key to what this is kept with. Unlock your keys, or ask a colleague who has it to hand it on."


class NoKey(StoreLocked):
    """Nobody unlocked a keyring, or it holds no key to this."""

    code = "WF-119"

    def __init__(self) -> None:
        super().__init__(NOT_GIVEN)


class Keyring(Protocol):
    """What is asked for by columns that are sealed."""

    @property
    def store(self) -> KeyStore: ...

    def reads(self, key_id: str) -> bytes | None:
        """The key, for whoever may read with it."""

    def holds(self, name: KeyName) -> bytes | None:
        """The key, for sealing and for handing it on."""

    def keep(self, name: KeyName, key: bytes) -> None:
        """Whoever made a key reads with it until the request ends, before anybody is entitled to it."""

    def subject_of(self, key_id: str) -> str:
        """The case or person whose key it is; empty when there is none of this number."""


class _Subjects:
    """Whose keys they are, each asked for once."""

    def __init__(self, store: KeyStore) -> None:
        self.store = store
        self._subjects: dict[str, str] = {}

    def subject_of(self, key_id: str) -> str:
        if key_id not in self._subjects:
            self._named(key_id)
        return self._subjects[key_id]

    def _named(self, key_id: str) -> KeyName | None:
        """Whoever opens a key is asked at once whose it is: so the key store is not asked again."""
        name = data_keys.by_id(self.store, key_id)
        self._subjects[key_id] = "" if name is None else name.subject
        return name


class PersonKeyring(_Subjects):
    """The keys of one person, by their own private key and those of the groups that they are in."""

    def __init__(self, store: KeyStore, person: str, *, private: Callable[[], PrivateKey]) -> None:
        """`private` is asked only once something has to be opened."""
        super().__init__(store)
        self.person = person
        self._ask = private
        self._opened: dict[str, PrivateKey] = {}
        self._groups: list[str] | None = None
        self._keys: dict[tuple[str, bool], bytes] = {}

    def reads(self, key_id: str) -> bytes | None:
        if (key_id, False) not in self._keys:
            name = self._named(key_id)
            return None if name is None else self._unwrapped(name, holding=False)
        return self._keys[key_id, False]

    def holds(self, name: KeyName) -> bytes | None:
        return self._keys.get((name.id, True)) or self._unwrapped(name, holding=True)

    def keep(self, name: KeyName, key: bytes) -> None:
        self._keys[name.id, False] = self._keys[name.id, True] = key

    def group(self, name: str) -> PrivateKey | None:
        """The private half of a group; None when this person is not in it."""
        if name not in self._opened:
            found = people.open_group(self.store, name, member=self.person, private=self.private)
            if found is None:
                return None
            self._opened[name] = found
        return self._opened[name]

    @property
    def private(self) -> PrivateKey:
        if self.person not in self._opened:
            self._opened[self.person] = self._ask()
        return self._opened[self.person]

    def _unwrapped(self, name: KeyName, *, holding: bool) -> bytes | None:
        """What nobody has handed on is asked for anew each time: it may come while the request lasts."""
        for party in (self.person, *self._in_groups()):
            for purpose in Purpose if holding else (Purpose.READ,):
                wrapped = data_keys.wrap_for(self.store, name, party=party, purpose=purpose)
                opener = (self.private if party == self.person else self.group(party)) if wrapped else None
                if wrapped and opener:
                    try:
                        key = opener.open(wrapped, purpose=name.bound(self.store, party, purpose=purpose))
                    except WrapBrokenError:  # of a pair of keys that this person had before, or changed by somebody
                        continue
                    self._keys[name.id, holding] = key
                    return key
        return None

    def _in_groups(self) -> list[str]:
        if self._groups is None:
            rows = self.store.read("SELECT party FROM members WHERE member = ? ORDER BY party", self.person)
            self._groups = [str(party) for (party,) in rows]
        return self._groups


class FoundingKeyring(_Subjects):
    """What makes a new office knows the keys that it makes, and no others. Two shares of the recovery open all."""

    def __init__(self, store: KeyStore, *, recovery: Recovered | None = None) -> None:
        super().__init__(store)
        self._recovery = recovery
        self._made: dict[str, bytes] = {}

    def keep(self, name: KeyName, key: bytes) -> None:
        self._made[name.id] = key

    def reads(self, key_id: str) -> bytes | None:
        if key_id not in self._made and self._recovery is not None:
            name = self._named(key_id)
            wrapped = (
                None if name is None else data_keys.wrap_for(self.store, name, party=RECOVERY, purpose=Purpose.HOLD)
            )
            if name is not None and wrapped is not None:
                bound = name.bound(self.store, RECOVERY, purpose=Purpose.HOLD)
                self._made[key_id] = self._recovery.open(wrapped, purpose=bound)
        return self._made.get(key_id)

    def holds(self, name: KeyName) -> bytes | None:
        return self.reads(name.id)


_current: ContextVar[Keyring | None] = ContextVar("keyring", default=None)


def current() -> Keyring | None:
    return _current.get()


@contextmanager
def use(keyring: Keyring | None) -> Iterator[None]:
    """Everything inside is read and sealed with these keys; afterwards with whichever was there before."""
    before = _current.set(keyring)
    try:
        yield
    finally:
        _current.reset(before)


def to_seal(subject: str, compartment: str) -> tuple[str, bytes]:
    """The key under which something new of this subject is sealed, made when there is none.

    Raises:
        NoKey: nobody unlocked a keyring, or the key is there and not in it.
    """
    keyring = current()
    if keyring is None:
        raise NoKey
    name = data_keys.named(keyring.store, subject, compartment=compartment) or _make(
        keyring, subject, compartment=compartment
    )
    key = keyring.holds(name)
    if key is None:
        raise NoKey
    return name.id, key


def _make(keyring: Keyring, subject: str, *, compartment: str) -> KeyName:
    pairs = entitlement.entitled(subject, compartment).pairs() | {(RECOVERY, Purpose.HOLD)}
    known = people.public_of(keyring.store, [party for party, _ in pairs])
    wanted = {(party, purpose): known[party] for party, purpose in pairs if party in known}
    if isinstance(keyring, PersonKeyring) and (keyring.person, Purpose.READ) not in wanted:
        wanted[keyring.person, Purpose.HOLD] = keyring.private.public  # so that it can always be handed on
    made = data_keys.make(keyring.store, subject, compartment=compartment, wanted=wanted)
    if made is None:  # somebody else was quicker
        return cast("KeyName", data_keys.named(keyring.store, subject, compartment=compartment))
    keyring.keep(*made)
    return made[0]
