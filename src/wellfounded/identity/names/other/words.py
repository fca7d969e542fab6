"""The words of a name in their order, without titles; particles wait before the word that they lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from wellfounded.identity.names.other.letters import folded, skeleton
from wellfounded.identity.names.other.packs import LATIN, Pack, packs, script_of_letter
from wellfounded.identity.names.other.rarity import latin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST = 12
"""Words of a name that are compared; a name has hardly more than eight, and the time grows with their number."""

_PAIR = 2
_SHORT = 4  # words of a name of which every two are tried run together
_BREAKS = re.compile(r"[-‐-―./\\|;:()\[\]\"“”„«»_*,،·・]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: folded spellings to try (with and without an attached article), the likeliest Latin one, its worth.

    `places` are those in the name that it covers, two for words that were run together. A `light` word is
    an honorific: nothing follows when it is missing. `skeleton` is what is left of the Latin spelling without vowels.
    """

    shown: str
    texts: tuple[str, ...]
    script: str
    roman: str
    skeleton: str
    nats: float
    places: tuple[int, ...]
    light: bool = False

    @property
    def is_initial(self) -> bool:
        """Whether it is a single letter of an alphabet."""
        return len(self.texts[0]) == 1


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a name, and the same run together two by two (`Ali Reza`, `Alireza`), and a short name altogether.

    A name is read once, and its words are kept; each reading is itself only.

    Neighbours in their order; in a short name also others, since Mostafanejad is written *Nejad, Vali Mostafa* as well.
    """

    single: tuple[Word, ...]
    joined: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    shown: str
    text: str
    pack: Pack
    before: str = ""


def words_of(given: Sequence[str]) -> Words | None:
    """The words of a name in scripts that have a pack; None when one of its words has none."""
    pieces = []
    for part in (part for word in given for part in _BREAKS.split(word)):
        text = folded(part)
        if text:
            pack = packs().get(_script(text))
            if pack is None:
                return None
            pieces.append(_Piece(part, text, pack))
    kept = _led(_untitled(pieces))[:MOST]
    if not kept:
        return None
    single = tuple(_word((piece,), (place,)) for place, piece in enumerate(kept))
    numbered = list(enumerate(kept))
    pairs = permutations(numbered, 2) if len(kept) <= _SHORT else _neighbours(numbered)
    joined = tuple(
        _word((one, other), (place, next_place))
        for (place, one), (next_place, other) in pairs
        if one.pack is other.pack
    )
    if _PAIR < len(kept) <= _SHORT and len({piece.pack.script for piece in kept}) == 1:
        joined += (_word(kept, tuple(range(len(kept)))),)
    core = [(place, piece) for place, piece in numbered if piece.text not in piece.pack.honorifics]
    if _PAIR < len(core) <= _SHORT and len(core) < len(kept) and len({piece.pack.script for _, piece in core}) == 1:
        joined += (_word([piece for _, piece in core], tuple(place for place, _ in core)),)  # without Daw or Sayyid
    return Words(single, joined)


def _neighbours(numbered: list[tuple[int, _Piece]]) -> Iterator[tuple[tuple[int, _Piece], tuple[int, _Piece]]]:
    """Every two that follow one another; in a name turned round (*Ghaffar, ... Abdul*) the last one and the first."""
    yield from pairwise(numbered)
    if numbered[-1][1].text in numbered[-1][1].pack.leading:
        yield numbered[-1], numbered[0]


def plain_words(given: Sequence[str]) -> tuple[str, ...]:
    """All words of a name, folded; nothing is taken away."""
    return tuple(text for word in given for part in _BREAKS.split(word) if (text := folded(part)))[:MOST]


def _script(text: str) -> str:
    scripts = [script_of_letter(letter) for letter in text]
    return max(sorted(set(scripts)), key=scripts.count)


def _untitled(pieces: list[_Piece]) -> list[_Piece]:
    """Without titles, unless too little of the name would be left."""
    kept = [piece for piece in pieces if piece.text not in piece.pack.titles]
    return kept if len(kept) > 1 or (kept and len(kept[0].text) > 1) else pieces


def _led(pieces: list[_Piece]) -> list[_Piece]:
    """Each word with the particles before it and what is one with it; a name of nothing but particles keeps them."""
    if all(piece.text in piece.pack.particles for piece in pieces):
        return pieces
    led: list[_Piece] = []
    before, glue = "", ""
    for piece in pieces:
        pack = piece.pack
        if piece.text in pack.particles:
            before += piece.text
        elif glue and led:
            led[-1] = _one(led[-1], piece, between=before)
            before, glue = "", piece.text if piece.text in pack.leading else ""
        elif led and {piece.text, before + piece.text} & pack.trailing and led[-1].pack is pack:
            led[-1] = _one(led[-1], piece, between=before)
            before = ""
        else:
            led.append(_Piece(piece.shown, piece.text, pack, before))
            before, glue = "", piece.text if piece.text in pack.leading else ""
    return led


def _one(first: _Piece, second: _Piece, *, between: str) -> _Piece:
    """Two pieces that are one word, with the particle between them."""
    return _Piece(f"{first.shown} {second.shown}", first.text + between + second.text, first.pack, first.before)


def _word(pieces: Sequence[_Piece], places: tuple[int, ...]) -> Word:
    pack = pieces[0].pack
    bare = pieces[0].text + "".join(piece.before + piece.text for piece in pieces[1:])
    texts = [_without(bare, pack), bare]
    if pieces[0].before and len(pieces) == 1:
        texts.append(pieces[0].before + bare)
    texts = list(dict.fromkeys(texts))
    shown = " ".join([piece.shown for piece in pieces])
    light = len(pieces) == 1 and bare in pack.honorifics
    return Word(shown, tuple(texts), pack.script, *_heard(texts[0], pack), places, light=light)


@lru_cache(maxsize=16384)
def _heard(text: str, pack: Pack) -> tuple[str, str, float]:
    """The likeliest Latin spelling of a word, its consonants and its worth: words come back in other names."""
    roman = text if pack.script == LATIN else pack.spelling.romanised(text)
    return roman, skeleton(roman), latin().of(roman)


def _without(text: str, pack: Pack) -> str:
    for prefix in pack.prefixes:
        if text.startswith(prefix) and len(text) >= len(prefix) + 2:
            return text[len(prefix) :]
    return text
