"""From letters to syllables: P(letters of one syllable | syllable), for every syllable that they may stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from wellfounded.identity.names.korean.jamo import (
    CODAS,
    FIRST,
    ONSET_STEP,
    ONSETS,
    VOWEL_STEP,
    VOWELS,
    Jamo,
    syllable_of,
)
from wellfounded.identity.names.korean.tables import given_shares, spelling, surnames

NORTHERN = 0.3
"""How much of the spelling without ㄹ or ㄴ (용, 여) a syllable that the North writes with it (룡, 녀) gets as well."""

_BY_JAMO = 0.12

Context = tuple[str, str]
"""What stands before an onset ("0" nothing, "1" a voiced letter, "2" another), and behind a coda ("f", "v", "n")."""

_ALONE, _FIRST, _AMID, _LAST = ("0", "f"), ("0", "n"), ("1", "v"), ("1", "f")
_VOICED = frozenset("aeiouywnmlrgŏŭаеёиоуыэюяйнмльр")
_VOWELS = frozenset("aeiouwyŏŭаеёиоуыэюя")
_JAMO = {"O": (ONSET_STEP, tuple(ONSETS)), "V": (VOWEL_STEP, tuple(VOWELS)), "C": (1, CODAS)}
_NO_ONSET = ONSET_STEP * ONSETS.index("ㅇ")
_LOOSE = {"O": ("0", "1", "2"), "V": ("0", "1"), "C": ("f", "v", "n")}


@cache
def _inverse(script: str) -> dict[str, dict[str, list[tuple[int, float]]]]:
    """For each kind and context, the jamo behind each spelling: what it adds to the number of a syllable."""
    found: dict[str, dict[str, list[tuple[int, float]]]] = defaultdict(lambda: defaultdict(list))
    for key, row in spelling(script).items():
        steps, jamo = _JAMO[key[0]]
        for piece, chance in row.items():
            found[key[:2]][piece].append((steps * jamo.index(key[2:]), chance))
    for end in _LOOSE["C"]:
        found[f"C{end}"][""].append((0, 1.0))
    return {key: dict(row) for key, row in found.items()}


@cache
def _known() -> dict[int, str]:
    """The syllables of given names by their number: onset, vowel and coda added up."""
    return {ord(syllable) - FIRST: syllable for syllable in given_shares()[0]}


@cache
def _longest(script: str) -> tuple[int, int]:
    """Letters of the longest spelling of a vowel and of a coda."""
    pieces = [(key[0], piece) for key, row in _inverse(script).items() for piece in row]
    vowel, coda = (max(len(piece) for kind, piece in pieces if kind == wanted) for wanted in "VC")
    return vowel, coda


@lru_cache(maxsize=65536)
def syllables(chunk: str, script: str, *, where: Context) -> dict[str, float]:
    """P(chunk | syllable) by syllable, in the context where it stands."""
    onset, coda = where
    inverse = _inverse(script)
    onsets, codas = inverse[f"O{onset}"], inverse[f"C{coda}"]
    known = _known()
    found: dict[int, float] = {}
    whole, (most_vowel, most_coda) = len(chunk), _longest(script)
    for start in range(min(4, whole) + 1):
        firsts = onsets.get(chunk[:start])
        if firsts is None:
            continue
        ends = range(max(start + 1, whole - most_coda), min(start + most_vowel, whole) + 1)
        rests = [(chunk[start:end], lasts) for end in ends if (lasts := codas.get(chunk[end:]))]
        for first, chance in firsts if rests else ():
            vowels = inverse["V0" if first == _NO_ONSET else "V1"]
            for piece, lasts in rests:
                for middle, second in vowels.get(piece, ()):
                    both = chance * second
                    for last, third in lasts:
                        number = first + middle + last
                        if number in known:
                            found[number] = found.get(number, 0.0) + both * third
    return {known[number]: chance for number, chance in found.items()}


def northern(found: dict[str, float]) -> dict[str, float]:
    """The same with each syllable's form before the initial-sound rule: 용 may be the 룡 of the North."""
    known = given_shares()[0]
    more = dict(found)
    for syllable, chance in found.items():
        for older in before_rule(syllable):
            if older in known:
                more[older] = more.get(older, 0.0) + NORTHERN * chance
    return more


@cache
def before_rule(syllable: str) -> tuple[str, ...]:
    """The syllables that the initial-sound rule turns into this one: 용 ← 룡, 여 ← 려 녀, 노 ← 로."""
    place = ord(syllable) - 0xAC00
    onset, rest = ONSETS[place // 588], Jamo("ㄹ", VOWELS[place % 588 // 28], CODAS[place % 28])
    glide = rest.vowel in "ㅑㅒㅕㅖㅛㅠㅣ"
    if onset == "ㅇ" and glide:
        return syllable_of(rest), syllable_of(Jamo("ㄴ", rest.vowel, rest.coda))
    return (syllable_of(rest),) if onset == "ㄴ" and not glide else ()


@cache
def after_rule(syllable: str) -> str:
    """The syllable as the South writes it at the beginning of a word: 리 → 이, 로 → 노, 녀 → 여."""
    place = ord(syllable) - 0xAC00
    onset, jamo = ONSETS[place // 588], Jamo("ㅇ", VOWELS[place % 588 // 28], CODAS[place % 28])
    glide = jamo.vowel in "ㅑㅒㅕㅖㅛㅠㅣ"
    if onset in "ㄹㄴ" and glide:
        return syllable_of(jamo)
    return syllable_of(Jamo("ㄴ", jamo.vowel, jamo.coda)) if onset == "ㄹ" else syllable


def surname_spelt(letters: str, script: str) -> dict[str, float]:
    """P(letters | surname) by surname: the habits of families, and a little of the spelling of any syllable."""
    found: dict[str, float] = {}
    habits = _habits(script).get(letters, {})
    loose = syllables(letters, script, where=_ALONE)
    for name, chance in habits.items():
        found[name] = (1 - _BY_JAMO) * chance
    for syllable, chance in loose.items():
        name = after_rule(syllable)
        if name in surnames():
            found[name] = found.get(name, 0.0) + _BY_JAMO * chance * (1.0 if name == syllable else 0.5)
    return found


@cache
def surname_letters(name: str) -> frozenset[str]:
    """Every Latin spelling of a surname that families use, without marks."""
    one = surnames().get(name)
    spellings = one.latin if one else ()
    return frozenset(spelling.replace("ŏ", "o").replace("ŭ", "u").replace("'", "") for spelling in spellings)


@cache
def _habits(script: str) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name, one in surnames().items():
        for letters, chance in (one.latin if script == "latin" else one.cyrillic).items():
            found[letters][name] = chance
            bare = letters.replace("ŏ", "o").replace("ŭ", "u").replace("'", "")
            if bare != letters:
                found[bare][name] = found[bare].get(name, 0.0) + chance / 2
    return dict(found)


def may_spell(word: str, script: str) -> bool:
    """Whether letters could be a surname or up to three syllables, as far as their pieces tell: never too strict.

    What it refuses has no reading; what it lets through is still to be read.
    """
    bare = word.replace("-", "")
    return bare in _habits(script) or _in_pieces(script).fullmatch(bare) is not None


@cache
def _in_pieces(script: str) -> re.Pattern[str]:
    """One to three syllables with apostrophes between."""
    return re.compile(f"(?:'*{_syllable(script)}'*){{1,3}}")


@cache
def _in_one_piece(script: str) -> re.Pattern[str]:
    return re.compile(_syllable(script))


def _syllable(script: str) -> str:
    """The pattern of an onset, a vowel and a coda, of whatever context."""
    pieces: dict[str, set[str]] = {kind: set() for kind in "OVC"}
    for key, row in _inverse(script).items():
        pieces[key[0]] |= set(row)
    onset, vowel, coda = ("|".join(map(re.escape, sorted(pieces[kind], key=len, reverse=True))) for kind in "OVC")
    return f"(?:{onset})(?:{vowel})(?:{coda})"


@lru_cache(maxsize=65536)
def cuts(word: str, script: str, *, count: int) -> tuple[tuple[str, ...], ...]:
    """All ways to cut a word into `count` chunks that may each be a syllable."""
    may_be_one = _in_one_piece(script).fullmatch  # what it refuses is no syllable, and most pieces are refused
    if count == 1:
        spelt = may_be_one(word) and any(syllables(word, script, where=where) for where in (_LAST, _ALONE))
        return ((word,),) if spelt else ()
    found: list[tuple[str, ...]] = []
    for end in range(1, min(8, len(word) - count + 2)):
        chunk = word[:end]
        if may_be_one(chunk) and any(syllables(chunk, script, where=where) for where in (_FIRST, _AMID)):
            rest = word[end:].lstrip("'")
            found.extend((chunk.rstrip("'"), *more) for more in cuts(rest, script, count=count - 1))
    return tuple(found)


def contexts(chunks: tuple[str, ...]) -> list[Context]:
    """The context of onset and coda of each chunk, guessed from the letters beside it."""
    found = []
    for place, _ in enumerate(chunks):
        before = chunks[place - 1] if place else ""
        after = chunks[place + 1] if place + 1 < len(chunks) else ""
        onset = "0" if not before else "1" if before[-1] in _VOICED else "2"
        found.append((onset, "f" if not after else "v" if after[0] in _VOWELS else "n"))
    return found
