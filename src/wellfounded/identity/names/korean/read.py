"""All readings of a form: in Hangul, in characters, in Latin or in Cyrillic letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from math import log

from wellfounded.identity.names.form import Form
from wellfounded.identity.names.korean.hypothesis import LONGEST_GIVEN, Found, Hypothesis, gathered, spoken
from wellfounded.identity.names.korean.jamo import is_syllable
from wellfounded.identity.names.korean.letters import plain_cyrillic, plain_letters
from wellfounded.identity.names.korean.pinyin import pinyin_given, pinyin_surname
from wellfounded.identity.names.korean.place import Place, Way, place
from wellfounded.identity.names.korean.spelt import after_rule, cuts, given_spelt, northern, surname_spelt
from wellfounded.identity.names.korean.tables import characters, characters_of, given_shares, surnames
from wellfounded.identity.script import Script, scripts_of

_HAN_OR_HANGUL = frozenset({Script.HAN, Script.HANGUL})
_FAMILY_FIRST, _FAMILY_LAST, _NO_FAMILY = 0.92, 0.078, 0.002
_ROMAN, _PINYIN = 0.93, 0.06
_GIVEN_OF = {1: 0.03, 2: 0.95, 3: 0.02}
_LONGEST_WORDS = 5
_FAMILY_AND_ONE = 2
_SPOKEN = 3
_BARE = str.maketrans({"ŏ": "o", "ŭ": "u", "-": None, "'": None})


def readings(form: Form) -> Found | None:
    """The readings of a form as a Korean name; None when it has none."""
    if len(form.words) > _LONGEST_WORDS:
        return None
    found = _found(form)
    return found and replace(found, fit=log(found.chance) / sum(map(str.isalpha, form.text)))


def _found(form: Form) -> Found | None:
    if scripts_of(form.text) <= _HAN_OR_HANGUL:
        found = gathered(_written(form))
        names = (spoken(one) for one in found.readings[:_SPOKEN] if one.surname) if found else ()
        return found and replace(found, hangul=tuple(dict.fromkeys(names)), alphabetic=False)
    if form.script is Script.LATIN:
        found = gathered(_roman(form))
        return found and replace(found, letters=_run_of(form))
    if form.script is Script.CYRILLIC:
        words = tuple(plain_cyrillic(word) for word in form.words)
        return gathered(_spelt(words, "cyrillic", orders=_orders(form)))
    return None


def _run_of(form: Form) -> tuple[str, ...]:
    """The letters run together, in the order given and with the last word first."""
    words = [plain_letters(word) for word in form.words]
    runs = ("".join(words), "".join(words[-1:] + words[:-1]))
    return tuple(dict.fromkeys(run.translate(_BARE) for run in runs))


@cache
def surname_shares() -> Mapping[str, float]:
    """P(surname), with a little for those that no table has."""
    return {name: one.share for name, one in surnames().items()}


def _written(form: Form) -> Iterator[Hypothesis]:
    """Readings of a name in Hangul or characters: the surname is the first one or two, or the last word."""
    text = "".join(form.words)
    if not all(is_syllable(one) or one in characters() for one in text) or len(text) > LONGEST_GIVEN + 2:
        return
    for size in (1, 2):
        rest = text[size:]
        family = _surname(text[:size])
        if family and 1 <= len(rest) <= LONGEST_GIVEN:
            yield Hypothesis(_FAMILY_FIRST * _GIVEN_OF[len(rest)], family, _given(rest))
    if len(form.words) > 1:
        family = _surname(form.words[-1])
        rest = "".join(form.words[:-1])
        if family and 1 <= len(rest) <= LONGEST_GIVEN:
            yield Hypothesis(_FAMILY_LAST * _GIVEN_OF[len(rest)], family, _given(rest))
    if len(text) <= LONGEST_GIVEN:
        yield Hypothesis(_NO_FAMILY * _GIVEN_OF[len(text)], None, _given(text))


def _surname(text: str) -> Place | None:
    if all(is_syllable(one) for one in text):
        name = text if text in surnames() else after_rule(text) if len(text) == 1 else text
        return place(Way.HANGUL, text, chance={name: 1.0}, share=surname_shares()) if name in surnames() else None
    kin = kin_of(text) if len(text) == 1 else {text: 1.0}
    chance: dict[str, float] = {}
    for name, one in surnames().items():
        if len(name) != len(text) or not one.han:
            continue
        if any(character in one.han for character in kin):
            chance[name] = 1.0 / len(one.han)
        elif len(text) == 1 and any(name in map(after_rule, characters()[c].hangul) for c in kin if c in characters()):
            chance[name] = 0.01
    return place(Way.HAN, text, chance=chance, share=surname_shares(), kin=kin) if chance else None


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


@cache
def _syllable(one: str, number: int) -> Place:
    share = given_shares()[number]
    if is_syllable(one):
        if one not in share:
            return place(Way.HANGUL, one, chance={one: 1.0}, share={one: 1e-6})
        return place(Way.HANGUL, one, chance=northern({one: 1.0}), share=share)
    kin = kin_of(one)
    chance: dict[str, float] = {}
    for character, weight in kin.items():
        for syllable in characters()[character].hangul if character in characters() else ():
            chance[syllable] = chance.get(syllable, 0.0) + weight * characters_of(syllable)[character]
    return place(Way.HAN, one, chance=chance, share=share, kin=kin)


def _roman(form: Form) -> Iterator[Hypothesis]:
    words = tuple(plain_letters(word) for word in form.words)
    orders = _orders(form)
    yield from _spelt(words, "latin", orders=orders)
    yield from _as_pinyin(words, orders)


def _orders(form: Form) -> tuple[float, float]:
    """P(surname first), P(surname last): a comma and capitals say which."""
    capital = [word.isupper() and len(word) > 1 for word in form.words]
    if form.surname_first or (capital[0] and not any(capital[1:])):
        return 0.97, 0.01
    if capital[-1] and not any(capital[:-1]):
        return 0.02, 0.96
    return 0.78, 0.2


def _parted(
    words: tuple[str, ...], orders: tuple[float, float]
) -> Iterator[tuple[float, tuple[str, ...], tuple[str, ...]]]:
    """Weight, words of the surname, words of the given name."""
    first, last = orders
    if len(words) > 1:
        yield first, words[:1], words[1:]
        yield last, words[-1:], words[:-1]
    if len(words) > _FAMILY_AND_ONE:
        yield first, words[:2], words[2:]
        yield last, words[-2:], words[:-2]
    yield _NO_FAMILY, (), words
    if len(words) == 1 and words[0].count("-") >= 1:
        pieces = tuple(words[0].split("-"))
        yield first, pieces[:1], pieces[1:]


def _spelt(words: tuple[str, ...], script: str, *, orders: tuple[float, float]) -> Iterator[Hypothesis]:
    way = Way.LATIN if script == "latin" else Way.CYRILLIC
    for weight, family, given in _parted(words, orders):
        surname = None
        if family:
            letters = "".join(family).replace("-", "")
            chance = surname_spelt(letters, script)
            if not chance:
                continue
            surname = place(way, letters, chance=chance, share=surname_shares())
        for chunks in _chunks(given, script):
            rows = given_spelt(chunks, script)
            if all(rows):
                places = tuple(
                    place(way, chunk, chance=row, share=given_shares()[min(number, 1)])
                    for number, (chunk, row) in enumerate(zip(chunks, rows, strict=True))
                )
                yield Hypothesis(_ROMAN * weight * _GIVEN_OF[len(chunks)], surname, places)
    if len(words) == 1 and "-" not in words[0]:
        yield from _run_together(words[0], script)


def _run_together(word: str, script: str) -> Iterator[Hypothesis]:
    """Surname and given name in one word."""
    way = Way.LATIN if script == "latin" else Way.CYRILLIC
    for end in range(1, min(7, len(word) - 1)):
        chance = surname_spelt(word[:end], script)
        if chance:
            surname = place(way, word[:end], chance=chance, share=surname_shares())
            for chunks in _chunks((word[end:],), script):
                rows = given_spelt(chunks, script)
                if all(rows) and len(chunks) > 1:
                    places = tuple(
                        place(way, chunk, chance=row, share=given_shares()[min(number, 1)])
                        for number, (chunk, row) in enumerate(zip(chunks, rows, strict=True))
                    )
                    yield Hypothesis(0.3 * _GIVEN_OF[len(chunks)], surname, places)


def _chunks(words: tuple[str, ...], script: str) -> Iterator[tuple[str, ...]]:
    """Every way to cut the words of a given name into syllables; a hyphen or blank is always a cut."""
    pieces = tuple(piece.strip("'") for word in words for piece in word.split("-") if piece.strip("'"))
    if not 1 <= len(pieces) <= LONGEST_GIVEN:
        return
    if len(pieces) == 1:
        for count in (1, 2, 3):
            yield from cuts(pieces[0], script, count=count)
        return
    yield pieces


def _as_pinyin(words: tuple[str, ...], orders: tuple[float, float]) -> Iterator[Hypothesis]:
    for weight, family, given in _parted(words, orders):
        surname = pinyin_surname("".join(family)) if family else None
        if family and surname is None:
            continue
        for places in pinyin_given(given):
            yield Hypothesis(_PINYIN * weight * _GIVEN_OF[len(places)], surname, places)
