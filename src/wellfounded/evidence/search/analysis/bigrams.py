"""Pairs of neighbouring characters: what finds a word of Chinese, Japanese or Korean that no dictionary splits well."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellfounded.evidence.search.analysis.token import Token


def bigrams(run: str, start: int) -> list[Token]:
    """The pairs of a run that begins at `start`; a run of one character is its own term."""
    if len(run) == 1:
        return [(run, start, start + 1)]
    return [(run[place : place + 2], start + place, start + place + 2) for place in range(len(run) - 1)]
