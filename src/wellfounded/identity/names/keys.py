"""Keys by which a register finds names that may be one, over all families of names."""

from __future__ import annotations

import unicodedata

from wellfounded.identity.names.compare import read
from wellfounded.identity.names.korean.hypothesis import Found
from wellfounded.identity.names.korean.keys import keys_of
from wellfounded.identity.names.other.words import Words
from wellfounded.identity.names.word_keys import keys_of_characters, keys_of_words


def keys(given: str) -> frozenset[str]:
    """Every key of one form of a name as typed; empty when it cannot be read.

    Two names that may be one share a key with few exceptions, see docs/explanation/korean-names.md.
    """
    reading = read(given)
    if reading.form.problem:
        return frozenset()
    kept = {f"w{_plain(given)}", *keys_of_characters(reading.form)}
    korean = [found for found in reading.read if isinstance(found, Found)]
    kept.update(*map(keys_of, korean))
    if not any(found.typical for found in korean):  # two words of a Korean name are borne by thousands
        kept.update(key for found in reading.read if isinstance(found, Words) for key in keys_of_words(found))
    return frozenset(kept)


def _plain(given: str) -> str:
    """Without case, marks and order: equal words are found in whatever family."""
    folded = unicodedata.normalize("NFKD", given).casefold()
    letters = "".join(one if one.isalnum() or one.isspace() else "" for one in folded if not unicodedata.combining(one))
    return " ".join(sorted(unicodedata.normalize("NFC", letters).split()))
