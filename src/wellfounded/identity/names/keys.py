"""Keys by which a register finds names that may be one, over all families of names.

A record is *filed* under few keys and *asked* for under more: what one side tries, the other need not hold.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice

from wellfounded.identity.names.form import Form, form_of, formed
from wellfounded.identity.names.key import Key
from wellfounded.identity.names.korean.folded import Folded, folded_name
from wellfounded.identity.names.korean.keys import asked_korean, filed_korean, keys_of
from wellfounded.identity.names.other.words import words_of
from wellfounded.identity.names.word_keys import ASKED, FILED, fit_of_syllables, keys_of_syllables, sorted_keys_of_words
from wellfounded.identity.script import Script

_SYLLABLES_FILED, _SYLLABLES_ASKED = 2, 16
_MOST_FILED = 12
_BESIDE, _UNLIKELY = 0.01, 0.0001
"""What the rarity of a key counts that no reading weighs: as a rule, and of letters that are rather Korean ones."""


def keys(given: str) -> frozenset[str]:
    """Keys that both sides may hold, where what is filed and what is asked cannot be told apart.

    Two names that may be one share a key with few exceptions, see docs/reference/name-index.md.
    """
    form = form_of(given)
    korean = None if form.problem else folded_name(form)
    return filed_keys(given) | (keys_of(korean) if korean else frozenset())


def filed_keys(given: str) -> frozenset[str]:
    """The keys under which one form of a name as typed is filed, at most 24; empty when it cannot be read."""
    return frozenset(key.text for key in filed(given))


def asked_keys(given: str) -> frozenset[str]:
    """The keys under which one form of a name is looked for: what `filed_keys` gives, and what lies near it."""
    return frozenset(key.text for key in asked(given))


def filed(given: str) -> tuple[Key, ...]:
    """`filed_keys`, each with what ranks those who share it."""
    form = formed(given)
    if form.problem:
        return ()
    korean = folded_name(form)
    kept = {key.text: key for key in filed_korean(korean)} if korean else {}
    for text in islice(_beside(form, korean, reach=FILED), _MOST_FILED):
        kept.setdefault(text, Key(text))
    return tuple(kept.values()) or (Key(f"w{_plain(given)}"),)


def asked(given: str) -> tuple[Key, ...]:
    """`asked_keys`, each with what ranks those who share it."""
    form = form_of(given)
    if form.problem:
        return ()
    korean = folded_name(form)
    kept = {key.text: key for key in asked_korean(korean)} if korean else {}
    beside = list(_beside(form, korean, reach=ASKED))
    beside += islice(_beside(form, korean, reach=FILED), _MOST_FILED)
    rarity = _UNLIKELY if korean and _rather_korean(form, korean) else _BESIDE
    for text in beside:
        kept.setdefault(text, Key(text, rarity=rarity))
    return tuple(kept.values()) if korean or beside else (Key(f"w{_plain(given)}"),)


def _beside(form: Form, korean: Folded | None, *, reach: int) -> Iterator[str]:
    """Keys of a Chinese name, and of words, unless the name is Korean: two of its words are borne by thousands."""
    korean_only = korean is not None and korean.typical
    if reach == ASKED or korean is None or not korean_only or korean.mandarin or fit_of_syllables(form) > korean.fit:
        yield from keys_of_syllables(form, most=_SYLLABLES_FILED if reach == FILED else _SYLLABLES_ASKED)
    if not korean_only:
        words = words_of(form.words)
        yield from sorted_keys_of_words(words, reach=reach) if words else ()


def _rather_korean(form: Form, korean: Folded) -> bool:
    """Whether Latin letters spell a Korean name better than a Chinese one."""
    return form.script is Script.LATIN and korean.typical and fit_of_syllables(form) <= korean.fit


def _plain(given: str) -> str:
    """Without case, marks and order: equal words are found in whatever family."""
    plain = unicodedata.normalize("NFKD", given).casefold()
    letters = "".join(one if one.isalnum() or one.isspace() else "" for one in plain if not unicodedata.combining(one))
    return " ".join(sorted(unicodedata.normalize("NFC", letters).split()))
