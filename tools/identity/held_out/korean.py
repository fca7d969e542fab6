"""People with Korean names, made up, in Hangul and as ten systems and habits spell them, written here from their rules.

The tables are kept apart from those of the program on purpose. Given names are drawn syllable by syllable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.identity.held_out.spell import habits, table, tables
from wellfounded.identity.names.korean.jamo import CODAS, ONSETS, VOWELS, Jamo, jamo_of, syllable_of
from wellfounded.identity.names.korean.tables import characters_of, given_shares, surname_shares, surnames

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

_TABLES = tables("korean")
SYSTEMS = habits(_TABLES["systems"])
USUAL = ("revised", "mccune", "mccune-plain", "north", "passport", "passport")
_FAMILY = table(_TABLES["family"])
_VOICED = (("ch", "j"), ("k", "g"), ("t", "d"), ("p", "b"))
_SOFT = "aeiouŏŭnmlg"
_RARE = 1e-3
Person = tuple[str, str, str]


def person(dice: Random) -> Person:
    """A surname and two syllables that have characters, each as often as people have them."""
    names = [name for name in surname_shares() if name in _FAMILY or name == "유"]
    family = _drawn({name: surname_shares()[name] for name in names}, dice)
    first, second = (
        _drawn({name: share for name, share in row.items() if characters_of(name)}, dice) for row in given_shares()
    )
    return family, first, second


def neighbour(one: Person, dice: Random, *, jamo: int = 2) -> Person:
    """The same surname, and a given name that differs in so many jamo and is one that people have."""
    while True:
        given = [list(jamo_of(syllable)) for syllable in one[1:]]
        for spot in dice.sample(range(6), jamo):
            rows = (ONSETS, VOWELS, CODAS)
            given[spot // 3][spot % 3] = dice.choice(rows[spot % 3])
        syllables = [syllable_of(Jamo(*parts)) for parts in given]
        shares = given_shares()
        usual = all(row.get(syllable, 0.0) > _RARE for row, syllable in zip(shares, syllables, strict=True))
        if usual and tuple(syllables) != one[1:]:
            return one[0], syllables[0], syllables[1]


def hangul(one: Person) -> str:
    """As it is written at home."""
    return "".join(one)


def characters(one: Person, dice: Random) -> str:
    """In Chinese characters that names have, each syllable in one drawn as often as it is borne."""
    rows = [characters_of(syllable) for syllable in one[1:]]
    family = dice.choice(sorted(surnames()[one[0]].han))
    return family + "".join(_drawn(row, dice) for row in rows if row)


def _drawn(row: Mapping[str, float], dice: Random) -> str:
    names = sorted(row)  # the order of a table of the program may change from run to run
    return dice.choices(names, [row[name] for name in names])[0]


def latin(one: Person, dice: Random, *, system: str) -> str:
    """In one system, with the surname as families write it, in one of the usual shapes."""
    family = dice.choice(_FAMILY.get(one[0], _FAMILY["류"]).split("|"))
    first, second = (_syllable(syllable, SYSTEMS[system], dice) for syllable in one[1:])
    if system.startswith("mccune") and first[-1] in _SOFT:
        second = _voiced(second)
    given = dice.choice((f"{first}-{second}", f"{first} {second.title()}", first + second)).title()
    given = given.replace("-" + second.title(), "-" + second)
    shapes = (f"{family} {given}", f"{family.upper()} {given}", f"{given} {family}", f"{family}, {given}")
    return dice.choices(shapes, (2, 1, 1, 1))[0]


def _voiced(syllable: str) -> str:
    """Between voices k, t, p and ch are g, d, b and j, when they are neither strong nor breathed."""
    for hard, soft in _VOICED:
        if syllable.startswith(hard) and not syllable.startswith((f"{hard}'", f"{hard}h")):
            return soft + syllable[len(hard) :]
    return syllable


def _syllable(syllable: str, system: dict[str, str], dice: Random) -> str:
    onset, vowel, coda = jamo_of(syllable)
    coda = coda if f"c{coda}" in system else "ㄱ"
    return "".join(dice.choice(system[sound].split("|")) for sound in (f"o{onset}", vowel, f"c{coda}"))
