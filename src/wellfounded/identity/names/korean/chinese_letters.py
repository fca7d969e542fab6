"""Other Latin spellings of a character: Wade-Giles from pinyin, the habits of Hong Kong from Cantonese.

Rules of the systems, own compilation. Only the spelling is made here; which characters it may stand for is `pinyin`.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WADE_INITIALS = (
    ("zh", "ch"),
    ("ch", "ch'"),
    ("sh", "sh"),
    ("b", "p"),
    ("p", "p'"),
    ("d", "t"),
    ("t", "t'"),
    ("g", "k"),
    ("k", "k'"),
    ("j", "ch"),
    ("q", "ch'"),
    ("x", "hs"),
    ("z", "ts"),
    ("c", "ts'"),
    ("r", "j"),
)
_WADE_FINALS = (("ian", "ien"), ("ie$", "ieh"), ("ong", "ung"), ("ue$", "ueh"), ("^([jqx])u", r"\1u"), ("yan$", "yen"))
_WADE_WHOLE = {
    "zi": "tzu",
    "ci": "tz'u",
    "si": "ssu",
    "zhi": "chih",
    "chi": "ch'ih",
    "shi": "shih",
    "ri": "jih",
    "er": "erh",
    "ye": "yeh",
    "you": "yu",
    "yong": "yung",
    "yi": "i",
    "ge": "ko",
    "ke": "k'o",
    "he": "ho",
    "duo": "to",
    "tuo": "t'o",
    "luo": "lo",
    "nuo": "no",
    "zuo": "tso",
    "cuo": "ts'o",
    "suo": "so",
    "zhuo": "cho",
    "ruo": "jo",
}
_CANTON_INITIALS = (
    ("gw", "kw"),
    ("kw", "kw"),
    ("g", "k"),
    ("z", "ch"),
    ("c", "ch"),
    ("j", "y"),
    ("b", "p"),
    ("d", "t"),
)
_CANTON_FINALS = (
    ("eoi", "ui"),
    ("oei", "ui"),
    ("eon", "un"),
    ("eot", "ut"),
    ("oeng", "eung"),
    ("oek", "euk"),
    ("yun", "uen"),
    ("yut", "uet"),
    ("aa", "a"),
    ("yu$", "ue"),
    ("ou$", "o"),
    ("yyue", "yue"),
    ("yyuen", "yuen"),
)


@lru_cache(maxsize=4096)
def wade_giles(pinyin: str) -> frozenset[str]:
    """The Wade-Giles spellings of a pinyin syllable, with and without apostrophe."""
    spelling = _WADE_WHOLE.get(pinyin)
    if spelling is None:
        rest, first = pinyin, ""
        for initial, other in _WADE_INITIALS:
            if pinyin.startswith(initial):
                first, rest = other, pinyin.removeprefix(initial)
                break
        for final, other in _WADE_FINALS:
            rest = re.sub(final, other, rest)
        spelling = first + rest.replace("v", "u")
    return frozenset({spelling, spelling.replace("'", "")})


@lru_cache(maxsize=4096)
def hong_kong(jyutping: str) -> frozenset[str]:
    """Usual Hong Kong spellings of a Jyutping syllable."""
    rest, first = jyutping, ""
    for initial, other in _CANTON_INITIALS:
        if jyutping.startswith(initial):
            first, rest = other, jyutping.removeprefix(initial)
            break
    spelling = first + rest
    for final, other in _CANTON_FINALS:
        spelling = re.sub(final, other, spelling)
    found = {spelling}
    if first == "ch" and jyutping[0] == "z":
        found |= {"ts" + spelling[2:], "j" + spelling[2:]}
    if jyutping.endswith("yu"):  # 宇 is Yu as often as Yue
        found |= {one.removesuffix("e") for one in found if one.endswith("ue")}
    return frozenset(found | {one.replace("oei", "oi") for one in found})
