"""People with Russian names, made up, in Cyrillic letters and as eight habits of Latin letters spell them.

Names are common ones, put together by chance; tables are general knowledge (passports, libraries, the press of France,
Germany, Poland and Italy).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.identity.held_out.spell import habits, slipped, spelt, tables

if TYPE_CHECKING:
    from random import Random

_TABLES = tables("slavic")
MEN, WOMEN, SURNAMES = (_TABLES[name].split() for name in ("men", "women", "surnames"))
HABITS = tuple(habits(_TABLES["habits"]).values())
_FEMALE_IN_A = ("ов", "ев", "ёв", "ин")
Person = tuple[str, str, str]


def person(dice: Random) -> Person:
    """Given name, patronymic and surname."""
    woman = dice.random() < 0.4  # noqa: PLR2004 - lists hold more men
    surname = dice.choice(SURNAMES)
    if woman:
        bare = surname.removesuffix("ий")
        surname = bare + ("ая" if bare != surname else "а" if surname.endswith(_FEMALE_IN_A) else "")
    return dice.choice(WOMEN if woman else MEN), _patronymic(dice.choice(MEN), woman=woman), surname


def _patronymic(father: str, *, woman: bool) -> str:
    if father in {"Илья", "Никита"}:
        return father[:-1] + ("инична" if woman else "ич")
    if father.endswith("ий"):
        stem = father[:-2] + "ьев"
    elif father.endswith("й"):
        stem = father[:-1] + "ев"
    else:
        stem = {"Пётр": "Петр", "Павел": "Павл"}.get(father, father.removesuffix("ь"))
        stem += "ев" if father[-1] == "ь" else "ов"
    return stem + ("на" if woman else "ич")


def neighbour(one: Person, dice: Random) -> Person:
    """Somebody with one or two other parts, of the same sex: a brother, a colleague."""
    while True:
        other = person(dice)
        kept = dice.choice(((0, 1), (1, 2), (0,), (2,)))
        mixed = tuple(one[place] if place in kept else other[place] for place in range(3))
        if one[1][-1] == other[1][-1] and all(one[place] != mixed[place] for place in range(3) if place not in kept):
            return mixed[0], mixed[1], mixed[2]


def cyrillic(one: Person, dice: Random) -> str:
    """As a paper of the country has it."""
    given, father, surname = one
    return dice.choice((f"{surname} {given} {father}", f"{given} {father} {surname}", f"{given} {surname}"))


def latin(one: Person, dice: Random) -> str:
    """In one of the habits, sometimes without the patronymic, with an initial, or with a slip."""
    habit = dice.choice(HABITS)
    given, father, surname = (spelt(part.lower() + "$", habit | {"$": ""}, dice).title() for part in one)
    if dice.random() < 0.06:  # noqa: PLR2004 - one form in twenty
        surname = slipped(surname, dice)
    middle = dice.choices((f" {father} ", " ", f" {father[0]}. "), (0.5, 0.4, 0.1))[0]
    first = f"{given}{middle}"
    return dice.choice((first + surname, f"{surname.upper()} {first}", f"{surname}, {first}")).strip()
