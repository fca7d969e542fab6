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
from typing import NamedTuple

from wellfounded.identity.dates.partial_date import PartialDate
from wellfounded.identity.record import Record

KeysOf = Callable[[str], Iterable[str]]
LEAST_SECRET, MOST_SECRET = 16, 64
NO_YEAR = 0
LONGEST_SPAN = 6
"""Years that a record is filed under; a wider interval is filed as not known."""

NEAR_YEARS = 2
MARK = 4
"""Bytes of the mark."""
_HEAD = struct.Struct(f">{MARK}sHB")


class Posting(NamedTuple):
    """Where a record is filed: `first` year of birth (`NO_YEAR`: not known), how many `span`, and the hashes."""

    mark: bytes
    first: int
    span: int
    hashes: tuple[int, ...]

    @property
    def years(self) -> range:
        """The years it is filed under."""
        return range(self.first, self.first + self.span)

    def packed(self) -> bytes:
        """As it is kept beside the record: 7 bytes, and 4 for each hash."""
        return _HEAD.pack(self.mark, self.first, self.span) + struct.pack(f">{len(self.hashes)}i", *self.hashes)


def unpacked(kept: bytes) -> Posting:
    """What `Posting.packed` made."""
    mark, first, span = _HEAD.unpack_from(kept)
    return Posting(mark, first, span, struct.unpack(f">{(len(kept) - _HEAD.size) // 4}i", kept[_HEAD.size :]))


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
        return Posting(self.mark(record), *years_of(record.birth), tuple(sorted(self.hashes(record.names))))

    def hashes(self, names: Iterable[str]) -> set[int]:
        """The hashes of names, over all their keys."""
        return {hashed(key, self.secret) for name in names for key in self.keys_of(name)}

    def mark(self, record: Record) -> bytes:
        """What is other as soon as the names or the birth of a record are, as far as the index sees them."""
        text = "\0".join((*record.names, str(years_of(record.birth))))
        return blake2b(text.encode("utf-8", "surrogatepass"), key=self.secret[:MOST_SECRET], digest_size=MARK).digest()


@lru_cache(maxsize=65536)
def hashed(key: str, secret: bytes) -> int:
    """The keyed hash of one key, as a signed number of 32 bits."""
    digest = blake2b(key.encode(), key=secret[:MOST_SECRET], digest_size=4).digest()
    return int.from_bytes(digest, "big", signed=True)


def years_of(birth: PartialDate | None) -> tuple[int, int]:
    """The first year that a record is filed under, and how many there are."""
    if birth is None or not birth.bounded or birth.last.year - birth.first.year >= LONGEST_SPAN:
        return NO_YEAR, 1
    return birth.first.year, birth.last.year - birth.first.year + 1


def asked_years(birth: PartialDate | None) -> tuple[int, int] | None:
    """The years in which to look: those said, and what ages and papers are off by. None: in all."""
    if birth is None or not birth.bounded:
        return None
    return birth.first.year - NEAR_YEARS, birth.last.year + NEAR_YEARS
