"""Made-up people whose names are as common as real ones, each written in one script or another.

Surnames follow the shares that the identity core ships; given names its counts of syllables from the lexicon. Syllables
drawn apart from one another repeat too seldom: two people share a given name once in 12,000 draws, among 23,000 real
candidates for election once in 2,900. So the counts are raised to a power until they repeat as often.

Letters are drawn from the tables that the core reads with, so that these writings are kinder than life: what they are
good for is how crowded a register is. How well another writing is found is measured on pairs of real people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from wellfounded.identity.dates.partial_date import PartialDate, parse
from wellfounded.identity.names.korean.jamo import jamo_of
from wellfounded.identity.names.korean.pinyin import usual_pinyin
from wellfounded.identity.names.korean.tables import characters_of, given_shares, spelling, surnames
from wellfounded.identity.record import Record

REPEATING = 1.9
"""The power at which two people share a given name nearly as often as two of the candidates: 3.1 times in 10,000."""

SCRIPTS = {"Hangul": 0.45, "characters": 0.15, "Latin": 0.3, "pinyin": 0.05, "Cyrillic": 0.05}
"""In what a register is written: the shares of the project's reference, a few names in Cyrillic letters beside them."""

CHUNK = 10_000
_FIRST_BIRTH, _DAYS = date(1935, 1, 1), 75 * 365
_LATIN_VOICED, _LATIN_VOWELS = frozenset("aeiouywnmlrgŏŭ"), frozenset("aeiouwyŏŭ")
_ORDERS = {"{0} {1} {2}": 0.4, "{0} {1}-{2}": 0.3, "{0} {1}{2}": 0.2, "{1}-{2} {0}": 0.1}

Draw = tuple[tuple[str, ...], tuple[float, ...]]


def drawn_from(weights: Mapping[str, float], *, power: float = 1.0) -> Draw:
    """Values and the running sum of their weights, as `one` draws from them."""
    values = tuple(sorted(weights))  # the same people in every process, whatever the order of a set
    return values, tuple(accumulate(weights[value] ** power for value in values))


def one(dice: Random, table: Draw) -> str:
    """One of the values."""
    return dice.choices(table[0], cum_weights=table[1])[0]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A made-up person: the place in the register, the name in Hangul, its characters, and the day of birth."""

    number: int
    surname: str
    given: tuple[str, ...]
    characters: str
    born: date

    @property
    def hangul(self) -> str:
        """The name in Hangul."""
        return self.surname + "".join(self.given)


def chunk(number: int, *, power: float = REPEATING) -> Iterator[tuple[Somebody, str]]:
    """The people of one chunk of the register, each with a writing; the same whenever they are asked for."""
    dice = Random(number)  # noqa: S311 - made-up people, no secrets
    scripts = drawn_from(SCRIPTS)
    for place in range(CHUNK):
        person = _somebody(number * CHUNK + place, dice, power=power)
        yield person, written(person, one(dice, scripts), dice=dice)


def record_of(person: Somebody, name: str) -> Record:
    """The person as the register holds them."""
    return Record(f"r{person.number}", (name,), _birth(person.born))


@cache
def _birth(day: date) -> PartialDate:
    return parse(day.isoformat())


def _somebody(number: int, dice: Random, *, power: float) -> Somebody:
    families, firsts, seconds = _tables(power)
    surname, first = one(dice, families), one(dice, firsts)
    given = (first, one(dice, seconds)) if dice.random() > 0.03 else (first,)  # noqa: PLR2004 - one in 33 has one syllable
    signs = one(dice, _han(surname)) + "".join(one(dice, _characters(syllable)) for syllable in given)
    return Somebody(number, surname, given, signs, _FIRST_BIRTH + timedelta(days=dice.randrange(_DAYS)))


@cache
def _tables(power: float) -> tuple[Draw, Draw, Draw]:
    first, second = given_shares()
    families = {name: one.share for name, one in surnames().items() if one.han}
    return drawn_from(families), drawn_from(first, power=power), drawn_from(second, power=power)


@cache
def _han(surname: str) -> Draw:
    return drawn_from({han: 1.0 / (place + 1) ** 3 for place, han in enumerate(sorted(surnames()[surname].han))})


@cache
def _characters(syllable: str) -> Draw:
    return drawn_from(characters_of(syllable) or {syllable: 1.0})


def rewritten(hangul: str, script: str, *, dice: Random) -> str:
    """A name in Hangul in another writing, with characters as its bearer might have."""
    cut = 2 if hangul[:2] in surnames() and len(hangul) > 3 else 1  # noqa: PLR2004 - a surname of two syllables
    surname, given = hangul[:cut], tuple(hangul[cut:])
    signs = one(dice, _han(surname)) + "".join(one(dice, _characters(syllable)) for syllable in given)
    return written(Somebody(0, surname, given, signs, _FIRST_BIRTH), script, dice=dice)


def written(person: Somebody, script: str, *, dice: Random) -> str:
    """The name in one writing."""
    match script:
        case "Hangul":
            return person.hangul
        case "characters":
            return person.characters
        case "pinyin":
            family, *rest = (usual_pinyin(sign)[0] for sign in person.characters)
            return f"{family} {''.join(rest)}".title()
        case _:
            return _in_letters(person, script.lower(), dice=dice)


def _in_letters(person: Somebody, table: str, *, dice: Random) -> str:
    habits = surnames()[person.surname]
    family = one(dice, _habit(habits.hangul, table))
    given: list[str] = []
    for place, syllable in enumerate(person.given):
        given.append(_syllable(syllable, table, dice=dice, around=(given, place + 1 < len(person.given))))
    pattern = one(dice, drawn_from(_ORDERS)) if len(given) > 1 else "{0} {1}"
    return pattern.format(family, *given).title()


@cache
def _habit(surname: str, table: str) -> Draw:
    found = surnames()[surname]
    return drawn_from((found.latin if table == "latin" else found.cyrillic) or {surname: 1.0})


def _syllable(syllable: str, table: str, *, dice: Random, around: tuple[list[str], bool]) -> str:
    """The letters of a syllable, in the context of the letters before it and of a syllable behind it."""
    before, more = around
    onset, vowel, coda = jamo_of(syllable)
    place = "0" if not before else "1" if before[-1][-1:] in _LATIN_VOICED else "2"
    letters = one(dice, _row(f"O{place}{onset}", table)) + one(dice, _row(f"V{int(onset != 'ㅇ')}{vowel}", table))
    return letters + (one(dice, _row(f"C{'n' if more else 'f'}{coda}", table)) if coda else "")


@cache
def _row(key: str, table: str) -> Draw:
    return drawn_from(spelling(table).get(key) or {"": 1.0})
