"""The form by which equal names are found. It folds writing, not sound: the identity core compares across scripts."""

from __future__ import annotations

import unicodedata


def name_key(text: str) -> str:
    """Without case, accents, points and hyphens; words in alphabetical order, so that either order finds the other."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    letters = "".join(character if character.isalnum() or character.isspace() else "" for character in bare)
    return " ".join(sorted(unicodedata.normalize("NFC", letters).split()))
