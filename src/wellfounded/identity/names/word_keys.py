"""Keys of names in alphabets and of Chinese names: two words without what spellings mix, and characters spelt out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from wellfounded.identity.names.form import Form
from wellfounded.identity.names.korean.chinese_letters import hong_kong, wade_giles
from wellfounded.identity.names.korean.letters import plain_letters
from wellfounded.identity.names.korean.pinyin import usual_pinyin
from wellfounded.identity.names.korean.tables import characters
from wellfounded.identity.names.other.words import Word, Words
from wellfounded.identity.script import Script

MOST_WORDS = 5
_LONGEST_RUN = 24
_SURNAME_AND_GIVEN = 2
_PAIRS_OF_LETTERS = re.compile("sh|ch|zh|kh|gh|th|ts|tz")
_ONE = {"sh": "s", "ch": "k", "zh": "s", "kh": "k", "gh": "k", "th": "t", "ts": "s", "tz": "s"}
_FOLD = str.maketrans(
    {
        "q": "k",
        "c": "k",
        "g": "k",
        "j": "k",
        "x": "k",
        "z": "s",
        "v": "f",
        "w": "f",
        "p": "f",
        "b": "f",
        "d": "t",
        "m": "n",
    }
    | dict.fromkeys("hy")
)
_SILENT = re.compile("(?<=[aeiou])h(?![aeiou])")
_TWICE = re.compile(r"(.)\1+")


def keys_of_words(words: Words) -> Iterator[str]:
    """A key for every two words of a name, whatever their order; for its only word if there is one."""
    folded = sorted(_skeleton(word) for word in words.single if not word.light)[:MOST_WORDS]
    if len(folded) == 1:
        yield f"x{folded[0]}"
    yield from (f"x{one}.{other}" for one, other in combinations(folded, 2))


def _skeleton(word: Word) -> str:
    """Consonants without voicing, m and n one, no h and y; the first letter where nothing else is left."""
    single = _PAIRS_OF_LETTERS.sub(lambda found: _ONE[found[0]], word.skeleton).translate(_FOLD)
    return _TWICE.sub(r"\1", single) or word.roman[:1]


def keys_of_characters(form: Form) -> Iterator[str]:
    """Characters spelt out in pinyin, Wade-Giles and Hong Kong letters; Latin words run together.

    Latin words run in two orders, and without the first one where there are three: Christopher Cheung Wah-fung.
    """
    if form.script is Script.LATIN and len(form.words) > 1:
        words = [re.sub("[^a-z]", "", plain_letters(word)) for word in form.words]
        own = words[1:] if len(words) > _SURNAME_AND_GIVEN else words
        runs = {"".join(words), "".join(words[-1:] + words[:-1]), "".join(own)}
        yield from (_run(run) for run in runs if len(run) <= _LONGEST_RUN)
    elif form.script is Script.HAN:
        signs = "".join(form.words)[:MOST_WORDS]
        rest = [usual_pinyin(sign)[0] for sign in signs[1:]]
        yield from (_run("".join([family, *rest])) for family in usual_pinyin(signs[0]))
        yield _run("".join(min(wade_giles(usual_pinyin(sign)[0]), key=len) for sign in signs))
        yield _run("".join(map(_in_hong_kong, signs)))


def _run(letters: str) -> str:
    """The key of letters run together, without the vowels and h that only some write."""
    return "p" + _SILENT.sub("", letters).replace("ue", "u").replace("oo", "u").replace("ee", "i")


def _in_hong_kong(character: str) -> str:
    known = characters().get(character)
    sounds = known.cantonese if known else ()
    return min(hong_kong(sounds[0])) if sounds else character
