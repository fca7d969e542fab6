"""Where a quotation stands in a text taken anew, for what the office keeps of it. Nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.documents.found_again import How, find_again

if TYPE_CHECKING:
    from wellfounded.evidence.documents.citation import Citation

# The same words. Words that are only nearly the same are for a person to look at, and are not marked by themselves.
SAME_WORDS = frozenset({How.SAME, How.EXACT, How.NORMALISED})


def place_again(citation: Citation, text: str) -> tuple[int, int] | None:
    """The place of a citation in a text taken anew; None when its words do not stand there, or no place is clear."""
    found = find_again(citation, text)
    return (found.first, found.last) if found.how in SAME_WORDS else None
