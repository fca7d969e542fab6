"""The Merkle tree of RFC 9162, section 2.1: hashes, roots, proofs and their checking. Knows no database.

An entry keeps, beside what its leaf is made of, its *peak*: the root of the largest perfect subtree that it completes.
From leaves and peaks every root and every proof can be made with a few look-ups, so nothing else has to be kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

SIZE = 32  # bytes of a hash
EMPTY_ROOT = hashlib.sha256(b"").digest()


class ProofError(Exception):
    """A proof does not show what it is said to show."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the log keeps of an entry for the tree."""

    leaf: bytes
    peak: bytes


@dataclass(frozen=True, slots=True)
class Span:
    """The leaves from `start` up to, not including, `end`: a subtree."""

    start: int
    end: int


LookUp = Callable[[int], Kept]


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


# ── making ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def completed_by(number: int) -> list[int]:
    """The entries whose peaks, from the nearest to the farthest, stand left in the subtrees that `number` completes."""
    end = number + 1
    return [number - (1 << level) for level in range((end & -end).bit_length() - 1)]


def peak_of(leaf: bytes, left_peaks: Sequence[bytes]) -> bytes:
    """The peak of an entry, from its leaf and the peaks of the entries that `completed_by` names, in that order."""
    peak = leaf
    for left in left_peaks:
        peak = node_hash(left, peak)
    return peak


def frontier(size: int) -> list[int]:
    """The entries whose peaks make the root of the first `size` entries, from left to right."""
    ends, end = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            end += 1 << level
            ends.append(end - 1)
    return ends


def root_of_peaks(peaks: Sequence[bytes]) -> bytes:
    """The root over subtrees from left to right, each larger than the next."""
    if not peaks:
        return EMPTY_ROOT
    *left, root = peaks
    for peak in reversed(left):
        root = node_hash(peak, root)
    return root


@dataclass(slots=True)
class Growing:
    """A tree that grows by one leaf at a time and keeps its right-most subtrees only."""

    size: int = 0
    _peaks: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> bytes:
        """Add a leaf and return the peak of its entry."""
        levels = len(completed_by(self.size))
        kept, merged = self._peaks[: len(self._peaks) - levels], self._peaks[len(self._peaks) - levels :]
        peak = peak_of(leaf, merged[::-1])
        self._peaks = [*kept, peak]
        self.size += 1
        return peak

    def root(self) -> bytes:
        return root_of_peaks(self._peaks)


def inclusion_path(number: int, size: int) -> list[Span]:
    """The subtrees whose roots prove that entry `number` is among the first `size`, from the leaf upwards."""
    if not 0 <= number < size:
        raise ProofError(f"There is no entry {number} among the first {size}.")
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if number < middle:
            path.append(Span(middle, end))
            end = middle
        else:
            path.append(Span(start, middle))
            start = middle
    return path[::-1]


def consistency_path(old: int, new: int) -> list[Span]:
    """The subtrees whose roots prove that the first `old` entries are the beginning of the first `new`."""
    if not 0 < old <= new:
        raise ProofError(f"Nothing can be proved of {old} entries against {new}.")
    path = []
    start, end, whole = 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(Span(middle, end))
            end = middle
        else:
            path.append(Span(start, middle))
            start, whole = middle, False
    if not whole:
        path.append(Span(start, end))
    return path[::-1]


def needed(span: Span) -> list[int]:
    """The entries from which `root_of_span` is made."""
    return [number for subtree in _perfect(span) for number in (subtree.end - 1, *_inside(subtree))]


def root_of_span(span: Span, look_up: LookUp) -> bytes:
    """The root of a subtree, from the entries that `needed` names."""
    return root_of_peaks([_perfect_root(subtree, look_up) for subtree in _perfect(span)])


def _split(length: int) -> int:
    """The largest power of two below `length`."""
    return 1 << (length - 1).bit_length() - 1


def _perfect(span: Span) -> list[Span]:
    """The perfect subtrees that make a span, from left to right."""
    ends = [span.start + last + 1 for last in frontier(span.end - span.start)]
    return [Span(start, end) for start, end in zip([span.start, *ends], ends, strict=False)]


def _inside(subtree: Span) -> list[int]:
    """The entries whose peaks, from the nearest to the farthest, stand left in a perfect subtree."""
    return completed_by(subtree.end - 1)[: (subtree.end - subtree.start).bit_length() - 1]


def _perfect_root(subtree: Span, look_up: LookUp) -> bytes:
    return peak_of(look_up(subtree.end - 1).leaf, [look_up(number).peak for number in _inside(subtree)])


# ── checking ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Head:
    """How many entries, and their root."""

    size: int
    root: bytes


def check_inclusion(leaf: bytes, number: int, *, proof: Sequence[bytes], head: Head) -> None:
    """Raise `ProofError` unless `proof` shows that `leaf` is entry `number` under `head`."""
    _check_hashes(leaf, head.root, *proof)
    if not 0 <= number < head.size:
        raise ProofError(f"There is no entry {number} among the first {head.size}.")
    place, last, root = number, head.size - 1, leaf
    for step in proof:
        if last == 0:
            raise ProofError("The proof is too long.")
        if place & 1 or place == last:
            root = node_hash(step, root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = node_hash(root, step)
        place, last = place >> 1, last >> 1
    _settle(last, fits=root == head.root)


def check_consistency(old: Head, new: Head, *, proof: Sequence[bytes]) -> None:
    """Raise `ProofError` unless `proof` shows that the entries of `old` are the beginning of those of `new`.

    From no entries at all nothing can be proved: whatever follows begins with nothing.
    """
    _check_hashes(*proof)
    if old.size == new.size:
        _check_same(old, new, proof=proof)
        return
    if not 0 < old.size < new.size:
        raise ProofError(f"Nothing can be proved of {old.size} entries against {new.size}.")
    steps = list(proof)
    if old.size & (old.size - 1) == 0:
        steps.insert(0, old.root)
    if not steps:
        raise ProofError("The proof is too short.")
    place, last = old.size - 1, new.size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise ProofError("The proof is too long.")
        if place & 1 or place == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, step)
        place, last = place >> 1, last >> 1
    _settle(last, fits=first == old.root and second == new.root)


def _check_hashes(*hashes: bytes) -> None:
    if any(len(hashed) != SIZE for hashed in hashes):
        raise ProofError(f"A hash has {SIZE} bytes.")


def _check_same(old: Head, new: Head, *, proof: Sequence[bytes]) -> None:
    if proof:
        raise ProofError("The proof is too long.")
    if old.root != new.root or (old.size == 0 and old.root != EMPTY_ROOT):
        raise ProofError("The roots differ.")


def _settle(levels_left: int, *, fits: bool) -> None:
    if levels_left:
        raise ProofError("The proof is too short.")
    if not fits:
        raise ProofError("The proof leads to another root.")
