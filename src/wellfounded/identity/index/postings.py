"""The records that share a key: packed side by side, read all at once, and ranked by what their gists say.

Ranking is an estimate of the name's weight (`names.compare` says it exactly): the sum, over the names that both sides
may stand for, of P(name | one) * P(name | other) / P(name), as far as two names a key and eight bits of each tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wellfounded.identity.index.hashing import HEAD, NEAR_YEARS, NO_YEAR, NOTHING, head_of
from wellfounded.identity.names.key import Key

Postings = NDArray[Any]
"""One row a record: its number, the gist of the key with the span of years above it, the first year of birth."""

ROW = np.dtype([("id", "<u4"), ("gist", "<u4"), ("year", "<i2")])
_KEYS = np.dtype([("hash", "<u4"), ("gist", "<u4")])
_HEADS = np.dtype([("mark", "S4"), ("year", "<u2"), ("span", "u1")])
_SPAN = 28
_GIST = (1 << _SPAN) - 1
_SHARES = np.array([*(2.0 ** (-step / 2) for step in range(NOTHING)), 0.0])

_SLIP = 0.03
"""What two names of one skeleton count that are not known to be the same name."""

_SAME_YEAR = 40.0
"""How much likelier one person than two gives the same year of birth; two years off say nothing either way."""


def unpacked_rows(held: bytes) -> Postings:
    """The records that share a key, as they are kept."""
    return np.frombuffer(held, ROW)


def rows_of(entries: Sequence[tuple[int, bytes]]) -> tuple[NDArray[np.uint32], Postings]:
    """The hashes of all keys of records that are filed, and the row of each."""
    size = HEAD.size
    heads = np.frombuffer(b"".join(posted[:size] for _, posted in entries), _HEADS)
    keys = np.frombuffer(b"".join(posted[size:] for _, posted in entries), _KEYS)
    counts = [(len(posted) - size) // _KEYS.itemsize for _, posted in entries]
    rows = np.empty(len(keys), ROW)
    rows["id"] = np.repeat(np.array([number for number, _ in entries], np.uint32), counts)
    rows["year"] = np.repeat(heads["year"], counts)
    rows["gist"] = keys["gist"] | (np.repeat(heads["span"], counts).astype(np.uint32) << _SPAN)
    return keys["hash"], rows


def by_hash(hashes: NDArray[np.uint32], rows: Postings) -> Iterable[tuple[int, bytes]]:
    """Each hash in order with its rows, packed; equal ones stay in their order."""
    order = np.argsort(hashes, kind="stable")
    hashes, rows = hashes[order], rows[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]][: len(hashes)])
    ends = np.r_[starts[1:], len(hashes)][: len(starts)]  # nothing has no end
    packed, size = rows.tobytes(), ROW.itemsize
    for value, start, end in zip(hashes[starts].tolist(), starts.tolist(), ends.tolist(), strict=True):
        yield value, packed[start * size : end * size]


def changed(held: bytes, added: bytes, *, gone: Iterable[int]) -> bytes:
    """What is kept of a key once some records are gone and others are added."""
    rows, left = unpacked_rows(held), [*gone, *unpacked_rows(added)["id"].tolist()]
    return rows[~np.isin(rows["id"], left)].tobytes() + added


# ── ranking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class Ranking:
    """Adds up what each record is worth, key by key."""

    def __init__(self, *, among: int, years: tuple[int, int] | None, secret: bytes, apart: float = 0.0) -> None:
        """`among`: records in the index; `years`: the years in which to look, None for all.

        `apart` is what those count who were born in other years; with nothing they are left out.
        """
        self._among, self._years, self._secret, self._apart = among, years, secret, apart
        self._found: list[tuple[NDArray[Any], NDArray[Any]]] = []

    def count(self, held: bytes, keys: Sequence[Key]) -> None:
        """Add those who share a hash, which is that of `keys` (nearly always one)."""
        rows = unpacked_rows(held)
        common = len(rows)
        worth = self._of_years(rows)
        if self._years is not None:
            near = worth > 0.0
            rows, worth = rows[near], worth[near]
        gists = rows["gist"] & _GIST
        for key in keys:
            self._found.append((rows["id"], worth * self._of_names(gists, key, common=common)))

    def best(self, most: int) -> list[int]:
        """The numbers of the records that are worth most; equal ones by their number."""
        if not self._found:
            return []
        ids, places = np.unique(np.concatenate([ids for ids, _ in self._found]), return_inverse=True)
        totals = np.bincount(places, weights=np.concatenate([worth for _, worth in self._found]))
        # Sums of the same parts differ in their last digits, which must not part equal ones.
        order = np.lexsort((ids, -np.round(np.log(totals), 6)))
        return [int(one) for one in ids[order[:most]]]

    def _of_names(self, gists: NDArray[Any], key: Key, *, common: int) -> NDArray[Any]:
        if not key.weight:
            return np.full(len(gists), key.rarity * max(self._among / common, 1.0))
        worth = np.zeros(256)
        for name, chance in key.heads:
            worth[head_of(name, self._secret)] += chance
        shares = _SHARES[gists >> 8 & 15], _SHARES[gists >> 20 & 15], _SHARES[gists >> 24 & 15]
        known = shares[0] * worth[gists & 255] + shares[1] * worth[gists >> 12 & 255]
        # What is left of the key stands for further names, any of which the other side may mean.
        left = np.maximum(shares[2] - shares[0] - shares[1], 0.0) + _SLIP * np.maximum(shares[2], _SHARES[-2])
        found: NDArray[Any] = known + left * key.weight
        return found

    def _of_years(self, rows: Postings) -> NDArray[Any]:
        """Little or nothing for those who were born in other years, more for those of the same years."""
        if self._years is None:
            return np.ones(len(rows))
        first, last = self._years
        born = rows["year"].astype(np.int32)
        until = born + (rows["gist"] >> _SPAN).astype(np.int32) - 1
        near = (born <= last) & (until >= first)
        same = (born <= last - NEAR_YEARS) & (until >= first + NEAR_YEARS)
        return np.where(born == NO_YEAR, 1.0, np.where(same, _SAME_YEAR, np.where(near, 1.0, self._apart)))
