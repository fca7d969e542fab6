"""All readings of a form: in Hangul, in characters, in Latin or in Cyrillic letters."""

from __future__ import annotations

from collections.abc import Iterable
from math import log

from wellfounded.identity.names.form import Form
from wellfounded.identity.names.korean.hypothesis import Found, Hypothesis, gathered, spoken
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
    if form.script in _HAN_OR_HANGUL or (form.script is Script.MIXED and scripts_of(form.text) <= _HAN_OR_HANGUL):
        return _found(form, written(form), alphabetic=False)
    if form.script is Script.LATIN:
        words = tuple(map(plain_letters, form.words))
        return _found(form, in_latin(form, words), words=words)
    if form.script is Script.CYRILLIC:
        return _found(form, in_cyrillic(form, tuple(map(plain_cyrillic, form.words))))
    return None


def _found(
    form: Form, hypotheses: Iterable[Hypothesis], *, alphabetic: bool = True, words: tuple[str, ...] = ()
) -> Found | None:
    """The likeliest of the readings with what else is asked of a form; `words` are the plain ones of a Latin form."""
    likeliest, chance = gathered(hypotheses)
    if not likeliest:
        return None
    hangul = () if alphabetic else (spoken(one) for one in likeliest[:_SPOKEN] if one.surname)
    runs = ("".join(words), "".join(words[-1:] + words[:-1])) if words else ()
    letters = (run.translate(_BARE) for run in runs)
    fit = log(chance) / sum(map(str.isalpha, form.text))
    return Found(likeliest, chance, tuple(dict.fromkeys(hangul)), tuple(dict.fromkeys(letters)), fit, alphabetic)
