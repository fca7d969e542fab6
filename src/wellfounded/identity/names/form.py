"""A name as it was given: cleaned, its script known, its words apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from wellfounded.identity.names.titles import ADDRESSES, BEHIND, OFFICES
from wellfounded.identity.script import LONGEST, Script, normal, script_of, scripts_of, unreadable

_BRACKETS = re.compile(r"[(\[（【「《<][^()\[\]（）【】「」《》<>]*[)\]）】」》>]")
_BRACKET = re.compile(r"[()\[\]（）【】「」《》<>]")
_SEPARATORS = str.maketrans(",،;", "   ")
_LONGEST_FIRST = sorted(BEHIND, key=lambda title: (-len(title), title))
_LAST_LETTERS = frozenset(title[-1] for title in BEHIND)
_NO_ALPHABET = frozenset({Script.HANGUL, Script.HAN})
_WHOLE_NAME = 2  # letters in Hangul or Han, words in an alphabet

_PLAIN = re.compile("([가-힣]+)|([一-龥]+)|([A-Za-z]+(?:[ '-][A-Za-z]+)*)")
"""Names that are in normal form as they stand, in one writing without signs: most of a register."""
_PLAIN_SCRIPTS = (Script.HANGUL, Script.HAN, Script.LATIN)


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a name.

    `given` is what was typed, `text` the same in normal form without titles, `words` its parts as they stand between
    blanks and commas (hyphens, apostrophes and capitals kept), `surname_first` whether a comma says so.
    `problem` says why it cannot be read; then there are no words.
    """

    given: str
    text: str
    script: Script
    words: tuple[str, ...]
    surname_first: bool = False
    problem: str = ""


@lru_cache(maxsize=65536)
def form_of(given: str) -> Form:
    """The form of a name as typed; never raises, see `Form.problem`."""
    return formed(given)


def formed(given: str) -> Form:
    """The same for whoever asks once a name and would only crowd out what others ask again."""
    plain = _PLAIN.fullmatch(given) if len(given) <= LONGEST else None
    return _read(given) if plain is None else _plain_form(given, _PLAIN_SCRIPTS[(plain.lastindex or 1) - 1])


def _plain_form(given: str, script: Script) -> Form:
    """What `_read` gives of a name that needs none of its questions but that for titles."""
    words = untitled(tuple(given.split(" ")))
    return Form(given, " ".join(words), script, words)


def _read(given: str) -> Form:
    problem = unreadable(given)
    if problem:
        return Form(given, "", Script.OTHER, (), problem=problem)
    text = _outside(normal(given))
    apart = text.translate(_SEPARATORS)
    # Between two scripts a stroke divides two writings; within one it may stand for a blank or a hyphen.
    parts = (apart.replace("/", " ") if len(scripts_of(apart)) > 1 else apart).split()
    words = _one_writing(untitled(tuple(filter(_has_letters, parts))))
    if not words:
        return Form(given, "", Script.OTHER, (), problem="It has no letters.")
    bare = " ".join(words)
    return Form(given, bare, _script_of_word(bare), words, surname_first=_parts_by_comma(text, words))


def _has_letters(word: str) -> bool:
    return any(map(script_of, word))


def _outside(text: str) -> str:
    """The text without what stands in brackets, 김철수(金哲洙), unless nothing is left: one form is one writing."""
    if not _BRACKET.search(text):
        return text
    outside = " ".join(_BRACKETS.sub(" ", text).split())
    return outside if scripts_of(outside) else " ".join(_BRACKET.sub(" ", text).split())


def _parts_by_comma(text: str, words: tuple[str, ...]) -> bool:
    """Whether a comma stands between words of the name, and not only before a title."""
    before, comma, after = text.partition(",")
    return bool(comma) and any(word in before for word in words) and any(word in after.split() for word in words)


def untitled(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without titles and forms of address, as long as a name is left: Mr, Dr, 선생님, 先生, господин."""
    bare = tuple(word for word in words if word.casefold().rstrip(".") not in ADDRESSES)
    if not bare:
        return words
    named = tuple(word for word in bare if word not in OFFICES)
    bare = named if len("".join(named)) >= _WHOLE_NAME else bare
    last = bare[-1]
    for title in _LONGEST_FIRST if last[-1] in _LAST_LETTERS else ():
        if last.endswith(title) and len(last) - len(title) >= BEHIND[title]:
            return (*bare[:-1], last.removesuffix(title))
    return bare


def _one_writing(words: tuple[str, ...]) -> tuple[str, ...]:
    """Of a name that is written twice, 김철수 金哲洙 or 김철수 / Kim Chol Su, the first whole writing."""
    runs = [(script, tuple(run)) for script, run in groupby(words, key=_script_of_word)]
    if len(runs) == 1 or not any(script in _NO_ALPHABET for script, _ in runs):
        return words
    return next((run for script, run in runs if _is_whole(run, script)), words)


def _script_of_word(word: str) -> Script:
    scripts = scripts_of(word)
    return next(iter(scripts)) if len(scripts) == 1 else Script.MIXED


def _is_whole(words: tuple[str, ...], script: Script) -> bool:
    if script in _NO_ALPHABET:
        return sum(map(len, words)) >= _WHOLE_NAME
    return script is not Script.MIXED and len(words) >= _WHOLE_NAME
