"""Readings of a name in Latin or Cyrillic letters: which words are the surname, where syllables begin."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from wellfounded.identity.names.form import Form
from wellfounded.identity.names.korean.hypothesis import LONGEST_GIVEN, Hypothesis
from wellfounded.identity.names.korean.letters import one_slip
from wellfounded.identity.names.korean.pinyin import pinyin_given, pinyin_surname
from wellfounded.identity.names.korean.place import Place, Way, place
from wellfounded.identity.names.korean.spelt import contexts, cuts, may_spell, northern, surname_spelt, syllables
from wellfounded.identity.names.korean.tables import given_shares, surname_shares
from wellfounded.identity.names.korean.weights import (
    FIRST_SAID,
    FOREIGN_WORD,
    GIVEN_OF,
    HALVED,
    LAST_SAID,
    MISTYPED,
    NO_FAMILY,
    PINYIN,
    ROMAN,
    RUN_TOGETHER,
    UNSAID,
)

Orders = tuple[float, float]
_FAMILY_AND_ONE = 2
_LONGEST_SURNAME = 7
_WEAK_START = 0.3


def in_latin(form: Form, words: tuple[str, ...]) -> list[Hypothesis]:
    """Readings in Latin letters, by the Korean sound and in Mandarin; `words` are the plain ones of the form."""
    orders = _orders(form)
    found = [*_by_sound(words, Way.LATIN, orders=orders), *_as_pinyin(words, orders)]
    if not found:
        found = [
            Hypothesis(MISTYPED * one.weight, one.surname, one.given)
            for mended in _mended(words)
            for one in _by_sound(mended, Way.LATIN, orders=orders)
        ]
    if not found and len(words) > _FAMILY_AND_ONE:
        for rest in (words[1:], words[:-1]):
            found += [
                Hypothesis(FOREIGN_WORD * one.weight, one.surname, one.given)
                for one in _by_sound(rest, Way.LATIN, orders=orders)
            ]
    return found


def _mended(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words with one of them typed otherwise, when it is the only one that no Korean syllables spell."""
    odd = [number for number, word in enumerate(words) if not _sounds(word)]
    if len(odd) != 1 or len(words) == 1:
        return
    number = odd[0]
    for other in _meant(words[number]):
        yield (*words[:number], other, *words[number + 1 :])


@lru_cache(maxsize=16384)
def _meant(word: str) -> tuple[str, ...]:
    """The words one slip away that may be Korean."""
    return tuple(other for other in one_slip(word) if _sounds(other))


def _sounds(word: str) -> bool:
    """Whether a word may be a surname or syllables of a given name."""
    return may_spell(word, _table(Way.LATIN)) and _is_read(word)


def _is_read(word: str) -> bool:
    return bool(_surname(word.replace("-", ""), Way.LATIN)) or bool(_given((word,), Way.LATIN))


def in_cyrillic(form: Form, words: tuple[str, ...]) -> list[Hypothesis]:
    """Readings in Cyrillic letters."""
    return list(_by_sound(words, Way.CYRILLIC, orders=_orders(form)))


def _orders(form: Form) -> Orders:
    """P(surname first), P(surname last): a comma and capitals say which."""
    capital = [word.isupper() and len(word) > 1 for word in form.words]
    if form.surname_first or (capital[0] and not any(capital[1:])):
        return FIRST_SAID
    return LAST_SAID if capital[-1] and not any(capital[:-1]) else UNSAID


def _parted(words: tuple[str, ...], orders: Orders) -> Iterator[tuple[float, tuple[str, ...], tuple[str, ...]]]:
    """Weight, words of the surname, words of the given name."""
    first, last = orders
    if len(words) > 1:
        yield first, words[:1], words[1:]
        yield last, words[-1:], words[:-1]
    if len(words) > _FAMILY_AND_ONE:
        yield first, words[:2], words[2:]
        yield last, words[-2:], words[:-2]
    yield NO_FAMILY, (), words
    if len(words) == _FAMILY_AND_ONE and "-" in words[1]:
        # A surname of two syllables, taken for one with a longer given name: Hwang Bo-kwan, Sun Woo-hwi.
        half, *given = words[1].split("-")
        yield HALVED * first, (words[0] + half,), tuple(given)
    if len(words) == 1 and "-" in words[0]:
        pieces = tuple(words[0].split("-"))
        yield first, pieces[:1], pieces[1:]


def _by_sound(words: tuple[str, ...], way: Way, *, orders: Orders) -> Iterator[Hypothesis]:
    for weight, family, given in _parted(words, orders):
        surname = _surname("".join(family).replace("-", ""), way) if family else None
        if family and surname is None:
            continue
        for places in _given(given, way):
            yield Hypothesis(ROMAN * weight * GIVEN_OF[len(places)], surname, places)
    if len(words) == 1 and "-" not in words[0]:
        yield from _run_together(words[0], way)


def _run_together(word: str, way: Way) -> Iterator[Hypothesis]:
    for end in range(1, min(_LONGEST_SURNAME, len(word) - 1)):
        surname = _surname(word[:end], way)
        for places in _given((word[end:],), way) if surname else ():
            if len(places) > 1:
                yield Hypothesis(RUN_TOGETHER * GIVEN_OF[len(places)], surname, places)


def _as_pinyin(words: tuple[str, ...], orders: Orders) -> Iterator[Hypothesis]:
    for weight, family, given in _parted(words, orders):
        surname = pinyin_surname("".join(family)) if family else None
        if family and surname is None:
            continue
        for places in pinyin_given(given):
            yield Hypothesis(PINYIN * weight * GIVEN_OF[len(places)], surname, places)


@lru_cache(maxsize=16384)
def _surname(letters: str, way: Way) -> Place | None:
    chance = surname_spelt(letters, _table(way))
    return place(way, letters, chance=chance, share=surname_shares()) if chance else None


@lru_cache(maxsize=65536)
def _given(words: tuple[str, ...], way: Way) -> tuple[tuple[Place, ...], ...]:
    """The places of a given name, for every way to cut its words; a hyphen or blank is always a cut."""
    found = (_places(chunks, way) for chunks in _chunks(words, _table(way)))
    return tuple(places for places in found if places)


def _places(chunks: tuple[str, ...], way: Way) -> tuple[Place, ...]:
    """The places of chunks one after another; none when one of them spells no syllable there."""
    found: list[Place] = []
    for chunk, (onset, coda) in zip(chunks, contexts(chunks), strict=True):
        place = _syllable(chunk, way, where=(onset, coda, 1 if found else 0))
        if place is None:
            return ()
        found.append(place)
    return tuple(found)


@lru_cache(maxsize=65536)
def _syllable(chunk: str, way: Way, *, where: tuple[str, str, int]) -> Place | None:
    """The place of one syllable, from its context of onset and coda and its number in the given name."""
    onset, coda, number = where
    row = syllables(chunk, _table(way), where=(onset, coda))
    if onset != "0" and not row:
        loose = syllables(chunk, _table(way), where=("0", coda))
        row = {name: _WEAK_START * chance for name, chance in loose.items()}
    return place(way, chunk, chance=northern(row), share=given_shares()[number]) if row else None


def surname_place(letters: str, way: Way) -> Place | None:
    """The place of a surname, run together; None when it spells none."""
    return (pinyin_surname(letters) if way is Way.PINYIN else _surname(letters.replace("-", ""), way)) or None


def given_places(words: tuple[str, ...], way: Way) -> tuple[tuple[Place, ...], ...]:
    """The places of a given name for every way to cut its words."""
    return pinyin_given(words) if way is Way.PINYIN else _given(words, way)


def ways_to_part(form: Form, words: tuple[str, ...]) -> Iterator[tuple[float, tuple[str, ...], tuple[str, ...]]]:
    """Each way to part the words of a form: its weight, the words of the surname and those of the given name."""
    return _parted(words, _orders(form))


def _table(way: Way) -> str:
    return "latin" if way is Way.LATIN else "cyrillic"


def _chunks(words: tuple[str, ...], script: str) -> Iterator[tuple[str, ...]]:
    pieces = tuple(piece.strip("'") for word in words for piece in word.split("-") if piece.strip("'"))
    if len(pieces) == 1:
        for count in range(1, LONGEST_GIVEN + 1):
            yield from cuts(pieces[0], script, count=count)
    elif 1 < len(pieces) <= LONGEST_GIVEN:
        yield pieces
