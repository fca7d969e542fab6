"""All readings of a form: in Hangul, in characters, in Latin or in Cyrillic letters."""

from __future__ import annotations

from math import log

from wellfounded.identity.names.form import Form
from wellfounded.identity.names.korean.hypothesis import Found, gathered, spoken
from wellfounded.identity.names.korean.letters import plain_cyrillic, plain_letters
from wellfounded.identity.names.korean.spelling import in_cyrillic, in_latin
from wellfounded.identity.names.korean.written import written
from wellfounded.identity.script import Script, scripts_of

_HAN_OR_HANGUL = frozenset({Script.HAN, Script.HANGUL})
LONGEST_WORDS, LONGEST_WORD = 5, 24
_SPOKEN = 3
_BARE = str.maketrans({"ŏ": "o", "ŭ": "u", "-": None, "'": None})


def readings(form: Form) -> Found | None:
    """The readings of a form as a Korean name; None when it has none."""
    if len(form.words) > LONGEST_WORDS or max(map(len, form.words)) > LONGEST_WORD:
        return None
    found = _found(form)
    if found is None:
        return None
    fit = log(found.chance) / sum(map(str.isalpha, form.text))
    return Found(found.readings, found.chance, found.hangul, found.letters, fit, found.alphabetic)


def _found(form: Form) -> Found | None:
    if scripts_of(form.text) <= _HAN_OR_HANGUL:
        found = gathered(written(form))
        names = (spoken(one) for one in found.readings[:_SPOKEN] if one.surname) if found else ()
        return found and Found(found.readings, found.chance, hangul=tuple(dict.fromkeys(names)), alphabetic=False)
    if form.script is Script.LATIN:
        words = tuple(plain_letters(word) for word in form.words)
        found = gathered(in_latin(form, words))
        runs = ("".join(words), "".join(words[-1:] + words[:-1]))
        letters = tuple(dict.fromkeys(run.translate(_BARE) for run in runs))
        return found and Found(found.readings, found.chance, letters=letters)
    if form.script is Script.CYRILLIC:
        return gathered(in_cyrillic(form, tuple(plain_cyrillic(word) for word in form.words)))
    return None
