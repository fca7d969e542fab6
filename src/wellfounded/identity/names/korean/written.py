"""Readings of a name in Hangul or in Chinese characters: every letter is a syllable."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from wellfounded.identity.names.form import Form
from wellfounded.identity.names.korean.hypothesis import LONGEST_GIVEN, Hypothesis
from wellfounded.identity.names.korean.jamo import is_syllable
from wellfounded.identity.names.korean.place import Place, Way, place
from wellfounded.identity.names.korean.spelt import after_rule, northern
from wellfounded.identity.names.korean.tables import characters, characters_of, given_shares, surname_shares, surnames
from wellfounded.identity.names.korean.weights import FAMILY_FIRST, FAMILY_LAST, GIVEN_OF, NO_FAMILY

_UNKNOWN = 1e-6
"""P(a syllable or character that no table has)."""

_BY_READING = 0.01
"""The weight of a surname whose character the table does not list, but which sounds so."""


def written(form: Form) -> Iterator[Hypothesis]:
    """The surname is the first one or two letters, or the last word, or is not there."""
    text = "".join(form.words)
    if len(text) > LONGEST_GIVEN + 2:
        return
    for size in (1, 2):
        rest = text[size:]
        family = _surname(text[:size])
        if family and 1 <= len(rest) <= LONGEST_GIVEN:
            yield Hypothesis(FAMILY_FIRST * GIVEN_OF[len(rest)], family, _given(rest))
    if len(form.words) > 1:
        family = _surname(form.words[-1])
        rest = "".join(form.words[:-1])
        if family and 1 <= len(rest) <= LONGEST_GIVEN:
            yield Hypothesis(FAMILY_LAST * GIVEN_OF[len(rest)], family, _given(rest))
    if len(text) <= LONGEST_GIVEN:
        yield Hypothesis(NO_FAMILY * GIVEN_OF[len(text)], None, _given(text))


@lru_cache(maxsize=8192)
def _surname(text: str) -> Place | None:
    if all(is_syllable(one) for one in text):
        name = after_rule(text) if len(text) == 1 and text not in surnames() else text
        return place(Way.HANGUL, text, chance={name: 1.0}, share=surname_shares()) if name in surnames() else None
    kin = kin_of(text) if len(text) == 1 else {text: 1.0}
    listed = {name for character in kin for name in _surnames_of().get(character, ())}
    chance = {name: 1.0 / len(surnames()[name].han) for name in sorted(listed)}
    for sound in sorted({after_rule(one) for c in kin if c in characters() for one in characters()[c].hangul}):
        if len(text) == 1 and sound in surnames() and sound not in chance:
            chance[sound] = _BY_READING
    return place(Way.HAN, text, chance=chance, share=surname_shares(), kin=kin) if chance else None


@cache
def _surnames_of() -> dict[str, tuple[str, ...]]:
    """The surnames that are written with a character, or with two."""
    found: dict[str, tuple[str, ...]] = {}
    for name, one in surnames().items():
        for han in one.han:
            found[han] = (*found.get(han, ()), name)
    return found


@cache
def kin_of(character: str) -> dict[str, float]:
    """The characters that this one may stand for: itself when Korean has it, and what it is a variant of."""
    one = characters().get(character)
    if one is None:
        return {character: 1.0}
    found = {character: 1.0} if one.hangul else {}
    return found | dict.fromkeys(one.variant_of, 1.0 if not one.hangul else 0.2) or {character: 1.0}


def _given(text: str) -> tuple[Place, ...]:
    return tuple(_syllable(one, min(number, 1)) for number, one in enumerate(text))


@lru_cache(maxsize=32768)
def _syllable(one: str, number: int) -> Place:
    share = given_shares()[number]
    if is_syllable(one):
        known = northern({one: 1.0}) if one in share else {one: 1.0}
        return place(Way.HANGUL, one, chance=known, share=share if one in share else {one: _UNKNOWN})
    kin = kin_of(one)
    chance: dict[str, float] = {}
    for character, weight in kin.items():
        for syllable in characters()[character].hangul if character in characters() else ():
            chance[syllable] = chance.get(syllable, 0.0) + weight * characters_of(syllable)[character]
    if not chance:
        return Place(Way.HAN, one, {}, {}, {}, _UNKNOWN, kin)
    return place(Way.HAN, one, chance=chance, share=share, kin=kin)
