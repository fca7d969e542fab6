"""Keyed fingerprints of a record: what one side sends, and what the other side looks for in it.

A fingerprint is a key of the index of names, stretched so that each guess costs time, and joined with a year of birth.
Where both sides know the year it has to agree within one; where one does not, the name alone leads, and says so.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from wellfounded.identity.names.keys import asked_keys, filed_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wellfounded.identity.exchange.agreed_key import AgreedKey
    from wellfounded.identity.record import Record

OCTETS = 12
PER_RECORD = 64
MOST_YEARS = 4  # a birth date that spans more is sent without a year
_COST = 2**8  # of scrypt: about half a millisecond for each guess of a name key, see the notes on guessing
_SOME, _NONE = "born in some year", "born in no known year"


@dataclass(slots=True)
class Fingerprints:
    """Makes fingerprints with the key of an exchange. What was stretched once is kept while this lives."""

    agreed: AgreedKey
    _stretched: dict[str, bytes] = field(default_factory=dict)

    def sent(self, record: Record) -> list[bytes]:
        """At most `PER_RECORD`, the likeliest spellings of every name first."""
        years = _years(record, reach=0)
        tags = [*map(str, years), _SOME] if years else [_NONE]
        prints = (self._print(key, tag) for key in _in_turn(record.names, filed_keys) for tag in tags)
        return list(dict.fromkeys(prints))[:PER_RECORD]

    def sought(self, record: Record) -> tuple[frozenset[bytes], frozenset[bytes]]:
        """What shows the name with the year, and what shows the name alone."""
        names = list(_in_turn(record.names, lambda name: asked_keys(name) | filed_keys(name)))
        years = _years(record, reach=1)
        without = [_NONE] if years else [_NONE, _SOME]
        return (
            frozenset(self._print(key, str(year)) for key in names for year in years),
            frozenset(self._print(key, tag) for key in names for tag in without),
        )

    def _print(self, key: str, tag: str) -> bytes:
        if key not in self._stretched:
            salt = self.agreed.for_use("names")
            self._stretched[key] = hashlib.scrypt(key.encode(), salt=salt, n=_COST, r=8, p=1, dklen=32)
        return hmac.digest(self._stretched[key], tag.encode(), "sha256")[:OCTETS]


def _in_turn(names: Iterable[str], keys_of: Callable[[str], frozenset[str]]) -> Iterator[str]:
    """The keys of all names, one of each at a time, so that a cap cuts none of the names off."""
    every = zip_longest(*(sorted(keys_of(name)) for name in names))
    return iter(dict.fromkeys(key for key in chain.from_iterable(every) if key))


def _years(record: Record, *, reach: int) -> list[int]:
    """The years in which the person may be born, and so many to each side; none where that says nothing."""
    birth = record.birth
    if birth is None or not birth.bounded or birth.last.year - birth.first.year >= MOST_YEARS:
        return []
    return list(range(birth.first.year - reach, birth.last.year + reach + 1))
