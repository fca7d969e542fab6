"""Keys by which a register finds the names that may be one: readings, folded until spellings no longer part them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from heapq import nlargest
from itertools import product

from wellfounded.identity.names.korean.hypothesis import Found, Hypothesis
from wellfounded.identity.names.korean.jamo import jamo_of
from wellfounded.identity.names.korean.pinyin import usual_pinyin
from wellfounded.identity.names.korean.place import Place, Way

MOST_KEYS = 6
ENOUGH = 0.97
_CLASSES = 4
_CODA = 2
_FAINT = 0.01
_WEAK = frozenset({"", "n", "q", "l"})
_ONSETS = dict(zip("ㄱㄲㅋㄷㄸㅌㅂㅃㅍㅈㅉㅊㅅㅆㄴㄹㅁㅎㅇ", "kkktttpppcccssnlmh-", strict=True))
_VOWELS = dict(zip("ㅏㅑㅐㅒㅔㅖㅚㅙㅞㅓㅗㅜㅡㅝㅕㅛㅠㅣㅢㅟㅘ", "aaeeeeeeeoooooyyyiiia", strict=True))
_CODAS = dict(zip("ㄱㄲㅋㄴㅇㄷㅌㅅㅆㅈㅊㅎㄹㅁㅂㅍ", "kkknqtttttttlmpp", strict=True)) | {"": ""}


def keys_of(found: Found) -> frozenset[str]:
    """The keys of a form that are few enough to be asked without a birth year.

    Families, by their first letter: `f` surname and whole given name, `o` the same with one weak coda left open (ㄴ,
    ㅇ, ㄹ and none are one), `p` the characters in pinyin.
    """
    likeliest = _likeliest(found)
    kept = {f"f{''.join(skeleton)}" for skeleton in likeliest}
    opened = {key for skeleton in likeliest[:1] for key in _opened(skeleton)}
    return frozenset(kept | opened | set(_by_pinyin(found)))


def wide_keys_of(found: Found) -> frozenset[str]:
    """Keys that thousands share, to be asked only with a birth year: `g` given name, `s` surname and first syllable."""
    likeliest = _likeliest(found)
    whole = {f"g{''.join(given)}" for _, *given in likeliest}
    return frozenset(whole | {f"s{surname}{given[0]}" for surname, *given in likeliest if surname})


def _likeliest(found: Found) -> list[tuple[str, ...]]:
    """The likeliest skeletons, until nearly every reading is covered."""
    masses: dict[tuple[str, ...], float] = defaultdict(float)
    for reading in found.readings:
        if reading.chance > _FAINT * found.chance:
            for skeleton, mass in _skeletons(reading):
                masses[skeleton] += mass / found.chance
    kept: list[tuple[str, ...]] = []
    covered = 0.0
    for skeleton in nlargest(MOST_KEYS, masses, key=masses.__getitem__):
        kept.append(skeleton)
        covered += masses[skeleton]
        if covered > ENOUGH:
            break
    return kept


def _opened(skeleton: tuple[str, ...]) -> Iterator[str]:
    """The skeleton with the coda of each syllable of the given name left open, where it is weak."""
    surname, *given = skeleton
    for number, syllable in enumerate(given if surname and len(given) > 1 else ()):
        if syllable[_CODA:] in _WEAK:
            opened = [*given[:number], syllable[:_CODA] + "*", *given[number + 1 :]]
            yield f"o{surname}{''.join(opened)}"


def _skeletons(reading: Hypothesis) -> Iterator[tuple[tuple[str, ...], float]]:
    """Folded names with their share: the surname (empty when there is none), then each syllable."""
    rows = [_folded(reading.surname) if reading.surname else [("", 1.0)], *map(_folded, reading.given)]
    for row in product(*rows):
        mass = reading.weight
        for _, share in row:
            mass *= share
        yield tuple(name for name, _ in row), mass


@lru_cache(maxsize=65536)
def _folded(place: Place) -> list[tuple[str, float]]:
    """The likeliest folded syllables of a place, with P(syllable and writing)."""
    masses: dict[str, float] = defaultdict(float)
    for name, mass in place.joint.items():
        masses[fold(name)] += mass
    return nlargest(_CLASSES, masses.items(), key=lambda one: one[1])


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


def _by_pinyin(found: Found) -> Iterator[str]:
    """The keys of characters and of their pinyin."""
    for reading in found.readings[:4]:
        ways = {place.way for place in reading.places}
        if not ways <= {Way.HAN, Way.PINYIN}:
            continue
        rows = [usual_pinyin(place.text) if place.way is Way.HAN else (place.text,) for place in reading.places]
        yield from (f"p{''.join(row)}" for row in product(*rows))
