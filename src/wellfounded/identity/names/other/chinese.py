"""The channel of Chinese names: characters against characters, and against letters in any of their spellings."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from wellfounded.identity.names.channel import UNCHANGED, Likeness, Worth
from wellfounded.identity.names.other.by_sound import by_sound
from wellfounded.identity.names.other.hanyu import in_pinyin, reads
from wellfounded.identity.names.other.hanzi import folded_syllable, hanzi, mixed, probability
from wellfounded.identity.names.other.letters import folded
from wellfounded.identity.names.other.palladius import pinyin_of
from wellfounded.identity.names.other.rarity import latin
from wellfounded.identity.names.other.syllables import agreements, cut, fit, syllabic
from wellfounded.identity.names.other.words import plain_words
from wellfounded.identity.script import Script

if TYPE_CHECKING:
    from wellfounded.identity.names.form import Form
    from wellfounded.identity.names.other.hanzi import Spelt

MOST = 6
"""Characters of the longest name that is read as Chinese; longer ones are foreign names written by sound."""

OPEN = 5.2
"""Nats of a surname that agrees beside a Western name alone: Desmond Lee may be any 李, and is never told from one."""

LONGEST = 16
"""Characters of the longest name that is read at all."""

_LEAST = -4.6  # nats of a syllable that is no known spelling: one bearer in a hundred has a spelling of their own
_EVEN, _SLOPE = 5.0, 1.2  # where a weakest part of nought stands on the common scale, and how it counts
_UNNAMED = -1.0  # a part of which the other side says nothing, perhaps with a Western name in its place
_OTHER = -2.0  # a Chinese syllable too many
_ANOTHER = -6.0  # a Chinese word stands where the surname should be found
_HOMOPHONE = -4.0  # the same sound, written with another character
_TYPICAL = -1.9  # nats a letter below which two forms in Latin letters may as well be another people's (Vadim, Jan)
_HARDLY, _BETTER = -2.3, 0.5  # the same below which a name is Chinese only if its letters say so by as much more
_MISREAD = 3.0  # the most for letters that can only be pinyin, and are another reading than that of the characters
_ALIKE, _CONSONANTS = 2.5, 0.5  # the most for a spelling that is only like a known one, or has its consonants
_LONGEST_SYLLABLE = 6
_KOREAN = frozenset("ŏŭŎŬ")  # letters of McCune-Reischauer, and of no spelling of Chinese
_VIETNAMESE = re.compile("[đơư\u0300-\u036f\u1ea0-\u1ef9]", re.IGNORECASE)  # letters of Vietnamese alone
_COMMON = 600  # characters
_SYLLABLE, _TWO = 9.0, 13.0  # nats: a Latin word that is commoner than this among Chinese syllables may be Chinese


@dataclass(frozen=True, slots=True)
class Han:
    """A name in characters, simplified: surname, given name, and how the name is read in Hanyu Pinyin."""

    shown: str
    surname: str
    given: str
    pinyin: str

    @property
    def fit(self) -> float:
        """Characters say nothing of whose name it is: the letters on the other side do."""
        return math.inf


@dataclass(frozen=True, slots=True)
class Latin:
    """A name in letters that may be a Chinese one: as written, and its words folded, Cyrillic ones in pinyin."""

    shown: str
    words: tuple[str, ...]

    @property
    def fit(self) -> float:
        """Log P(form) for each letter, as a Chinese name; minus infinity for none, and for Korean breves."""
        return -math.inf if _KOREAN & set(self.shown) else fit(self.words)

    @property
    def foreign(self) -> bool:
        """Whether it is hardly a Chinese name, though it can be cut into syllables: Orhan Pamuk, Omar Khayyam."""
        return self.fit < min(_HARDLY, _anyones(self.words) + _BETTER)


def _of_others(left: Latin, right: Latin) -> bool:
    """Whether two names are another people's: both are odd for Chinese, or one has letters of Vietnamese alone."""
    return (left.foreign and right.foreign) or any(_VIETNAMESE.search(one.shown) for one in (left, right))


@lru_cache(maxsize=16384)
def _anyones(words: tuple[str, ...]) -> float:
    """Log P(form) for each letter, as anybody's name in Latin letters."""
    return -sum(map(latin().of, words)) / max(1, sum(map(len, words)))


class Chinese:
    """Names in Chinese characters, and Latin ones that may be theirs."""

    name = "Chinese"
    measures = True

    def read(self, form: Form) -> Han | Latin | None:
        """A name in characters, or the words of one in Latin letters, or in Cyrillic ones by the rules for Chinese."""
        if form.script is Script.HAN:
            return _han("".join(form.words))
        if form.script is Script.LATIN:
            return Latin(form.text, plain_words(form.words))
        if form.script is Script.CYRILLIC:
            words = pinyin_of(form.words)
            return Latin(form.text, words) if words else None
        return None

    def likeness(self, left: Han | Latin, right: Han | Latin) -> Likeness | None:
        """How far two names agree; None when neither is in characters and one of them is no Chinese name."""
        if isinstance(left, Han):
            return _of_characters(left, right) if isinstance(right, Han) else _in_latin(left, right)
        return _in_latin(right, left).turned() if isinstance(right, Han) else _of_syllables(left, right)

    def worth(self, left: Han | Latin, right: Han | Latin) -> Worth | None:
        """The same: finding the words costs little here."""
        return self.likeness(left, right)


@lru_cache(maxsize=65536)
def _han(text: str) -> Han | None:
    table = hanzi()
    plain = table.plain("".join(sign for sign in text if folded(sign)))
    if not 0 < len(plain) <= LONGEST:
        return None
    if len(plain) > MOST:
        return Han(text, "", plain, _pinyin(plain))
    cut = 2 if len(plain) > 2 and plain[:2] in table.surnames else 1  # noqa: PLR2004 - a surname of two characters
    surname, given = (plain[:cut], plain[cut:]) if len(plain) > 1 else ("", plain)
    read = (_pinyin(surname, surname=True), _pinyin(given))
    return Han(text, surname, given, " ".join(part for part in read if part))


def _pinyin(text: str, *, surname: bool = False) -> str:
    table = hanzi()
    if surname and text in table.surname_readings:
        return table.surname_readings[text]
    return "".join(table.readings[sign].mandarin[0] for sign in text if sign in table.readings)


# ── characters against characters ────────────────────────────────────────────────────────────────────────────────────


def _of_characters(left: Han, right: Han) -> Likeness:
    same = left.surname + left.given == right.surname + right.given
    parts = _signs(left.surname, right.surname, surname=True) + _signs(left.given, right.given, surname=False)
    score = _Fit(parts, 0.0, "", "").score
    if same:
        score = max(score, UNCHANGED)
    why = "the characters are the same, or variants of one another" if same else "the characters differ"
    if not same and left.pinyin == right.pinyin:
        why = "other characters, read alike in Mandarin"
    return Likeness(score, same, f"{left.shown} ({left.pinyin})", f"{right.shown} ({right.pinyin})", why)


def _signs(mine: str, theirs: str, *, surname: bool) -> tuple[float, ...]:
    if len(mine) != len(theirs) or (surname and mine != theirs and len(mine) > 1):
        return (_LEAST,)
    return tuple(_sign(one, other, surname=surname) for one, other in zip(mine, theirs, strict=True))


def _sign(one: str, other: str, *, surname: bool) -> float:
    worth = min(_borne(sign, surname=surname) for sign in (one, other))
    if one == other:
        return worth
    alike = _pinyin(one, surname=surname) == _pinyin(other, surname=surname)
    return worth + _HOMOPHONE if alike else _LEAST


def _borne(sign: str, *, surname: bool) -> float:
    """- log P(a person has this character)."""
    table = hanzi()
    shares = table.surnames if surname else table.given
    return min(9.0, -math.log(shares.get(sign, 0.05 if surname else 0.3) / _total(surname=surname)))


@lru_cache(maxsize=2)
def _total(*, surname: bool) -> float:
    return sum((hanzi().surnames if surname else hanzi().given).values())


# ── Latin letters on both sides ─────────────────────────────────────────────────────────────────────────────────────


def _of_syllables(left: Latin, right: Latin) -> Likeness | None:
    one, other = cut(left.words), cut(right.words)
    parts = agreements(one, other) if one and other and not _of_others(left, right) else ()
    if not parts:
        return None
    fits = min(left.fit, right.fit)
    read = (" ".join(one), " ".join(other))
    why = f"{read[0]} and {read[1]} {'may be' if min(parts) > 0 else 'are not'} spellings of the same Chinese syllables"
    score, typical = _Fit(parts, 0.0, "", "").score, fits > _TYPICAL
    return Likeness(score, min(parts) > 0, left.shown, right.shown, why, typical=typical)


# ── characters against Latin letters ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Fit:
    """One way to find a Chinese name in Latin words: nats of each part that both sides have, and of what is beside."""

    parts: tuple[float, ...]
    beside: float
    surname: str
    given: str

    @property
    def score(self) -> float:
        """Nats against strangers and against neighbours who share all but the weakest part."""
        strangers = sum(self.parts) + self.beside
        if not self.parts:
            return strangers
        weakest = -math.log(sum(math.exp(-nats) for nats in self.parts) / len(self.parts))
        neighbours = _EVEN + _SLOPE * weakest
        least = min(strangers, neighbours)
        return least - math.log(math.exp(least - strangers) + math.exp(least - neighbours))


@lru_cache(maxsize=65536)
def _in_latin(han: Han, latin: Latin) -> Likeness:
    fits = _fits(han, list(latin.words)) if len(han.surname + han.given) <= MOST else []
    best = max(fits, key=lambda fit: fit.score, default=_Fit((), _LEAST, "", ""))
    if (
        best.score > _MISREAD
        and in_pinyin(latin.words)
        and not reads(latin.words, surname=han.surname, given=han.given)
    ):
        read = f"{han.shown} ({han.pinyin})"
        why = f"{latin.shown} is in pinyin, and {han.shown} is not read so"
        return Likeness(_MISREAD, certain=False, left=read, right=latin.shown, why=why)
    foreign = tuple(word for word in latin.words if not syllabic(word)) if fits else ("".join(latin.words),)
    sound, heard = by_sound(han.pinyin, foreign)
    if sound > best.score and heard:
        why = f"{han.shown} may be {heard}, a foreign name written by sound"
        return Likeness(sound, certain=False, left=f"{han.shown} ({han.pinyin})", right=latin.shown, why=why)
    alone = _surname_alone(han, latin, fits=fits)
    if best.score < OPEN and alone:
        why = f"{han.surname} may be spelt {alone}; the Chinese given name stands on one side only"
        return Likeness(OPEN, certain=False, left=f"{han.shown} ({han.pinyin})", right=latin.shown, why=why)
    parts = [
        f"{signs} {'may be' if fits else 'is not'} spelt {spelling}"
        for signs, spelling, fits in (
            (han.surname, best.surname, best.parts[:1] > (0.0,)),
            (han.given, best.given, min(best.parts[1:], default=0.0) > 0),
        )
        if signs and spelling
    ]
    why = "; ".join(parts) or "no syllable of the Latin name is a spelling of these characters"
    certain = bool(best.surname and best.given) and min(best.parts) > 0
    return Likeness(best.score, certain, f"{han.shown} ({han.pinyin})", latin.shown, why)


def _surname_alone(han: Han, latin: Latin, *, fits: list[_Fit]) -> str:
    """The spelling of the surname, when nothing else of the Latin name can be Chinese."""
    if sum(syllabic(word) and word not in hanzi().western for word in latin.words) > 1:
        return ""
    usual = [
        fit
        for fit in fits
        if fit.surname in _spelt(han.surname, surname=True)
        and not fit.given
        and fit.parts[0] > 1
        and fit.beside >= _UNNAMED
    ]
    return max(usual, key=lambda fit: fit.parts[0]).surname if usual else ""


def _fits(han: Han, spelt: list[str]) -> list[_Fit]:
    """The surname at each word, or left out; the given name in each run of the other words, or left out."""
    found = []
    # A surname of two characters may be written apart: Ou Yang, Ssu-ma.
    for size in range(1, len(han.surname) + 1):
        for place in range(len(spelt) - size + 1):
            written = "".join(spelt[place : place + size])
            surname = (_nats(han.surname, written, surname=True),)
            rest = spelt[:place] + spelt[place + size :]
            found += [_Fit(surname + parts, beside, written, given) for parts, beside, given in _given(han.given, rest)]
    alone = _UNNAMED + _OTHER if han.surname else 0.0
    return found + [
        _Fit(parts, (_ANOTHER if beside < 0 else beside) + alone, "", given)
        for parts, beside, given in _given(han.given, spelt)
    ]


def _given(given: str, rest: list[str]) -> list[tuple[tuple[float, ...], float, str]]:
    """Ways to find the given name in the words beside the surname: nats of its parts, of other words, the spelling."""
    found: list[tuple[tuple[float, ...], float, str]] = [((), _absent(rest), "")]
    for start in range(len(rest)):
        beside = _western(rest, start, taken=1)
        found.append((_run_together(given, rest[start]), beside, rest[start]))
        if len(given) > 1 and start + len(given) <= len(rest):
            pieces = rest[start : start + len(given)]
            parts = tuple(_nats(sign, piece, surname=False) for sign, piece in zip(given, pieces, strict=True))
            found.append((parts, _western(rest, start, taken=len(given)), " ".join(pieces)))
    return found


def _western(rest: list[str], start: int, *, taken: int) -> float:
    """What the words beside a given name cost: a Western name is nothing, another Chinese syllable is."""
    return sum(_OTHER for place, word in enumerate(rest) if not start <= place < start + taken and _chinese(word))


def _absent(rest: list[str]) -> float:
    """The given name is not written: nothing is known of it, or another one stands in its place."""
    return _UNNAMED + sum(2 * _LEAST for word in rest if _chinese(word))


@lru_cache(maxsize=65536)
def _run_together(signs: str, spelling: str) -> tuple[float, ...]:
    """Nats of each character of a given name written in one word, cut where it fits best."""
    if len(signs) == 1:
        return (_nats(signs, spelling, surname=False),)
    cuts = [
        (_nats(signs[0], spelling[:cut], surname=False), *_run_together(signs[1:], spelling[cut:]))
        for cut in range(1, min(len(spelling), _LONGEST_SYLLABLE + 1))
    ]
    return max(cuts, key=sum, default=(_LEAST,) * len(signs))


@lru_cache(maxsize=8192)
def _chinese(word: str) -> bool:
    """Whether a Latin word can be read as Chinese syllables of a name."""
    return word not in hanzi().western and _sounds(word)


def _sounds(word: str) -> bool:
    return _background(word, surname=False) < _SYLLABLE or any(
        _background(word[:cut], surname=False) + _background(word[cut:], surname=False) < _TWO
        for cut in range(2, len(word) - 1)
    )


@lru_cache(maxsize=65536)
def _nats(sign: str, spelling: str, *, surname: bool) -> float:
    """Log P(spelling | character) - log P(spelling); a surname of two characters is written in one word."""
    if len(sign) > 1:
        return max(_LEAST, sum(_run_together(sign, spelling)))
    if len(spelling) > _LONGEST_SYLLABLE:
        return _LEAST
    spelt = _spelt(sign, surname=surname)
    nats = math.log(probability(spelt, spelling)) + _background(spelling, surname=surname)
    if spelling not in spelt:
        nats = min(nats, _ALIKE if "~" + folded_syllable(spelling) in spelt else _CONSONANTS)
    return max(_LEAST, nats)


@lru_cache(maxsize=8192)
def _spelt(sign: str, *, surname: bool) -> Spelt:
    return hanzi().spelt(sign, surname=surname)


@lru_cache(maxsize=65536)
def _background(spelling: str, *, surname: bool) -> float:
    return -math.log(probability(_anyone(surname=surname), spelling))


@lru_cache(maxsize=2)
def _anyone(*, surname: bool) -> Spelt:
    """How anyone's surname or given name is spelt, after the commonest characters; rarer ones change nothing."""
    table = hanzi()
    shares = table.surnames if surname else table.given
    common = sorted(shares, key=lambda sign: (-shares[sign], sign))[:_COMMON]
    return mixed((_spelt(sign, surname=surname), shares[sign]) for sign in common if len(sign) == 1)
