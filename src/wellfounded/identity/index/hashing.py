"""What of a record goes into an index: keyed hashes of 32 bits, years of birth, and a mark that tells changes.

Whoever holds the database and not the secret sees numbers, which records share one, and years of birth, yet no name.
(Skeletons of common names could be guessed by somebody who has the secret; so it lies with the key of the store.) Two
keys that fall together by chance only add a candidate, one in a hundred questions to ten million records.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from math import log2
from typing import NamedTuple

from wellfounded.identity.dates.partial_date import PartialDate
from wellfounded.identity.names.key import Key
from wellfounded.identity.record import Record

KeysOf = Callable[[str], Iterable[Key]]
LEAST_SECRET, MOST_SECRET = 16, 64
NO_YEAR = 0
LONGEST_SPAN = 6
"""Years that a record is filed under; a wider interval is filed as not known."""

NEAR_YEARS = 2
MARK = 4
"""Bytes of the mark."""

_SIZE = 4  # bytes of a hash

HEADS = 2
"""Names behind a key that are kept, each by eight bits of its hash."""

HEAD = struct.Struct(f"<{MARK}sHB")
_KEY = struct.Struct("<II")


class Posting(NamedTuple):
    """Where a record is filed: `first` year of birth (`NO_YEAR`: not known), how many `span`, and its keys packed.

    A key takes eight octets: its hash, and its gist. The gist has, from the lowest bit on, for each of the likeliest
    two names behind the key eight bits of its hash and four for its share, and four for the share of the key.
    """

    mark: bytes
    first: int
    span: int
    keys: bytes

    @property
    def hashes(self) -> list[int]:
        """The hashes of its keys."""
        return [value for value, _ in _KEY.iter_unpack(self.keys)]

    def packed(self) -> bytes:
        """As it is kept beside the record: 7 bytes, and 8 for each key."""
        return HEAD.pack(self.mark, self.first, self.span) + self.keys


def unpacked(kept: bytes) -> Posting:
    """What `Posting.packed` made."""
    mark, first, span = HEAD.unpack_from(kept)
    return Posting(mark, first, span, bytes(kept[HEAD.size :]))


@dataclass(frozen=True, slots=True)
class Hashing:
    """How names become hashes: the secret, and the keys of one form of a name.

    Raises:
        ValueError: the secret is too short to hide anything.
    """

    secret: bytes
    keys_of: KeysOf

    def __post_init__(self) -> None:
        if len(self.secret) < LEAST_SECRET:
            raise ValueError("the secret of an index has at least 16 bytes")

    def posting(self, record: Record) -> Posting:
        """Where a record is filed."""
        return self.posted(record.names, years_of(record.birth))

    def posted(self, names: tuple[str, ...], years: tuple[int, int]) -> Posting:
        """Where a record of these names and years of birth is filed."""
        return Posting(self._mark(names, years), *years, self._keys(names))

    def _keys(self, names: tuple[str, ...]) -> bytes:
        """The keys of all names, packed; of a key that two names share the likelier gist."""
        how = (self.keys_of, self.secret)
        each = [_packed(name, how) for name in names]
        return each[0] if len(each) == 1 else _together(pair for keys in each for pair in _KEY.iter_unpack(keys))

    def asked(self, names: Iterable[str]) -> dict[int, list[Key]]:
        """The keys of the names that are looked for, by hash."""
        found: dict[int, list[Key]] = {}
        for name in names:
            for key in self.keys_of(name):
                found.setdefault(hashed(key.text, self.secret), []).append(key)
        return found

    def mark(self, record: Record) -> bytes:
        """What is other as soon as the names or the birth of a record are, as far as the index sees them."""
        return self._mark(record.names, years_of(record.birth))

    def _mark(self, names: tuple[str, ...], years: tuple[int, int]) -> bytes:
        text = "\0".join((*names, str(years)))
        return blake2b(text.encode("utf-8", "surrogatepass"), key=self.secret[:MOST_SECRET], digest_size=MARK).digest()


@lru_cache(maxsize=65536)
def _packed(name: str, how: tuple[KeysOf, bytes]) -> bytes:
    """The keys of one name. Common names come again and again in a register: some 300 octets are kept for each."""
    keys_of, secret = how
    return _together((_hash(key.text, secret), gist_of(key, secret)) for key in keys_of(name))


def _together(pairs: Iterable[tuple[int, ...]]) -> bytes:
    """Hashes and gists, packed by hash; the likelier gist of a hash that stands twice."""
    gists: dict[int, int] = {}
    for value, gist in pairs:
        if value not in gists or gist >> _OF_KEY < gists[value] >> _OF_KEY:
            gists[value] = gist
    return b"".join([_KEY.pack(value, gists[value]) for value in sorted(gists)])


@lru_cache(maxsize=131072)
def hashed(text: str, secret: bytes) -> int:
    """The keyed hash of a key, or of a name behind it, as a number of 32 bits; kept for who asks again."""
    return _hash(text, secret)


def _hash(text: str, secret: bytes) -> int:
    """The same; what is filed is seldom hashed twice, and keeping it would cost more."""
    hasher = _keyed(secret).copy()  # half the price of one made with the key
    hasher.update(text.encode())
    return int.from_bytes(hasher.digest(), "big")


@lru_cache(maxsize=64)
def _keyed(secret: bytes) -> blake2b:
    return blake2b(key=secret[:MOST_SECRET], digest_size=_SIZE)


# ── gists ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_HEAD_BITS, _OF_KEY = 12, 24
NOTHING = 15
"""The share of what is not there; every smaller number stands for 2 ** (-number / 2)."""


def gist_of(key: Key, secret: bytes) -> int:
    """What ranks a record among those who share the key, in 28 bits."""
    found = _share(key.weight) << _OF_KEY
    bits = 0
    for name, share in key.heads[:HEADS]:
        found |= (_share(share) << 8 | _hash(name, secret) & 0xFF) << bits
        bits += _HEAD_BITS
    return found | _no_heads(secret) >> bits << bits


@lru_cache(maxsize=64)
def _no_heads(secret: bytes) -> int:
    """The bits of names, where none is known."""
    one = NOTHING << 8 | head_of("", secret)
    return sum(one << (_HEAD_BITS * place) for place in range(HEADS))


def head_of(name: str, secret: bytes) -> int:
    """Eight bits of the hash of a name behind a key."""
    return hashed(name, secret) & 0xFF


def _share(chance: float) -> int:
    return min(round(-2 * log2(chance)), NOTHING) if chance > 0.0 else NOTHING


# ── years ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def years_of(birth: PartialDate | None) -> tuple[int, int]:
    """The first year that a record is filed under, and how many there are."""
    if birth is None or not birth.bounded:
        return NO_YEAR, 1
    first, last = birth.first.year, birth.last.year
    return (first, last - first + 1) if last - first < LONGEST_SPAN else (NO_YEAR, 1)


def asked_years(birth: PartialDate | None) -> tuple[int, int] | None:
    """The years in which to look: those said, and what ages and papers are off by. None: in all."""
    if birth is None or not birth.bounded:
        return None
    return birth.first.year - NEAR_YEARS, birth.last.year + NEAR_YEARS
