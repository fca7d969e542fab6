"""How Chinese characters are read and spelt in Latin letters, from the lexicon of name parts and Unihan.

The lexicon gives a Chinese name part with its spellings in Hanyu Pinyin, Wade-Giles, Gwoyeu Romatzyh, Jyutping, the
spellings of Hong Kong, Pe̍h-ōe-jī, Hakka and Vietnamese. They are counted for the character, for its Mandarin and for
its Cantonese reading, so that a character that the lexicon never shows borrows from characters that sound the same.
"""

from __future__ import annotations

import bz2
import re
import unicodedata
from collections import Counter, defaultdict
from itertools import islice, product
from typing import TYPE_CHECKING

from tools.identity.other.lexicon import script_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_MANDARIN = ("kMandarin", "kTGHZ2013", "kXHC1983", "kHanyuPinyin", "kHanyuPinlu")
_CANTONESE = "kCantonese"
_VARIANTS = ("kSimplifiedVariant", "kZVariant", "kSemanticVariant", "kSpecializedSemanticVariant")
_MOST_PINYIN, _MOST_JYUTPING = 3, 2
_MOST_OF_ONE = 3.0  # a spelling that one character has very often counts no more than this for all that sound like it
_LONGEST = 3

Unihan = dict[str, dict[str, str]]


def unihan(folder: Path, file: str) -> Unihan:
    """A file of Unihan, as Debian's package unicode-data has it: character -> property -> value."""
    found: Unihan = defaultdict(dict)
    with bz2.open(folder / f"{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3:  # noqa: PLR2004 - code point, property, value; all else is comment
                found[chr(int(parts[0].removeprefix("U+"), 16))][parts[1]] = parts[2]
    return found


def bare(text: str) -> str:
    """Latin letters of a to z, marks, tones and signs off."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if "a" <= sign <= "z")


def readings(table: Unihan) -> dict[str, tuple[list[str], list[str]]]:
    """Character -> its Mandarin and its Cantonese readings without tones, the commonest first."""
    found = {}
    for character, row in table.items():
        mandarin = _mandarin(row)[:_MOST_PINYIN]
        cantonese = [re.sub(r"\d", "", reading) for reading in row.get(_CANTONESE, "").split()][:_MOST_JYUTPING]
        if mandarin and (cantonese or "kTGHZ2013" in row):
            found[character] = (mandarin, list(dict.fromkeys(cantonese)))
    return found


def _mandarin(row: dict[str, str]) -> list[str]:
    found = [
        bare(re.sub(r"\(.*", "", one))
        for property_ in _MANDARIN
        for entry in row.get(property_, "").split()
        for one in entry.split(":")[-1].split(",")
    ]
    return [reading for reading in dict.fromkeys(found) if reading]


def spellings(
    lines: Iterable[list[str]], read: dict[str, tuple[list[str], list[str]]]
) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Character -> spelling -> count, and how often each character stands in given names."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    given: Counter[str] = Counter()
    for line in lines:
        latin = [form for form in line if script_of(form) == "latn"]
        chinese = [form for form in line if _is_chinese(form, latin, read)]
        for form in chinese:
            if len(form) > 1:
                given.update(form)
            for pieces in _split(latin, len(form)):
                for character, piece in zip(form, pieces, strict=True):
                    counts[character][piece] += 1 / len(chinese)  # type: ignore[assignment]  # parts of a count
    return counts, given


def _is_chinese(form: str, latin: list[str], read: dict[str, tuple[list[str], list[str]]]) -> bool:
    """Whether a form in characters is a Chinese name: one of the Latin forms is its Hanyu Pinyin."""
    if not 0 < len(form) <= _LONGEST or not all(sign in read and script_of(sign) == "hani" for sign in form):
        return False
    pinyin = {"".join(parts) for parts in islice(product(*(read[sign][0] for sign in form)), 50)}
    return any(bare(spelt) in pinyin for spelt in latin)


def _split(latin: list[str], length: int) -> list[list[str]]:
    found = ([bare(part) for part in re.split(r"[\s\-]+", form)] for form in latin)
    return [parts for parts in found if len(parts) == length and all(1 <= len(part) <= 6 for part in parts)]  # noqa: PLR2004 - zhuang has six


def by_reading(
    counts: dict[str, Counter[str]], read: dict[str, tuple[list[str], list[str]]], which: int
) -> dict[str, Counter[str]]:
    """Reading -> spelling -> count: `which` is 0 for Mandarin, 1 for Cantonese."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for character, row in counts.items():
        for reading in read[character][which][:1]:
            for spelling, count in row.items():
                found[reading][spelling] += min(count, _MOST_OF_ONE)  # type: ignore[assignment]  # parts of a count
    return found


def variants(table: Unihan, read: Unihan) -> dict[str, str]:
    """Character -> the simplified character that stands for it and its variants (`kTGHZ2013`: the standard's own)."""

    def standard(character: str) -> str:
        named = re.findall(r"U\+([0-9A-F]+)", " ".join(table.get(character, {}).get(kind, "") for kind in _VARIANTS))
        options = [chr(int(code, 16)) for code in named]
        return next((one for one in options if one != character and "kTGHZ2013" in read.get(one, {})), character)

    found = {}
    for character, row in table.items():
        plainer = row.get("kSimplifiedVariant", "")
        if "kTGHZ2013" not in read.get(character, {}) or (plainer and f"{ord(character):X}" not in plainer):
            plain = standard(character)
            if plain != character:
                found[character] = plain
    return found
