"""The tree of places, and what a text names in it.

`gazetteer.tsv` is our own compilation of common knowledge: North Korea's provinces with their cities, counties and the
districts of three cities, in Hangul and Hanja, with names that they had before; and the places in China that most of
those who crossed name. The set of counties was held against two open lists (GADM 4.1; OCHA by geoBoundaries), and every
Hanja against the reading of its character; what a county belonged to has changed often, so that a wrong province beside
a right county is nothing strange.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wellfounded.identity.names.korean.tables import characters
from wellfounded.identity.places.spelling import (
    bare_letters,
    initial_forms,
    key_of_hangul,
    key_of_latin,
    southern_forms,
)

MOST_WORDS = 12
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Place:
    """One node of the tree.

    Attributes:
        code: our own, stable.
        kind: `province`, `city`, `county` or `district`.
        parent: the code above it; the two countries have the codes of their alphabet.
        hangul: its name as written in the North.
        hanja: its name in Chinese characters, or empty.
        also: earlier names and other spellings.
    """

    code: str
    kind: str
    parent: str
    hangul: str
    hanja: str
    also: tuple[str, ...]


# What a place is called besides its name: province, city, county, district, in three scripts.
_HANGUL_KIND = re.compile(r"(?<=..)(?:직할시|특별시|자치주|구역|도|시|군|구|성|현)$")
_HAN_KIND = re.compile(r"(?<=..)(?:直[轄辖]市|特[別别]市|自治州|[區区]域|省|道|市|郡|[縣县]|[區区])$")
_LATIN_KIND = re.compile(
    r"[-\s]*\b(?:province|city|county|district|prefecture|do|si|gun|kun|guyok|kuyok|shi|xian|sheng|dprk|china)\b\.?",
    re.IGNORECASE,
)
_DIRECTION = re.compile(r"\b(north|south|n|s)(?:ern|\.)?\s+(\w+)", re.IGNORECASE)
_DIRECTION_KEY = {"n": "puk", "s": "nam"}
_WORD = re.compile(r"[^\s,，、/;·()（）]+")
# How many places of its kind there are: what naming the same one is worth.
SIZES = {"province": 12, "city": 200, "county": 200, "district": 400}


@cache
def places() -> Mapping[str, Place]:
    """Every place by its code."""
    text = files(__package__).joinpath("gazetteer.tsv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(text.splitlines(), delimiter="\t"):
        also = tuple(filter(None, row["also"].split(";")))
        found[row["code"]] = Place(row["code"], row["kind"], row["parent"], row["hangul"], row["hanja"], also)
    return found


def path_of(place: Place) -> tuple[Place, ...]:
    """The place and all above it, from itself upwards."""
    path = [place]
    while above := places().get(path[-1].parent):
        path.append(above)
    return tuple(path)


def find_places(text: str) -> tuple[Place, ...]:
    """The deepest places that a text may name; several where a name is shared; empty where none is known.

    A place whose province is named too goes before its namesakes elsewhere.
    """
    codes = {code for key in _keys_in(text) for code in _index().get(key, ())}
    named = [places()[code] for code in sorted(codes)]
    deepest = [place for place in named if not any(place in path_of(other)[1:] for other in named)]
    backed = [place for place in deepest if any(above.code in codes for above in path_of(place)[1:])]
    return tuple(backed or deepest)


@cache
def _index() -> Mapping[str, frozenset[str]]:
    index: dict[str, set[str]] = {}
    for place in places().values():
        for key in _keys_of(place):
            index.setdefault(key, set()).add(place.code)
    return {key: frozenset(codes) for key, codes in index.items()}


def _keys_of(place: Place) -> Iterator[str]:
    for name, han in ((place.hangul, place.hanja), *(_pair(name) for name in place.also)):
        for hangul in {name, _HANGUL_KIND.sub("", name)}:
            yield from southern_forms(hangul)
            key = key_of_hangul(hangul)
            yield from (f"={form}" for form in (initial_forms(key) if key else {key_of_latin(hangul)}) if form)
        for characters_ in {_canonical(han), _HAN_KIND.sub("", _canonical(han))} - {""}:
            yield characters_
            yield f"~{_pinyin(characters_)}"


def _pair(name: str) -> tuple[str, str]:
    hangul, _, han = name.partition("=")
    return hangul, han


def _keys_in(text: str) -> Iterator[str]:
    """The keys under which something named in the text may stand in the index."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    for direction, word in _DIRECTION.findall(plain):
        yield f"={key_of_latin(word + _DIRECTION_KEY[direction[0].lower()])}"
    for word in _WORD.findall(_LATIN_KIND.sub(" ", _DIRECTION.sub(" ", plain)))[:MOST_WORDS]:
        canonical = _canonical(word)
        yield from (word, _HANGUL_KIND.sub("", word), canonical, _HAN_KIND.sub("", canonical))
        if key := key_of_latin(word):
            yield from (f"={key}", f"~{bare_letters(word)}")


def _canonical(han: str) -> str:
    """Simplified and other forms of a character as the traditional one."""
    known = characters()
    return "".join((known[one].variant_of or one) if one in known else one for one in han)


def _pinyin(han: str) -> str:
    known = characters()
    return "".join(next(iter(known[one].pinyin), "") if one in known else "" for one in han)
