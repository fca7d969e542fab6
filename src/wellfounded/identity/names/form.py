"""A name as it was given: cleaned, its script known, its words apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from wellfounded.identity.script import Script, normal, script_of, scripts_of, unreadable

_TITLES = frozenset(
    {
        *(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mister",
            "dr",
            "prof",
            "professor",
            "sir",
            "madam",
            "general",
            "marshal",
            "comrade",
        ),
        *(
            "col",
            "colonel",
            "lt",
            "capt",
            "captain",
            "rev",
            "ambassador",
            "minister",
            "president",
            "chairman",
            "director",
        ),
        *("господин", "госпожа", "тов", "товарищ", "г-н", "г-жа"),
    }
)
_BRACKETS = re.compile(r"[(\[（【「《<][^()\[\]（）【】「」《》<>]*[)\]）】」》>]")
_BRACKET = re.compile(r"[()\[\]（）【】「」《》<>]")
_TITLES_BEHIND = {
    "선생님": 2,
    "선생": 2,
    "동지": 2,
    "동무": 2,
    "여사": 2,
    "씨": 3,
    "님": 3,
    "先生": 2,
    "女士": 2,
    "小姐": 2,
    "同志": 2,
}
"""Forms of address behind a name, with how many letters of the name must be left."""

_LAST_LETTERS = frozenset(title[-1] for title in _TITLES_BEHIND)


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
    problem = unreadable(given)
    if problem:
        return Form(given, "", Script.OTHER, (), problem=problem)
    text = _outside(normal(given))
    scripts = scripts_of(text)
    script = next(iter(scripts)) if len(scripts) == 1 else Script.MIXED
    words = untitled(tuple(filter(_has_letters, text.replace(",", " ").replace("،", " ").split())))
    if not words:
        return Form(given, "", Script.OTHER, (), problem="It has no letters.")
    return Form(given, " ".join(words), script, words, surname_first=_parts_by_comma(text, words))


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
    bare = tuple(word for word in words if word.casefold().rstrip(".") not in _TITLES)
    bare = tuple(word for word in bare if word not in _TITLES_BEHIND)
    if not bare:
        return words
    last = bare[-1]
    for title, least in _TITLES_BEHIND.items() if last[-1] in _LAST_LETTERS else ():
        if last.endswith(title) and len(last) - len(title) >= least:
            return (*bare[:-1], last.removesuffix(title))
    return bare
