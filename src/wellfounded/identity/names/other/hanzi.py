"""Chinese characters: their variants, and how each is spelt in Latin letters.

Spellings follow Mandarin, Cantonese and Southern Min sounds, Wade-Giles, the habits of Hong Kong, Taiwan and South-East
Asia.

The spellings of a character are mixed from three tables that were counted in an open lexicon: its own, those of all
characters with its Mandarin reading, and those of all with its Cantonese reading (`tools/identity/other/chinese.py`);
those by its Southern Min sound stand in a table of our own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Spelt = dict[str, float]

_OWN, _MANDARIN, _CANTONESE = 0.4, 0.35, 0.25
_SOUTHERN = 0.15  # of all spellings of a character, those by its Southern Min sound, where the table has it
_PLAIN = 0.25  # of the weight of a reading: it is spelt as the reading itself is written
_LOOSE = 0.12  # of all spellings, the part that is only alike (Boon and bun, Hwa and hua)
_LOOSER = 0.04  # and the part that has only the consonants in common (Kun and kan), or -n for -ng
_FLOOR = 1e-7
_RARE = 0.2  # bearers of a character that no given name of the lexicon has


@dataclass(frozen=True, slots=True)
class Reading:
    """The Mandarin and Cantonese readings of a character, without tones, the commonest first."""

    mandarin: tuple[str, ...]
    cantonese: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hanzi:
    """All that is known of Chinese characters; see `hanzi()`."""

    readings: Mapping[str, Reading]
    simplified: Mapping[str, str]
    counted: Mapping[tuple[str, str], Spelt]
    given: Mapping[str, float]
    surnames: Mapping[str, float]
    surname_readings: Mapping[str, str]
    western: frozenset[str]
    southern: Mapping[str, tuple[str, ...]]

    def plain(self, text: str) -> str:
        """The characters in their simplified, commonest variants."""
        return "".join(self.simplified.get(character, character) for character in text)

    def spelt(self, character: str, *, surname: bool) -> Spelt:
        """P(spelling | character), exact ones, folded ones (`~`), consonants (`#`), -n for -ng (`%`) together."""
        reading = self.readings.get(character, Reading((), ()))
        mandarin = reading.mandarin
        if surname and character in self.surname_readings:
            mandarin = (self.surname_readings[character], *mandarin)
        found: Spelt = defaultdict(float)
        own = self.counted.get(("sign", character), {})
        southern = {one: 0.5**place for place, one in enumerate(self.southern.get(character, ()))}
        _pour(found, southern, weight=_SOUTHERN)
        rest = 1.0 - _SOUTHERN if southern else 1.0
        _pour(found, own, weight=rest * _OWN)
        share = rest if own else rest / (1.0 - _OWN)
        for place, one in enumerate(dict.fromkeys(mandarin)):
            self._read(found, ("pinyin", one), weight=share * _MANDARIN * 0.3**place)
        for place, one in enumerate(reading.cantonese):
            self._read(found, ("jyutping", one), weight=share * _CANTONESE * 0.3**place)
        return dict(found)

    def _read(self, found: Spelt, key: tuple[str, str], *, weight: float) -> None:
        _pour(found, self.counted.get(key, {}), weight=weight * (1 - _PLAIN))
        _pour(found, {key[1]: 1.0}, weight=weight * _PLAIN)


def _pour(into: Spelt, what: Mapping[str, float], *, weight: float) -> None:
    total = sum(what.values())
    for spelling, count in what.items():
        alike, bare, nasal = _loosely(spelling)
        into[spelling] += weight * (1 - _LOOSE - 2 * _LOOSER) * count / total
        into[alike] += weight * _LOOSE * count / total
        into[bare] += weight * _LOOSER * count / total
        into[nasal] += weight * _LOOSER * count / total


@lru_cache(maxsize=32768)
def _loosely(spelling: str) -> tuple[str, str, str]:
    """Where spellings stand that are alike (`~`), that have the consonants (`#`), and -n for -ng (`%`)."""
    alike = folded_syllable(spelling)
    return "~" + alike, "#" + consonants(alike), "%" + _nasal(alike)


_FOLDS = (
    ("oo", "u"), ("ou", "u"), ("ee", "i"), ("ck", "k"), ("ph", "p"), ("th", "t"), ("kh", "k"), ("tch", "ch"),
    ("ts", "ch"), ("tz", "ch"), ("dz", "ch"), ("zh", "ch"), ("hs", "s"), ("sh", "s"), ("sz", "s"), ("x", "s"),
    ("j", "ch"), ("z", "ch"), ("q", "ch"), ("hw", "hu"), ("kw", "ku"), ("gw", "ku"), ("g", "k"), ("d", "t"), ("b", "p"),
    ("y", "i"), ("w", "u"), ("v", "u"),
    ("ii", "i"), ("uu", "u"), ("eo", "o"), ("ie", "e"), ("ia", "a"),
)  # fmt: skip


@lru_cache(maxsize=32768)
def folded_syllable(spelling: str) -> str:
    """A syllable with its spelling habits folded: nothing is left of voicing, of doubled vowels, of a mute h."""
    for written, plain in _FOLDS:
        spelling = spelling.replace(written, plain)
    if len(spelling) > 2:  # noqa: PLR2004 - "ah" and "oh" keep theirs
        spelling = spelling.removesuffix("h").removesuffix("r")
    return spelling


def consonants(alike: str) -> str:
    """A folded syllable without its vowels."""
    return "".join(letter for letter in alike if letter not in "aeiou") or "-"


def _nasal(alike: str) -> str:
    """A folded syllable whose -ng is an -n, as many speakers of the South say and write it (Lian for Liang)."""
    return alike.replace("nk", "n")


def probability(spelt: Mapping[str, float], syllable: str) -> float:
    """P(syllable | character), out of `Hanzi.spelt`."""
    southern = spelt.get(_loosely(syllable)[2], 0.0) / 4
    return sum(spelt.get(key, 0.0) * share for key, share in keys(syllable)) + southern + _FLOOR


def keys(syllable: str) -> tuple[tuple[str, float], ...]:
    """Where a syllable stands in `Hanzi.spelt`, each with the share of what stands there that is its own."""
    alike, bare, _ = _loosely(syllable)
    return ((syllable, 1.0), (alike, 1 / 4), (bare, 1 / 8))


@cache
def hanzi() -> Hanzi:
    """The tables in `packs/`."""
    simplified = {old: row[0] for row in _rows("hani.variants.tsv") for old in row[1]}
    readings = {
        character: Reading(tuple(row[0].split(",")), tuple(filter(None, row[1].split(","))))
        for row in _rows("hani.readings.tsv")
        for character in row[2]
    }
    counted = {
        (kind, key): {part.rpartition(":")[0]: float(part.rpartition(":")[2]) for part in spellings.split()}
        for kind, key, spellings in _rows("hani.spellings.tsv")
    }
    given: dict[str, float] = defaultdict(float)
    for count, characters in _rows("hani.given.tsv"):
        for character in characters:
            given[simplified.get(character, character)] += float(count)
    western = frozenset(name for row in _rows("hani.western.tsv") for name in row[0].split())
    southern = {character: tuple(spellings.split()) for character, spellings in _rows("hani.southern.tsv")}
    return Hanzi(readings, simplified, counted, given, *_surnames(), western, southern)


def _surnames() -> tuple[dict[str, float], dict[str, str]]:
    shares, read = {}, {}
    for surname, share, *reading in _rows("hani.surnames.tsv"):
        shares[surname] = float(share)
        if reading:
            read[surname] = reading[0]
    return shares, read


def _rows(file: str) -> Iterable[list[str]]:
    text = (resources.files(__package__) / "packs" / file).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def mixed(spellings: Iterable[tuple[Mapping[str, float], float]]) -> Spelt:
    """P(spelling) of characters each with how often it is borne: what `probability` reads for a syllable of anyone."""
    rows = list(spellings)
    total = sum(borne for _, borne in rows)
    found: Spelt = defaultdict(float)
    for spelt, borne in rows:
        for spelling, chance in spelt.items():
            found[spelling] += chance * borne / total
    return dict(found)
