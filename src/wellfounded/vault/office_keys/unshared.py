"""Keys that the recovery does not open yet, and whose sign-in would give them to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.vault.office_keys import people
from wellfounded.vault.office_keys.parties import RECOVERY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wellfounded.vault.office_keys.store import KeyStore

WITHOUT_RECOVERY = """
SELECT keys.id, wraps.party FROM keys LEFT JOIN wraps ON wraps.key = keys.id
WHERE NOT EXISTS (SELECT 1 FROM wraps AS one WHERE one.key = keys.id AND one.party = ?)
"""


@dataclass(frozen=True, slots=True)
class Unshared:
    """How many keys, of groups among them; who has these between them, as few people as are found; and what nobody has.

    Each of the people gives what they have when they unlock their keys.
    """

    keys: int = 0
    people: tuple[str, ...] = ()
    nobodys: int = 0


def unshared(store: KeyStore) -> Unshared:
    """Nothing while no recovery stands that is the office's own: then all of them wait, and something else is told."""
    if not people.public_of(store, [RECOVERY]):
        return Unshared()
    having = _who_has(store)
    holders = {key: who for key, who in having.items() if who}
    return Unshared(len(having), tuple(_few(holders)), len(having) - len(holders))


def _who_has(store: KeyStore) -> dict[str, set[str]]:
    persons = {str(name) for (name,) in store.read("SELECT name FROM parties WHERE sealed IS NOT NULL")}
    inside: dict[str, set[str]] = defaultdict(set)
    for group, member in store.read("SELECT party, member FROM members"):
        inside[str(group)].add(str(member))
    having: dict[str, set[str]] = defaultdict(set)
    for key, party in store.read(WITHOUT_RECOVERY, RECOVERY):
        having[str(key)] |= (inside.get(str(party), set()) | {str(party)}) & persons
    return having | {group: who & persons for group, who in inside.items() if RECOVERY not in who}


def _few(holders: Mapping[str, set[str]]) -> list[str]:
    """Always whoever has most of what is left."""
    found, left = [], dict(holders)
    while left:
        counted = Counter(person for who in left.values() for person in who)
        most = min(counted, key=lambda person: (-counted[person], person))
        found.append(most)
        left = {key: who for key, who in left.items() if most not in who}
    return found
