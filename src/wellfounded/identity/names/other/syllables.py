"""Two names in Latin letters that may both be Chinese: Chan Chi-ming, Chen Zhiming, Ch'en Chih-ming.

Each is cut into syllables; two syllables agree as far as one Mandarin reading has both among its spellings.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from wellfounded.identity.names.other.hanzi import hanzi, keys, mixed

LONGEST = 4
"""Syllables of the longest name that is taken for Chinese."""

_LONGEST_SYLLABLE = 6
_USUAL = 8.5  # nats of a syllable; a word with rarer ones is no Chinese one
_RARE = 11.0  # the same of a word whose vowels all stand together, and which would be cut within them
_LEAST = -4.6
_FEWEST = 2
_VOWELS, _VOWELLESS = frozenset("aeiouy"), frozenset({"ng", "m"})


@lru_cache(maxsize=16384)
def cut(words: tuple[str, ...]) -> tuple[str, ...]:
    """The syllables of a name; empty when its words are not all Chinese ones, or too few or too many.

    A Western name beside a whole Chinese one is left out: William Lai Ching-te is Lai Ching-te.
    """
    chinese = tuple(word for word in words if word not in hanzi().western)
    return _cut(chinese) or (_cut(words) if chinese != words else ())


def _cut(words: tuple[str, ...]) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    for word in words:
        parts = _parts(word)
        if word and not parts:
            return ()
        found += parts
    return found if _FEWEST <= len(found) <= LONGEST else ()


@lru_cache(maxsize=16384)
def fit(words: tuple[str, ...]) -> float:
    """Log P(form) for each letter, as a Chinese name in Latin letters; minus infinity when it cannot be one."""
    syllables = cut(words)
    return -sum(map(_nats, syllables)) / sum(map(len, syllables)) if syllables else -math.inf


def syllabic(word: str) -> bool:
    """Whether a word can be cut into Chinese syllables altogether, each in a spelling that was counted."""
    found = _syllables(word)[1]
    return bool(found) and all(syllable in _spelt() for syllable in found)


@lru_cache(maxsize=16384)
def read_as(syllable: str) -> dict[str, float]:
    """P(Mandarin reading | syllable) of every reading that may be spelt so; empty for what no spelling is."""
    borne = _borne()
    found = {reading: chance * borne[reading] for reading, chance in _readings(syllable).items()}
    whole = sum(found.values())
    return {reading: chance / whole for reading, chance in found.items()} if whole else {}


@lru_cache(maxsize=16384)
def pieces(word: str) -> tuple[str, ...]:
    """The syllables of one word, in as few as may be spellings; empty when it is no word of Chinese syllables."""
    if word in _spelt() or (len(word) <= _LONGEST_SYLLABLE and (_nats(word) < _USUAL or _one_vowel(word))):
        return (word,)
    return _syllables(word)[1]


@lru_cache(maxsize=16384)
def _parts(word: str) -> tuple[str, ...]:
    """The syllables of one word, never cut within its only vowel: Soong and Kuen are no So-ong and Ku-en."""
    parts = _syllables(word)[1]
    short = len(word) <= _LONGEST_SYLLABLE and _one_vowel(word) and not _apart(word)
    return (word,) if len(parts) > 1 and short and _nats(word) < _RARE else parts


_APART = re.compile("[aeiou][^aeiou]+[aeiou]")


def _apart(letters: str) -> bool:
    """Whether something stands between vowels, and no spelling that was counted is written so, as Nguyen is.

    Yani and Jiawei are two syllables each, however short.
    """
    return _APART.search(letters) is not None and letters not in _spelt()


_BEGINS, _RUNS = re.compile("[^aeiouyw]*"), re.compile("[aeiouyw]+")


def _one_vowel(word: str) -> bool:
    """Whether all vowels of a short word stand together, as in Boon, Biow and Piu: it is one syllable."""
    return len(_RUNS.findall(_BEGINS.sub("", word, count=1))) == 1


def agreements(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[float, ...]:
    """Nats of each pair of syllables in the best order; the surname may stand last. Empty for unequal lengths."""
    if len(left) != len(right):
        return ()
    turned = (right, right[1:] + right[:1], right[-1:] + right[:-1])
    return max((tuple(map(_agreement, left, other)) for other in turned), key=sum)


@lru_cache(maxsize=65536)
def _syllables(word: str) -> tuple[float, tuple[str, ...]]:
    """Nats and syllables of the likeliest cut of a word; infinite and none when there is none."""
    best: tuple[float, tuple[str, ...]] = (math.inf, ())
    if not word:
        return (0.0, ())
    for length in range(1, min(_LONGEST_SYLLABLE, len(word)) + 1):
        if _apart(word[:length]):
            continue
        nats = _nats(word[:length])
        if nats < _USUAL and (_VOWELS & set(word[:length]) or word[:length] in _VOWELLESS):
            rest = _syllables(word[length:])
            if nats + rest[0] < best[0]:
                best = (nats + rest[0], (word[:length], *rest[1]))
    return best


@lru_cache(maxsize=16384)
def _agreement(one: str, other: str) -> float:
    mine, theirs = _readings(one), _readings(other)
    borne = _borne()
    together = sum(chance * theirs.get(reading, 0.0) * borne[reading] for reading, chance in mine.items())
    if together <= 0.0:
        return _LEAST
    return max(_LEAST, math.log(together) + _nats(one) + _nats(other))


@lru_cache(maxsize=65536)
def _nats(syllable: str) -> float:
    borne = _borne()
    return -math.log(sum(chance * borne[reading] for reading, chance in _readings(syllable).items()) or 1e-9)


@lru_cache(maxsize=16384)
def _readings(syllable: str) -> dict[str, float]:
    """P(syllable | Mandarin reading) of every reading that may be spelt so."""
    found: dict[str, float] = {}
    for key, share in keys(syllable):
        for reading, chance in _spelt().get(key, {}).items():
            found[reading] = found.get(reading, 0.0) + chance * share
    return found


@lru_cache(maxsize=1)
def _spelt() -> dict[str, dict[str, float]]:
    """Spelling -> P(it | Mandarin reading) of each reading, surnames and given names together."""
    groups: dict[str, list[tuple[dict[str, float], float]]] = {}
    for reading, sign, borne, surname in _signs():
        groups.setdefault(reading, []).append((hanzi().spelt(sign, surname=surname), borne))
    found: dict[str, dict[str, float]] = {}
    for reading, rows in groups.items():
        for spelling, chance in mixed(rows).items():
            found.setdefault(spelling, {})[reading] = chance
    return found


@lru_cache(maxsize=1)
def _borne() -> dict[str, float]:
    """The share of each Mandarin reading among the characters of names."""
    found: dict[str, float] = {}
    for reading, _, borne, _ in _signs():
        found[reading] = found.get(reading, 0.0) + borne
    total = sum(found.values())
    return {reading: borne / total for reading, borne in found.items()}


def _signs() -> list[tuple[str, str, float, bool]]:
    """Reading, character, how often it is borne, whether as a surname: one character in three of a name is one."""
    table = hanzi()
    found = []
    for shares, weight, surname in ((table.given, 2.0, False), (table.surnames, 1.0, True)):
        total = sum(shares.values())
        for sign, borne in shares.items():
            reading = table.surname_readings.get(sign, "") if surname else ""
            if not reading and sign in table.readings:
                reading = table.readings[sign].mandarin[0]
            if reading and len(sign) == 1:
                found.append((reading, sign, weight * borne / total, surname))
    return found
