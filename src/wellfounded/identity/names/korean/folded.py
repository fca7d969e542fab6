"""The skeletons of a Korean name, by likelihood: what keys are made of.

The same sum over readings as `read.readings` makes, but put together from parts that are kept: each surname and each
given name is read once and then looked up, since a register of millions holds few of either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log, prod
from operator import itemgetter
from typing import NamedTuple

from wellfounded.identity.names.form import Form
from wellfounded.identity.names.korean.hypothesis import (
    LONGEST_GIVEN,
    TYPICAL_LETTER,
    TYPICAL_SYLLABLE,
    Found,
    Hypothesis,
)
from wellfounded.identity.names.korean.jamo import jamo_of
from wellfounded.identity.names.korean.letters import plain_cyrillic, plain_letters
from wellfounded.identity.names.korean.place import Place, Way
from wellfounded.identity.names.korean.read import LONGEST_WORD, LONGEST_WORDS, readings
from wellfounded.identity.names.korean.spelling import given_places, surname_place, ways_to_part
from wellfounded.identity.names.korean.weights import GIVEN_OF, PINYIN, ROMAN
from wellfounded.identity.names.korean.written import written
from wellfounded.identity.script import Script

MOST_SKELETONS = 6
ENOUGH = 0.97
_CLASSES, _FEWER_CLASSES = 4, 2
_FAINT = 0.01
_MOST_GIVEN = 12
_MANDARIN = 0.01  # the part of the readings that must be Mandarin, so that letters are keyed as such
_ONSETS = dict(zip("ㄱㄲㅋㄷㄸㅌㅂㅃㅍㅈㅉㅊㅅㅆㄴㄹㅁㅎㅇ", "kkktttpppcccssnlmh-", strict=True))
_VOWELS = dict(zip("ㅏㅑㅐㅒㅔㅖㅚㅙㅞㅓㅗㅜㅡㅝㅕㅛㅠㅣㅢㅟㅘ", "aaeeeeeeeoooooyyyiiia", strict=True))
_CODAS = dict(zip("ㄱㄲㅋㄴㅇㄷㅌㅅㅆㅈㅊㅎㄹㅁㅂㅍ", "kkknqtttttttlmpp", strict=True)) | {"": ""}

_MASS = itemgetter(1)

Skeleton = tuple[str, ...]
"""A folded name: the surname (empty when there is none), then each syllable of the given name."""


@dataclass(frozen=True, slots=True)
class Folded:
    """The likeliest skeletons of a form, log P(form) for each letter, and whether that is typical of a Korean name.

    `mandarin` says whether letters may be the Mandarin reading of a Korean name. `shares` holds P(skeleton | form) of
    each skeleton, `chance` is P(form), and `readings` are what the skeletons were put together from.
    """

    likeliest: tuple[Skeleton, ...]
    fit: float
    typical: bool
    mandarin: bool
    shares: tuple[float, ...]
    chance: float
    readings: tuple[Hypothesis, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A surname: P(these letters), and the likeliest skeletons with their share of it."""

    total: float
    skeletons: tuple[tuple[Skeleton, float], ...]
    place: Place | None = None


_NO_SURNAME = _Part(1.0, ((("",), 1.0),))


def folded_name(form: Form) -> Folded | None:
    """The skeletons of a form; None when it has no Korean reading."""
    if form.script in {Script.LATIN, Script.CYRILLIC} and len(form.words) > 1:
        found = _in_letters(form)
        if found is not None:
            return found
    elif form.script in {Script.HANGUL, Script.HAN}:
        return _of_hypotheses(list(written(form)), form) if len(form.words) <= LONGEST_WORDS else None
    read = readings(form)
    if read is None:
        return None
    return folded_reading(read)


def folded_reading(read: Found) -> Folded:
    """The skeletons of a form that was read as a whole."""
    kept, shares = _kept(_masses(read.readings), read.chance)
    mandarin = _mandarin(read.readings)
    return Folded(kept, read.fit, read.typical, mandarin, shares, read.chance, read.readings)


def _mandarin(found: Iterable[Hypothesis]) -> bool:
    return any(place.way is Way.PINYIN for one in found for place in one.places)


def _of_hypotheses(found: list[Hypothesis], form: Form) -> Folded | None:
    chance = sum(one.chance for one in found)
    if not chance:
        return None
    alive = [one for one in found if one.chance > _FAINT * chance]
    fit = log(chance) / _letters(form)
    kept, shares = _kept(_masses(alive), chance)
    return Folded(kept, fit, fit > TYPICAL_SYLLABLE, False, shares, chance, tuple(alive))  # noqa: FBT003 - as named above


def _letters(form: Form) -> int:
    return sum(map(str.isalpha, form.text))


# ── letters ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _in_letters(form: Form) -> Folded | None:
    if len(form.words) > LONGEST_WORDS or max(map(len, form.words)) > LONGEST_WORD:
        return None
    pairs = _pairs(form)
    chance = sum(pair.chance for pair in pairs)
    if not chance:
        return None
    masses: dict[Skeleton, float] = defaultdict(float)
    alive = [pair for pair in pairs if pair.chance > _FAINT * chance]
    for pair in alive:
        pair.pour(masses, least=_FAINT * _FAINT * chance)
    mandarin = sum(pair.chance for pair in pairs if pair.way is Way.PINYIN) > _MANDARIN * chance
    fit = log(chance) / _letters(form)
    kept, shares = _kept(masses, chance)
    read = tuple(one for pair in alive for one in pair.readings())
    return Folded(kept, fit, fit > TYPICAL_LETTER, mandarin, shares, chance, read)


class _Pair(NamedTuple):
    """One way to part a form: P(it and these letters), its weight, the surname and the given name."""

    chance: float
    weight: float
    way: Way
    surname: _Part
    given: _Given

    def pour(self, masses: dict[Skeleton, float], *, least: float) -> None:
        """Add the mass of each skeleton, but for the faint ones."""
        given = self.given.skeletons()
        for surname, first in self.surname.skeletons:
            most = self.weight * first
            for rest, second in given:
                mass = most * second
                if mass <= least:
                    break  # the likeliest came first
                masses[surname + rest] += mass

    def readings(self) -> Iterator[Hypothesis]:
        """The same as hypotheses, one for each way to cut the given name."""
        for places in self.given.read:
            yield Hypothesis(self.weight * GIVEN_OF[len(places)], self.surname.place, places)


def _pairs(form: Form) -> list[_Pair]:
    """Every way to part the words of a form that can be read; without a surname only where there is no other."""
    latin = form.script is Script.LATIN
    words = tuple(map(plain_letters if latin else plain_cyrillic, form.words))
    found: list[_Pair] = []
    for weight, family, given in ways_to_part(form, words):
        surnames = _surnames("".join(family), latin=latin) if family else () if found else _no_surname(latin=latin)
        others = _given_names(given, latin=latin) if surnames else {}
        for way, share, one in surnames:
            if way in others:
                other = others[way]
                found.append(_Pair(share * weight * one.total * other.chance, share * weight, way, one, other))
    return found


_LATIN_WAYS, _CYRILLIC_WAYS = ((Way.LATIN, ROMAN), (Way.PINYIN, PINYIN)), ((Way.CYRILLIC, ROMAN),)


def _ways(*, latin: bool) -> tuple[tuple[Way, float], ...]:
    return _LATIN_WAYS if latin else _CYRILLIC_WAYS


@cache
def _no_surname(*, latin: bool) -> tuple[tuple[Way, float, _Part], ...]:
    return tuple((way, share, _NO_SURNAME) for way, share in _ways(latin=latin))


@lru_cache(maxsize=131072)
def _surnames(letters: str, *, latin: bool) -> tuple[tuple[Way, float, _Part], ...]:
    """The surname that letters are, in each way to read them in which they are one, with the share of that way."""
    return tuple(
        (way, share, _Part(place.total, tuple(((name,), mass) for name, mass in _of_place(place)), place))
        for way, share in _ways(latin=latin)
        if (place := surname_place(letters, way))
    )


@dataclass(slots=True, eq=False)
class _Given:
    """The words of a given name: P(these letters | a given name stands there), and the places for each way to cut."""

    chance: float
    read: tuple[tuple[Place, ...], ...]
    _skeletons: tuple[tuple[Skeleton, float], ...] | None = None

    def skeletons(self) -> tuple[tuple[Skeleton, float], ...]:
        """The likeliest skeletons with their share of its chance, found when they are first asked for."""
        if self._skeletons is None:
            self._skeletons = _of_given(self.read, faint=_FAINT * self.chance)
        return self._skeletons


@lru_cache(maxsize=131072)
def _given_names(words: tuple[str, ...], *, latin: bool) -> dict[Way, _Given]:
    """The given name that words are, in each way to read them in which they are one."""
    found = {}
    for way, _ in _ways(latin=latin):
        read = given_places(words, way)
        chance = sum(GIVEN_OF[len(places)] * prod(place.total for place in places) for places in read)
        if chance:
            found[way] = _Given(chance, read)
    return found


def _of_given(read: tuple[tuple[Place, ...], ...], *, faint: float) -> tuple[tuple[Skeleton, float], ...]:
    masses: dict[Skeleton, float] = defaultdict(float)
    for places in read:
        weight = GIVEN_OF[len(places)]
        if weight * prod(place.total for place in places) > faint:
            for skeleton, mass in _of_places(places):
                masses[skeleton] += weight * mass
    return tuple(sorted(masses.items(), key=_MASS, reverse=True)[:_MOST_GIVEN])


# ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _masses(found: Iterable[Hypothesis]) -> dict[Skeleton, float]:
    masses: dict[Skeleton, float] = defaultdict(float)
    for one in found:
        for skeleton, mass in _of_places(one.given):
            for name, share in _of_place(one.surname) if one.surname else (("", 1.0),):
                masses[name, *skeleton] += one.weight * share * mass
    return masses


def _kept(masses: dict[Skeleton, float], chance: float) -> tuple[tuple[Skeleton, ...], tuple[float, ...]]:
    """The likeliest skeletons, until nearly every reading is covered, and the share of each."""
    kept: list[Skeleton] = []
    shares: list[float] = []
    covered = 0.0
    ranked = sorted([(mass, skeleton) for skeleton, mass in masses.items()], reverse=True)
    for mass, skeleton in ranked[:MOST_SKELETONS]:
        kept.append(skeleton)
        shares.append(mass / chance)
        covered += mass
        if covered > ENOUGH * chance:
            break
    return tuple(kept), tuple(shares)


def _of_places(places: tuple[Place, ...]) -> list[tuple[Skeleton, float]]:
    """The skeletons of places one after another; of three syllables only the two likeliest classes are tried."""
    most = _CLASSES if len(places) < LONGEST_GIVEN else _FEWER_CLASSES
    found: list[tuple[Skeleton, float]] = [((), 1.0)]
    for place in places:
        row = _of_place(place)[:most]
        found = [((*names, name), mass * share) for names, mass in found for name, share in row]
    return found


@lru_cache(maxsize=65536)
def _of_place(place: Place) -> tuple[tuple[str, float], ...]:
    """The likeliest folded syllables of a place, with P(syllable and writing)."""
    masses: dict[str, float] = defaultdict(float)
    for name, mass in place.joint.items():
        masses[fold(name)] += mass
    return tuple(sorted(masses.items(), key=_MASS, reverse=True)[:_CLASSES])


@cache
def fold(name: str) -> str:
    """Hangul without what spellings mix: voicing, ㅓㅗㅜㅡ, ㅕㅛㅠ, ㅐㅔ; the initial-sound rule undone."""
    folded = ""
    for syllable in name:
        onset, vowel, coda = jamo_of(syllable)
        first = _ONSETS[onset]
        soft = vowel in "ㅑㅒㅕㅖㅛㅠㅣ"
        folded += (
            ("-" if first in "ln" and soft else "n" if first == "l" else first) + _VOWELS[vowel] + _CODAS.get(coda, "t")
        )
    return folded
