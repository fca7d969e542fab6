"""What an analysis gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

Token = tuple[str, int, int]
"""A term, and where its surface begins and ends in the text (in characters)."""


class ScriptAnalyzer(Protocol):
    """Makes terms of what a text holds in one script; leaves the other scripts alone."""

    def tokens(self, texts: Sequence[str]) -> list[list[Token]]:
        """The tokens of each text, in the order of their beginnings."""
        ...  # pragma: no cover - what an analyzer must offer; nothing to run
