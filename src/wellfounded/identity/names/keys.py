"""Keys by which a register finds names that may be one, over all families of names."""

from __future__ import annotations

import unicodedata

from wellfounded.identity.names.compare import read
from wellfounded.identity.names.korean.hypothesis import Found
from wellfounded.identity.names.korean.keys import keys_of


def keys(given: str) -> frozenset[str]:
    """Every key of one form of a name as typed; empty when it cannot be read.

    Two names that may be one share a key with few exceptions, see docs/reference/names.md.
    """
    reading = read(given)
    if reading.form.problem:
        return frozenset()
    korean = {key for found in reading.read if isinstance(found, Found) for key in keys_of(found)}
    return frozenset(korean | {f"w{_plain(given)}"})


def _plain(given: str) -> str:
    """Without case, marks and order: equal words are found in whatever family."""
    folded = unicodedata.normalize("NFKD", given).casefold()
    letters = "".join(one if one.isalnum() or one.isspace() else "" for one in folded if not unicodedata.combining(one))
    return " ".join(sorted(unicodedata.normalize("NFC", letters).split()))
