"""The recovery of the office in its key store: the way back when everybody who had a key lost their passphrase.

It is a party like others, but its private half exists only as three shares. Each key is wrapped to it by somebody who
has that key; it is in each group as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from wellfounded.vault.errors import RecoveryRefused
from wellfounded.vault.office_keys import data_keys, people
from wellfounded.vault.office_keys.data_keys import KeyName, Purpose
from wellfounded.vault.office_keys.keyring import FoundingKeyring, PersonKeyring
from wellfounded.vault.office_keys.parties import RECOVERY, PrivateKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from wellfounded.vault.office_keys.store import KeyStore
    from wellfounded.vault.recovery import Recovered

HELD = """
SELECT DISTINCT keys.id, keys.subject, keys.compartment FROM keys JOIN wraps ON wraps.key = keys.id
WHERE (wraps.party = ?1 OR wraps.party IN (SELECT party FROM members WHERE member = ?1))
"""
WITHOUT_RECOVERY = "NOT EXISTS (SELECT 1 FROM wraps AS one WHERE one.key = keys.id AND one.party = ?2)"
# Wrapped to nobody of the people, and to no group with somebody in it.
STRANDED = """
SELECT count(*) FROM keys WHERE EXISTS (SELECT 1 FROM wraps WHERE key = keys.id AND party = ?1) AND NOT EXISTS (
    SELECT 1 FROM wraps JOIN parties ON parties.name = wraps.party
    WHERE wraps.key = keys.id AND wraps.party <> ?1 AND (parties.sealed IS NOT NULL OR EXISTS (
        SELECT 1 FROM members WHERE members.party = parties.name AND members.member <> ?1)))
"""


def renew(keyring: PersonKeyring, public: bytes, *, tell: Callable[[], None]) -> int:
    """Put this recovery in the place of the one before, and give it all that this person has. All of it or nothing.

    `tell` lets the log know, once every key is wrapped and before that counts: where it fails, nothing is changed.
    Returns how many keys wait for somebody else who has them.
    """
    store = keyring.store
    named = [KeyName(*map(str, row)) for row in store.read(HELD, keyring.person)]
    held, groups = _opened(keyring, named), _groups(keyring, _groups_of(keyring))
    with store.changing():
        people.set_recovery(store, public)
        _give(store, public, held=held, groups=groups)
        tell()
    store.overwrite_journal()
    return waiting(store)


def give_what_is_missing(keyring: PersonKeyring) -> None:
    """What this person has and the recovery has not, whenever they unlock their keys. Nothing to a foreign one."""
    store = keyring.store
    public = people.public_of(store, [RECOVERY]).get(RECOVERY)
    if public is None:
        return
    rows = store.read(f"{HELD} AND {WITHOUT_RECOVERY}", keyring.person, RECOVERY)
    missing = [group for group in _groups_of(keyring) if RECOVERY not in people.members(store, group)]
    if rows or missing:
        held, groups = _opened(keyring, [KeyName(*map(str, row)) for row in rows]), _groups(keyring, missing)
        with store.changing():
            _give(store, public, held=held, groups=groups)


def waiting(store: KeyStore) -> int:
    """How many keys the recovery of the office does not open yet."""
    sql = "SELECT count(*) FROM keys WHERE NOT EXISTS (SELECT 1 FROM wraps WHERE key = keys.id AND party = ?)"
    return cast("int", store.read(sql, RECOVERY)[0][0])


def stranded(store: KeyStore) -> int:
    """How many keys the recovery alone opens: another one in its place would lose them."""
    return cast("int", store.read(STRANDED, RECOVERY)[0][0])


def opened(store: KeyStore, recovered: Recovered) -> FoundingKeyring:
    """The keyring of two shares.

    Raises:
        RecoveryRefused: there is no recovery, or these are shares of another one.
    """
    public = people.recovery_that_stands(store)
    if public is None:
        raise RecoveryRefused("The key store has no recovery: no shares open it.")
    if public != recovered.quorum.public:
        raise RecoveryRefused(
            "These shares are whole, and are not those of the recovery that stands in the key store. Look for the "
            "shares of the last recovery."
        )
    return FoundingKeyring(store, recovery=recovered)


def let_in(store: KeyStore, recovered: Recovered, *, group: str, member: str) -> bool:
    """Hand the key of a group on. False when nobody of the group gave it to the recovery, or the member has no keys."""
    public = people.public_of(store, [member]).get(member)
    seed = people.seed_of_group(store, group, member=RECOVERY, opener=recovered)
    if public is None or seed is None:
        return False
    people.add_member(store, group, private=PrivateKey(seed), member=member, public=public)
    return True


def _groups_of(keyring: PersonKeyring) -> list[str]:
    rows = keyring.store.read("SELECT party FROM members WHERE member = ? ORDER BY party", keyring.person)
    return [str(group) for (group,) in rows]


def _opened(keyring: PersonKeyring, names: list[KeyName]) -> list[tuple[KeyName, bytes]]:
    return [(name, key) for name in names if (key := keyring.holds(name)) is not None]


def _groups(keyring: PersonKeyring, names: list[str]) -> list[tuple[str, PrivateKey]]:
    return [(name, private) for name in names if (private := keyring.group(name)) is not None]


def _give(
    store: KeyStore, public: bytes, *, held: list[tuple[KeyName, bytes]], groups: list[tuple[str, PrivateKey]]
) -> None:
    for name, key in held:
        data_keys.add_wraps(store, name, key=key, wanted={(RECOVERY, Purpose.HOLD): public})
    for group, private in groups:
        people.add_member(store, group, private=private, member=RECOVERY, public=public)
