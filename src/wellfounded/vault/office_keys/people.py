"""People and groups in the key store: whose public half is known, and how a private half is opened.

Somebody's new pair of keys gets nothing until a colleague who has keys confirms that it is theirs. Otherwise whoever
resets a sign-in could sign in first, and be given by the program what they could never open. Both, that a pair was made
and that it was confirmed, is held against the log, not only against this file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from wellfounded.vault.argon import Cost
from wellfounded.vault.errors import SlotDamaged
from wellfounded.vault.office_keys import vouching
from wellfounded.vault.office_keys.parties import (
    GROUP,
    RECOVERY,
    PrivateKey,
    SealedSeed,
    open_seed,
    seal_seed,
    seal_to,
)
from wellfounded.vault.office_keys.vouching import ForeignHalf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.vault.office_keys.store import KeyStore
    from wellfounded.vault.recovery import Recovered

SEALED = "UPDATE parties SET salt = ?, memory = ?, passes = ?, lanes = ?, sealed = ? WHERE name = ?"


def public_of(store: KeyStore, names: Iterable[str]) -> dict[str, bytes]:
    """The public half of each of these who has one that was confirmed, and for which the office vouches.

    Everything that wraps a key asks here, so that nothing is wrapped to anybody else. Who is refused is noticed.
    """
    wanted = sorted(set(names))
    marks = ", ".join("?" for _ in wanted)
    rows = store.read(f"SELECT name, public FROM parties WHERE confirmed AND name IN ({marks})", *wanted)  # noqa: S608 - marks only
    found = {str(name): cast("bytes", public) for name, public in rows}
    fits = vouching.book().fits(found)
    for name in found.keys() - {name for name, confirmed in fits.items() if confirmed}:
        if name != RECOVERY:  # which is told of at each sign-in
            vouching.notice(name)
        del found[name]
    return found


def to_confirm(store: KeyStore, name: str) -> bytes:
    """The half that a colleague is about to confirm.

    Raises:
        ForeignHalf: it is not the one that was made at the sign-in of this person.
    """
    [(public,)] = store.read("SELECT public FROM parties WHERE name = ?", name)
    if name not in vouching.book().fits({name: cast("bytes", public)}):
        vouching.notice(name)
        raise ForeignHalf
    return cast("bytes", public)


def foreign(store: KeyStore) -> list[str]:
    """Whose half in the key store is not the one that was made here, or counts as confirmed there alone."""
    rows = store.read("SELECT name, public, confirmed FROM parties ORDER BY name")
    fits = vouching.book().fits({str(name): cast("bytes", public) for name, public, _ in rows})
    return [str(name) for name, _, confirmed in rows if name not in fits or (confirmed and not fits[str(name)])]


def recovery_that_stands(store: KeyStore) -> bytes | None:
    """Its public half, whoever put it there."""
    found = store.read("SELECT public FROM parties WHERE name = ?", RECOVERY)
    return cast("bytes", found[0][0]) if found else None


def is_known(store: KeyStore, name: str) -> bool:
    return bool(store.read("SELECT 1 FROM parties WHERE name = ?", name))


def is_confirmed(store: KeyStore, name: str) -> bool:
    return bool(public_of(store, [name]))


def anybody_confirmed(store: KeyStore) -> bool:
    return bool(store.read("SELECT 1 FROM parties WHERE confirmed AND sealed IS NOT NULL LIMIT 1"))


def unconfirmed(store: KeyStore) -> list[str]:
    """People whose keys wait for a colleague. Who counts as confirmed in this file alone waits as well."""
    rows = store.read("SELECT name, public, confirmed FROM parties WHERE sealed IS NOT NULL ORDER BY name")
    fits = vouching.book().fits({str(name): cast("bytes", public) for name, public, _ in rows})
    return [str(name) for name, _, confirmed in rows if not (confirmed and fits.get(str(name)))]


def confirm(store: KeyStore, name: str) -> None:
    with store.changing() as change:
        change.execute("UPDATE parties SET confirmed = 1 WHERE name = ?", (name,))


def add_person(store: KeyStore, name: str, *, passphrase: str, confirmed: bool = False) -> PrivateKey:
    """A new pair of keys for somebody who has none. What others hold is not theirs until somebody hands it on."""
    private = PrivateKey.new()
    with store.changing() as change:
        sql = "INSERT INTO parties (name, public, confirmed) VALUES (?, ?, ?)"
        change.execute(sql, (name, private.public, confirmed))
        reseal(store, name, private=private, passphrase=passphrase)
        vouching.book().made(name, private.public, confirmed=confirmed)  # what cannot be written there is not made
    return private


def reseal(store: KeyStore, name: str, *, private: PrivateKey, passphrase: str) -> None:
    """Put the private half under another passphrase. The seal before is overwritten."""
    sealed = seal_seed(private.seed, passphrase, cost=store.cost, bound_to=_bound(store, name))
    cost = sealed.cost
    with store.changing() as change:
        values = (sealed.salt, cost.memory, cost.passes, cost.lanes, sealed.sealed, name)
        change.execute(SEALED, values)


def open_person(store: KeyStore, name: str, *, passphrase: str) -> PrivateKey:
    """The private half of a person.

    Raises:
        WrongPassphrase: this passphrase does not open it.
        SlotDamaged: there is none, or what lies there was changed.
    """
    found = store.read("SELECT salt, memory, passes, lanes, sealed FROM parties WHERE name = ?", name)
    if not found or found[0][4] is None:
        raise SlotDamaged("The key store has no key of this person.")
    salt, memory, passes, lanes, sealed = found[0]
    cost = Cost(cast("int", memory), cast("int", passes), cast("int", lanes))
    seed = SealedSeed(cast("bytes", salt), cost, cast("bytes", sealed))
    return open_seed(seed, passphrase, bound_to=_bound(store, name))


def retire(store: KeyStore, name: str) -> None:
    """Take a person out: their pair of keys, and every wrap for it. A copy of it that is put back gets nothing."""
    if not is_known(store, name):
        return
    vouching.book().gone(name)
    with store.changing() as change:
        change.execute("DELETE FROM parties WHERE name = ?", (name,))
    store.overwrite_journal()


def set_recovery(store: KeyStore, public: bytes) -> None:
    """From now on new keys can be opened by the recovery of the office as well; one before it no longer."""
    with store.changing() as change:
        change.execute("DELETE FROM parties WHERE name = ? AND public <> ?", (RECOVERY, public))
        change.execute("INSERT OR IGNORE INTO parties (name, public, confirmed) VALUES (?, ?, 1)", (RECOVERY, public))


def set_group(store: KeyStore, group: str, *, public: bytes) -> None:
    with store.changing() as change:
        change.execute("INSERT INTO parties (name, public, confirmed) VALUES (?, ?, 1)", (group, public))
        vouching.book().made(group, public, confirmed=True)


def found_group(store: KeyStore, group: str, *, first: str, public: bytes) -> PrivateKey | None:
    """A new group with its first member. None when somebody else founded it meanwhile."""
    private = PrivateKey.new()
    with store.changing() as change:
        made = change.execute(
            "INSERT OR IGNORE INTO parties (name, public, confirmed) VALUES (?, ?, 1)", (group, private.public)
        ).rowcount
        if made:
            add_member(store, group, private=private, member=first, public=public)
            vouching.book().made(group, private.public, confirmed=True)
    return private if made else None


def add_member(store: KeyStore, group: str, *, private: PrivateKey, member: str, public: bytes) -> None:
    """Hand the private half of a group on to somebody more: one wrap, however many keys the group has."""
    wrapped = seal_to(public, private.seed, purpose=_membership(store, group, member=member))
    with store.changing() as change:
        change.execute("INSERT OR REPLACE INTO members VALUES (?, ?, ?)", (group, member, wrapped))


def remove_member(store: KeyStore, group: str, *, member: str) -> None:
    with store.changing() as change:
        change.execute("DELETE FROM members WHERE party = ? AND member = ?", (group, member))
    store.overwrite_journal()


def members(store: KeyStore, group: str) -> set[str]:
    return {str(member) for (member,) in store.read("SELECT member FROM members WHERE party = ?", group)}


def open_group(store: KeyStore, group: str, *, member: str, private: PrivateKey) -> PrivateKey | None:
    """The private half of a group, for a member; None for anybody else."""
    seed = seed_of_group(store, group, member=member, opener=private)
    return None if seed is None else PrivateKey(seed)


def seed_of_group(store: KeyStore, group: str, *, member: str, opener: PrivateKey | Recovered) -> bytes | None:
    found = store.read("SELECT wrapped FROM members WHERE party = ? AND member = ?", group, member)
    if not found:
        return None
    return opener.open(cast("bytes", found[0][0]), purpose=_membership(store, group, member=member))


def is_group(name: str) -> bool:
    return name.startswith(GROUP)


def _bound(store: KeyStore, name: str) -> bytes:
    return f"wellfounded private key 1\0{store.id}\0{name}".encode()


def _membership(store: KeyStore, group: str, *, member: str) -> bytes:
    return f"wellfounded group key 1\0{store.id}\0{group}\0{member}".encode()
