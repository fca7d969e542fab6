"""Roots and proofs of the log as it stands, each from a few rows."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max

from wellfounded.audit.models import Entry
from wellfounded.audit.tree import (
    Head,
    Kept,
    ProofError,
    Span,
    consistency_path,
    frontier,
    inclusion_path,
    needed,
    root_of_peaks,
    root_of_span,
)


def size_of_log() -> int:
    last = Entry.objects.aggregate(last=Max("number"))["last"]
    return 0 if last is None else int(last) + 1


def head_at(size: int) -> Head:
    """The root of the first `size` entries.

    Raises:
        ProofError: the log has fewer entries, or lacks one that is needed.
    """
    if size < 0:
        raise ProofError(f"There is no log of {size} entries.")
    numbers = frontier(size)
    kept = _kept(numbers)
    return Head(size, root_of_peaks([kept[number].peak for number in numbers]))


def inclusion_proof(number: int, size: int) -> list[bytes]:
    """Shows that entry `number` is among the first `size`."""
    return _made(inclusion_path(number, size))


def consistency_proof(old: int, new: int) -> list[bytes]:
    """Shows that the first `old` entries are the beginning of the first `new`."""
    return _made(consistency_path(old, new))


def _made(path: Sequence[Span]) -> list[bytes]:
    kept = _kept([number for span in path for number in needed(span)])
    return [root_of_span(span, kept.__getitem__) for span in path]


def _kept(numbers: Sequence[int]) -> dict[int, Kept]:
    kept = {entry.number: entry.kept() for entry in Entry.objects.filter(number__in=numbers)}
    missing = sorted(set(numbers) - set(kept))
    if missing:
        raise ProofError(f"The log has no entry {missing[0]}.")
    return kept
