"""Keys of names in alphabets (`x`, two words by their sound) and of Chinese names (`c`, syllables by their reading)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import combinations, product
from math import inf

from wellfounded.identity.names.form import Form
from wellfounded.identity.names.korean.chinese_letters import hong_kong, wade_giles
from wellfounded.identity.names.other.hanzi import folded_syllable, hanzi
from wellfounded.identity.names.other.letters import folded
from wellfounded.identity.names.other.palladius import pinyin_of
from wellfounded.identity.names.other.syllables import fit, pieces, read_as
from wellfounded.identity.names.other.words import Word, Words
from wellfounded.identity.names.word_sounds import known_as, sounds
from wellfounded.identity.script import Script

MOST_WORDS = 5
FILED, ASKED = 2, 3
"""How far two words together may be from their likeliest sounds: for what is filed, and for what is asked."""

MOST_SYLLABLES, USUAL_SYLLABLES, FEWEST_SYLLABLES = 4, 3, 2
_FAINT, _READINGS = 0.04, 4
_BREAK = re.compile("[-‐-―.]+")
_INITIAL = re.compile("zh|ch|sh|[bpmfdtnlgkhjqxzcsryw]")
_INITIALS = {"zh": "z", "j": "z", "ch": "c", "q": "c", "sh": "s", "x": "s"}
_FINALS = {"in": "en", "un": "on", "ion": "on", "uen": "on"}

Ranked = list[tuple[int, str]]


def sorted_keys_of_words(words: Words, *, reach: int = FILED) -> list[str]:
    """A key for every two words of a name, whatever their order, the likeliest sounds first; for its only word too.

    Two neighbours count as one word as well (Ali Reza, Alireza).
    """
    single = [word for word in words.single if not word.light][:MOST_WORDS] or list(words.single[:1])
    ranked = [_ranked(word, reach=reach) for word in single]
    if len(ranked) == 1:
        return [f"x{sound}" for _, sound in ranked[0]]
    found = [pair for one, other in combinations(ranked, 2) for pair in _pairs(one, other, reach=reach)]
    if len(ranked) > FEWEST_SYLLABLES:
        found += _joined(words, single, reach=reach)
    return list(dict.fromkeys(key for _, key in sorted(found)))


def _joined(words: Words, single: Sequence[Word], *, reach: int) -> Iterator[tuple[int, str]]:
    for run in words.joined:
        if run.places[1] - run.places[0] == 1:
            for word in single:
                if word.places[0] not in run.places:
                    yield from _pairs(_ranked(run, reach=0), _ranked(word, reach=0), reach=reach)


def _pairs(one: Ranked, other: Ranked, *, reach: int) -> Iterator[tuple[int, str]]:
    for (far, mine), (off, theirs) in product(one, other):
        if far + off <= reach:
            yield far + off, f"x{'.'.join(sorted((mine, theirs)))}"


def _ranked(word: Word, *, reach: int) -> Ranked:
    """The sounds of a word and its families of spellings, each with how far off the first sound it is."""
    found = [(min(place, ASKED), sound) for place, sound in enumerate(sounds(word))]
    found += [(1, family) for family in known_as(word)]
    return [(far, sound) for far, sound in found if far <= reach]


def keys_of_syllables(form: Form, *, most: int) -> Iterator[str]:
    """Keys of a name that may be Chinese, in characters or in letters; its syllables in any order.

    Families: `c` their Mandarin readings, folded, whatever the spelling; `k` the letters themselves, folded: those of
    characters as Hong Kong, Southern Min and Wade-Giles spell them. A Western name in front is left out: Christopher
    Cheung Wah-fung.
    """
    if form.script is Script.HAN:
        signs = hanzi().plain("".join(form.words))
        rows = _of_characters(signs)
        heard = [[one(sign) for sign in signs] for one in (_in_hong_kong, _in_southern, _in_wade_giles)]
        heard += [[surname, *heard[1][1:]] for surname in _southern_surnames(signs[:1])[1:most]]
    elif words := _in_latin(form):
        spelt = _syllables(words)
        rows, heard = [_readings(piece) for piece in spelt], [[folded_syllable(piece) for piece in spelt]]
    else:
        return
    if FEWEST_SYLLABLES <= len(rows) <= MOST_SYLLABLES:
        yield from dict.fromkeys(f"k{'.'.join(sorted(sounds))}" for sounds in heard)
        weighed: list[tuple[float, tuple[str, ...]]] = [(1.0, ())]
        for row in rows:
            weighed = [(mass * chance, (*before, sound)) for mass, before in weighed for sound, chance in row]
        for _, sounds in sorted(weighed, reverse=True)[:most]:
            yield f"c{'.'.join(sorted(sounds))}"


def fit_of_syllables(form: Form) -> float:
    """Log P(form) for each letter, as a Chinese name; 0 for characters, minus infinity when it cannot be one."""
    if words := _in_latin(form):
        return fit(tuple(folded(part) for word in words for part in _BREAK.split(word) if part))
    return 0.0 if form.script is Script.HAN else -inf


def _in_latin(form: Form) -> tuple[str, ...]:
    """The words of a Latin name, or of a Cyrillic one that is a Chinese name in pinyin; none of another."""
    if form.script is Script.CYRILLIC:
        return pinyin_of(form.words)
    return form.words if form.script is Script.LATIN else ()


def _syllables(words: Sequence[str]) -> list[str]:
    """The syllables of letters; a word in front that would make the name too long is a Western one."""
    parts = [_pieces(word) for word in words]
    while len(parts) > FEWEST_SYLLABLES - 1 and sum(map(len, parts)) > USUAL_SYLLABLES:
        parts = parts[1:]
    return [piece for part in parts for piece in part]


@lru_cache(maxsize=65536)
def _pieces(word: str) -> tuple[str, ...]:
    return tuple(piece for part in _BREAK.split(word) if part for piece in pieces(folded(part)))


def _of_characters(signs: str) -> list[tuple[tuple[str, float], ...]]:
    rows = [_of_character(sign) for sign in signs]
    as_surname = hanzi().surname_readings.get(signs[:1])
    return [((fold_reading(as_surname), 1.0),), *rows[1:]] if as_surname else rows


@lru_cache(maxsize=16384)
def _in_hong_kong(sign: str) -> str:
    reading = hanzi().readings.get(sign)
    return folded_syllable(min(hong_kong(reading.cantonese[0]))) if reading and reading.cantonese else sign


@lru_cache(maxsize=16384)
def _in_southern(sign: str) -> str:
    """As Southern Min has it, where the table does; the other characters as Hong Kong has them."""
    spelt = hanzi().southern.get(sign)
    return folded_syllable(spelt[0]) if spelt else _in_hong_kong(sign)


@lru_cache(maxsize=16384)
def _southern_surnames(sign: str) -> tuple[str, ...]:
    return tuple(folded_syllable(spelling) for spelling in hanzi().southern.get(sign, ()))


@lru_cache(maxsize=16384)
def _in_wade_giles(sign: str) -> str:
    reading = hanzi().readings.get(sign)
    return folded_syllable(min(wade_giles(reading.mandarin[0])).replace("'", "")) if reading else sign


@lru_cache(maxsize=16384)
def _of_character(sign: str) -> tuple[tuple[str, float], ...]:
    reading = hanzi().readings.get(sign)
    mandarin = dict.fromkeys(map(fold_reading, reading.mandarin)) if reading else {}
    return tuple((sound, 0.3**place) for place, sound in enumerate(mandarin))[:2]


@lru_cache(maxsize=16384)
def _readings(syllable: str) -> tuple[tuple[str, float], ...]:
    masses: dict[str, float] = {}
    for reading, chance in read_as(syllable).items():
        sound = fold_reading(reading)
        masses[sound] = masses.get(sound, 0.0) + chance
    best = nlargest(_READINGS, masses.items(), key=lambda one: (one[1], one[0]))
    return tuple((sound, chance) for sound, chance in best if chance > _FAINT)


@lru_cache(maxsize=4096)
def fold_reading(pinyin: str) -> str:
    """A Mandarin syllable without what its speakers and its spellings mix: zh, z and j, -n and -ng, -en and -in."""
    found = _INITIAL.match(pinyin)
    initial = found[0] if found else ""
    final = pinyin[len(initial) :].replace("v", "u").removesuffix("g")
    return _INITIALS.get(initial, initial) + _FINALS.get(final, final)
