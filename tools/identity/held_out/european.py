"""People with names of Europe, America, Turkey and Viet Nam, made up; their second form is what a hurried clerk writes.

Marks are dropped or spelt out (ü, ue, u), a second surname or given name left out or shortened, words run together or
put in another order, a letter slips.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from tools.identity.held_out.spell import slipped, spelt, table, tables

if TYPE_CHECKING:
    from random import Random

_TABLES = tables("european")
_PEOPLES = [(people["given"].split(), people["family"].split(), people["surnames"]) for people in _TABLES["people"]]
_SPELT_OUT = table(_TABLES["spelt_out"])
Person = tuple[tuple[str, ...], tuple[str, ...]]


def person(dice: Random) -> Person:
    """Given names and surnames of one people."""
    given, family, surnames = dice.choice(_PEOPLES)
    names = dice.sample(given, 1 if "_" in given[0] else dice.choices((1, 2), (0.7, 0.3))[0])
    return tuple(names), tuple(dice.sample(family, surnames))


def neighbour(one: Person, dice: Random) -> Person:
    """A brother or sister, or a namesake of another family, of the same people."""
    given, family, _ = next(row for row in _PEOPLES if one[1][0] in row[1] and one[0][0] in row[0])
    if dice.random() < 0.6:  # noqa: PLR2004 - siblings are more than namesakes
        return (dice.choice([name for name in given if name not in one[0]]),), one[1]
    return one[0], (dice.choice([name for name in family if name not in one[1]]), *one[1][1:])


def written(one: Person, dice: Random) -> str:
    """As a paper of the country has it."""
    given, family = (" ".join(part).replace("_", " ") for part in one)
    return dice.choice((f"{given} {family}", f"{family} {given}", f"{family}, {given}"))


def hurried(one: Person, dice: Random) -> str:
    """As somebody abroad types it."""
    given = list(one[0]) if dice.random() < 0.7 else [one[0][0]]  # noqa: PLR2004 - a second name is left out
    family = list(one[1]) if dice.random() < 0.7 else [one[1][0]]  # noqa: PLR2004 - so is a second surname
    if len(given) > 1 and dice.random() < 0.4:  # noqa: PLR2004 - a share
        given[1] = given[1][0] + "."
    words = [_plain(word, dice) for word in (*given, *family)]
    if dice.random() < 0.1:  # noqa: PLR2004 - one form in ten
        place = dice.randrange(len(words))
        words[place] = slipped(words[place], dice)
    text = [word.replace("_", dice.choice((" ", " ", ""))).replace("'", dice.choice(("'", " ", ""))) for word in words]
    text = [word.replace("-", dice.choice(("-", " ", ""))) for word in text]
    first, last = " ".join(text[: len(given)]), " ".join(text[len(given) :])
    return dice.choice((f"{first} {last}", f"{last.upper()} {first}", f"{last.upper()}, {first}"))


def _plain(word: str, dice: Random) -> str:
    letters = spelt(unicodedata.normalize("NFC", word.lower()), _SPELT_OUT, dice)
    bare = "".join(sign for sign in unicodedata.normalize("NFD", letters) if not unicodedata.combining(sign))
    return bare.title() if word[0].isupper() else bare
