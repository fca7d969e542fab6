"""A foreign name in Chinese characters: written by sound, 费绍尔 for Faishal, 弗拉基米尔 for Vladimir.

Such spellings are loose, and little is left of them but the consonants by kind; so little is said: two nats for a
consonant, less four, since few names in characters are foreign.
"""

from __future__ import annotations

from rapidfuzz.distance import Indel

from wellfounded.identity.names.other.letters import skeleton

_OF_ONE, _FOREIGN = 2.0, -4.0
_LEAST_ALIKE, _LONG, _LEAST_LONG = 0.8, 6, 0.7  # six consonants need not agree so well as three
_SHORTEST = 4  # letters of a word that may be a foreign name


def by_sound(pinyin: str, words: tuple[str, ...]) -> tuple[float, str]:
    """Nats and the Latin words that sound most like the characters; below nought and nothing when none does."""
    heard = _heard(pinyin.replace(" ", ""))
    best = (_FOREIGN, "")
    for written in words:
        likeness = Indel.normalized_similarity(heard, _heard(written))
        if (
            len(written) >= _SHORTEST
            and len(heard) > 1
            and likeness >= (_LEAST_LONG if len(heard) >= _LONG else _LEAST_ALIKE)
        ):
            best = max(best, (likeness * _OF_ONE * len(heard) + _FOREIGN, written))
    return best


def _heard(word: str) -> str:
    """The consonants by kind; characters tell no l from r."""
    return skeleton(word).replace("r", "l")
