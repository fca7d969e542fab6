"""A Korean name in Mandarin reading: Jin Zheng'en for 金正恩. The path from letters to Hangul leads over characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from wellfounded.identity.names.korean.chinese_letters import hong_kong, wade_giles
from wellfounded.identity.names.korean.place import Place, Way, place
from wellfounded.identity.names.korean.tables import characters, characters_of, given_shares, surnames

_LONGEST = 2
_FAINT = 1e-4
_RARE_SOUND = 0.2


_WADE, _CANTON = 0.2, 0.1
"""The share of Wade-Giles and of Cantonese spellings beside pinyin, where they differ."""


@cache
def spellings_of(character: str) -> dict[str, float]:
    """P(letters | character): pinyin with all its readings, Wade-Giles, Hong Kong habits."""
    one = characters()[character]
    found: dict[str, float] = defaultdict(float)
    for sound, chance in one.pinyin.items():
        found[sound] += chance
        for other in (sound.replace("v", "u"), sound.replace("v", "yu")) if "v" in sound else ():
            found[other] += chance / 2
        for other in wade_giles(sound):
            found[other] = max(found[other], _WADE * chance)
    for sound in one.cantonese[:1]:
        for other in hong_kong(sound):
            found[other] = max(found[other], _CANTON)
    return dict(found)


@cache
def usual_pinyin(text: str) -> tuple[str, ...]:
    """The one or two usual pinyin readings of a character, run together for two characters."""
    if len(text) > 1:
        return ("".join(usual_pinyin(one)[0] for one in text),)
    one = characters().get(text)
    sounds = tuple(sound.replace("v", "u") for sound in one.pinyin)[:2] if one else ()
    return sounds or (text,)


@cache
def _by_sound() -> dict[str, dict[str, float]]:
    """For each spelling, P(spelling | character) by character."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name in characters():
        for sound, chance in spellings_of(name).items():
            found[sound][name] = chance
    return dict(found)


@cache
def _syllables_of() -> dict[str, dict[str, float]]:
    """For each spelling, P(spelling | Hangul syllable), over the characters of given names."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for syllable in given_shares()[0]:
        for character, share in characters_of(syllable).items():
            for sound, chance in spellings_of(character).items():
                found[sound][syllable] += share * chance
    return {sound: {one: chance for one, chance in row.items() if chance > _FAINT} for sound, row in found.items()}


@lru_cache(maxsize=8192)
def pinyin_surname(letters: str) -> Place | None:
    """The surnames of which these letters may be the Mandarin reading; a rare reading counts as the usual one."""
    letters = letters.replace("'", "").replace("-", "")
    known = _by_sound().get(letters)
    chance = dict(_surnames_of().get(letters, {}))
    if not chance:
        return None
    share = {name: surnames()[name].share for name in chance}
    return place(Way.PINYIN, letters, chance=chance, share=share, kin=known or {})


@cache
def _surnames_of() -> dict[str, dict[str, float]]:
    """For each spelling, P(spelling | surname) by surname."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name, one in surnames().items():
        for han in sorted(one.han):
            if len(name) > 1:
                for letters in _run(han):
                    found[letters][name] = 1.0
            else:
                for letters, chance in spellings_of(han).items() if han in characters() else ():
                    found[letters][name] += max(chance, _RARE_SOUND) / len(one.han)
    return {letters: dict(row) for letters, row in found.items()}


def _run(pair: str) -> set[str]:
    rows = [spellings_of(one) if one in characters() else {} for one in pair]
    return {first + second for first in rows[0] for second in rows[-1]}


@lru_cache(maxsize=65536)
def pinyin_given(words: tuple[str, ...]) -> tuple[tuple[Place, ...], ...]:
    """The places of a given name of one or two pinyin syllables, for each way to cut it."""
    pieces = [piece for word in words for piece in word.split("-") if piece]
    if len(pieces) == 1:
        known = [part for part in pieces[0].split("'") if part]
        pieces = known if all(part in _syllables_of() for part in known) else [pieces[0].replace("'", "")]
    if len(pieces) == 1:
        return tuple(tuple(map(_place, cut, range(len(cut)))) for cut in _cuts(pieces[0]))
    if len(pieces) == _LONGEST and all(piece in _syllables_of() for piece in pieces):
        return (tuple(map(_place, pieces, range(_LONGEST))),)
    return ()


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
