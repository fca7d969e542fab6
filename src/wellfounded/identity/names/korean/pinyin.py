"""A Korean name in Mandarin reading: Jin Zheng'en for 金正恩. The path from letters to Hangul leads over characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from wellfounded.identity.names.korean.place import Place, Way, place
from wellfounded.identity.names.korean.tables import characters, characters_of, given_shares, surnames

_LONGEST = 2


@cache
def _by_sound() -> dict[str, dict[str, float]]:
    """For each pinyin syllable, P(pinyin | character) by character."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name, one in characters().items():
        for sound, chance in one.pinyin.items():
            found[sound][name] = chance
    for sound in list(found):
        if "v" in sound:
            for other in (sound.replace("v", "u"), sound.replace("v", "yu")):
                found[other] = {**found[sound], **found.get(other, {})}
    return dict(found)


@cache
def sounds_of(syllable: str) -> dict[str, float]:
    """P(pinyin | Hangul syllable), over the characters of given names."""
    found: dict[str, float] = defaultdict(float)
    for character, share in characters_of(syllable).items():
        for sound, chance in characters()[character].pinyin.items():
            found[sound] += share * chance
    return dict(found)


@cache
def _syllables_of() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for syllable in given_shares()[0]:
        for sound, chance in sounds_of(syllable).items():
            found[sound][syllable] = chance
            if "v" in sound:
                found[sound.replace("v", "u")][syllable] = found[sound.replace("v", "u")].get(syllable, 0.0) + chance
    return dict(found)


@lru_cache(maxsize=8192)
def pinyin_surname(letters: str) -> Place | None:
    """The surnames of which these letters may be the Mandarin reading; a rare reading counts as the usual one."""
    letters = letters.replace("'", "").replace("-", "")
    known = _by_sound().get(letters)
    chance: dict[str, float] = {}
    for name, one in surnames().items():
        if known and len(name) == 1:
            hits = [character for character in one.han if character in known]
            if hits:
                chance[name] = len(hits) / len(one.han)
        elif len(name) > 1 and any(letters in _run(pair) for pair in one.han):
            chance[name] = 1.0
    if not chance:
        return None
    share = {name: surnames()[name].share for name in chance}
    return place(Way.PINYIN, letters, chance=chance, share=share, kin=dict.fromkeys(known or (), 1.0))


def _run(pair: str) -> set[str]:
    rows = [characters()[one].pinyin if one in characters() else {} for one in pair]
    return {first + second for first in rows[0] for second in rows[-1]}


def pinyin_given(words: tuple[str, ...]) -> Iterator[tuple[Place, ...]]:
    """The places of a given name of one or two pinyin syllables, for each way to cut it."""
    pieces = [piece for word in words for piece in word.replace("'", "-").split("-") if piece]
    if len(pieces) == 1:
        yield from (tuple(map(_place, cut, range(len(cut)))) for cut in _cuts(pieces[0]))
    elif len(pieces) == _LONGEST and all(piece in _syllables_of() for piece in pieces):
        yield tuple(map(_place, pieces, range(_LONGEST)))


def _cuts(letters: str) -> Iterator[tuple[str, ...]]:
    known = _syllables_of()
    if letters in known:
        yield (letters,)
    for end in range(1, len(letters)):
        if letters[:end] in known and letters[end:] in known:
            yield letters[:end], letters[end:]


@lru_cache(maxsize=8192)
def _place(sound: str, number: int) -> Place:
    return place(
        Way.PINYIN, sound, chance=_syllables_of()[sound], share=given_shares()[number], kin=_by_sound().get(sound, {})
    )
