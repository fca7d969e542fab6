"""People with Arabic and Persian names, made up, in Arabic letters and as six habits of Latin letters spell them.

A name is given as `sound/script`; the sound is written with one sign a sound (`H` ح, `S` ص, `T` ط, `D` ض, `Z` ظ, `9` ع,
`x` خ, `G` غ, `$` ش, `+` ث, `!` ذ, `A I U` long, `@` a feminine ending). Common names, put together by chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.identity.held_out.spell import habits, slipped, spelt, tables

if TYPE_CHECKING:
    from random import Random

_TABLES = tables("arabic")
GIVEN, FAMILY = (_TABLES[name].split() for name in ("given", "family"))
_HABITS = habits(_TABLES["habits"])
HABITS = (*_HABITS.values(), _HABITS["english"])
Person = tuple[str, ...]


def person(dice: Random) -> Person:
    """One to three given names (own, father's, grandfather's) and a family name."""
    count = dice.choices((1, 2, 3), (0.5, 0.35, 0.15))[0]
    return (*dice.sample(GIVEN, count), dice.choice(FAMILY))


def neighbour(one: Person, dice: Random) -> Person:
    """Somebody with another name in one place: a brother, a cousin, a namesake of another family."""
    place = dice.choice((0, len(one) - 1))
    stock = [name for name in (FAMILY if place else GIVEN) if name not in one]
    return (*one[:place], dice.choice(stock), *one[place + 1 :])


def script(one: Person) -> str:
    """In Arabic letters."""
    return " ".join(part.partition("/")[2].replace("_", " ") for part in one)


def latin(one: Person, dice: Random) -> str:
    """In one of the habits, sometimes without a middle name, the article, or with a slip."""
    habit = dice.choice(HABITS)
    kept = [part for place, part in enumerate(one) if place in {0, len(one) - 1} or dice.random() < 0.85]  # noqa: PLR2004 - a share
    words = [_word(part.partition("/")[0], habit, dice) for part in kept]
    if dice.random() < 0.06:  # noqa: PLR2004 - one form in twenty
        words[0] = slipped(words[0], dice)
    own, last = " ".join(words[:-1]), words[-1]
    return dice.choice((f"{own} {last}", f"{last.upper()} {own}", f"{last}, {own}"))


def _word(sound: str, habit: dict[str, str], dice: Random) -> str:
    article, _, rest = sound.partition("-") if sound.startswith("al-") else ("", "", sound)
    first, _, second = rest.partition("_")
    if second:
        particle, _, last = second.partition("-")
        other = particle.replace("u", dice.choice("ae"))
        join = dice.choice((particle, f" {other}-", other, f" {particle} "))
        return (spelt(first, habit, dice) + join + spelt(last, habit, dice)).title()
    word = spelt(rest, habit, dice).title()
    return (dice.choice(("Al-", "Al ", "El ", "")) if article else "") + word
