"""Which Hangul, pinyin and Cantonese readings a character has, and how common a syllable is in given names.

    python -m tools.identity.korean_characters LEXICON UNIHAN HANJA

writes characters.tsv and syllables.tsv beside the Korean channel. LEXICON is persons.txt (see lexicon.py), UNIHAN the
folder of Debian's unicode-data (Unihan_Readings.txt.bz2, Unihan_Variants.txt.bz2; Unicode licence), HANJA the file
hanja.txt of Debian's libhangul-data (BSD-3).
"""

from __future__ import annotations

import bz2
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from tools.identity.korean_spelling import KOREAN, chinese
from tools.identity.lexicon import Part, parts

FIELDS = ("kHangul", "kMandarin", "kXHC1983", "kHanyuPinlu", "kCantonese", "kSimplifiedVariant", "kTraditionalVariant",
          "kZVariant", "kSemanticVariant")  # fmt: skip
SYLLABLE = re.compile("[가-힣]")
TWO = 2
SIMPLE = ("kTraditionalVariant",)
ALIKE = ("kTraditionalVariant", "kZVariant", "kSemanticVariant")
Unihan = dict[str, dict[str, str]]


def main() -> None:
    """Write both tables."""
    lexicon = list(parts(Path(sys.argv[1])))
    unihan = read_unihan(Path(sys.argv[2]))
    readings = hangul_readings(unihan, Path(sys.argv[3]))
    write_syllables(lexicon)
    write_characters(unihan, readings, name_counts(lexicon, readings))


def read_unihan(folder: Path) -> Unihan:
    """The fields that are used, by character."""
    found: Unihan = defaultdict(dict)
    for name in ("Unihan_Readings.txt.bz2", "Unihan_Variants.txt.bz2"):
        with bz2.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                code, field, value = [*line.rstrip("\n").split("\t"), "", ""][:3]
                if code.startswith("U+") and field in FIELDS:
                    found[character_of(code)][field] = value
    return found


def character_of(code: str) -> str:
    """The character of a code point written as U+91D1."""
    return chr(int(code.removeprefix("U+"), 16))


def hangul_readings(unihan: Unihan, hanja: Path) -> dict[str, dict[str, float]]:
    """Hangul readings of each character with a weight: schoolbook 8, names 4, character set 2, dictionary 1."""
    weights = {"E": 8.0, "N": 4.0, "0": 2.0, "1": 1.0, "X": 1.0}
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for character, fields in unihan.items():
        for entry in fields.get("kHangul", "").split():
            syllable, _, tags = entry.partition(":")
            found[character][syllable] = max((weights.get(tag, 0.5) for tag in tags), default=0.5)
    for line in hanja.read_text(encoding="utf-8").splitlines():
        cells = line.split(":")
        if len(cells) > 1 and len(cells[0]) == len(cells[1]) == 1 and SYLLABLE.match(cells[0]):
            character = unicodedata.normalize("NFKC", cells[1])
            found[character].setdefault(cells[0], 0.5)
    return found


def name_counts(lexicon: list[Part], readings: dict[str, dict[str, float]]) -> dict[str, Counter[str]]:
    """How often each character stands for a syllable in name parts where every character has a licit reading."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for part in lexicon:
        for hangul in part.hangul:
            for han in part.han:
                if len(hangul) == len(han) and all(s in readings.get(c, ()) for s, c in zip(hangul, han, strict=True)):
                    for syllable, character in zip(hangul, han, strict=True):
                        counts[character][syllable] += 1 if chinese(part) else 4
    return counts


def write_syllables(lexicon: list[Part]) -> None:
    """Counts of syllables at the first and second place of given names of two syllables, and of single ones."""
    places: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for part in lexicon:
        hyphened = any(form.count("-") == 1 for form in part.latin)
        for hangul in part.hangul:
            if len(hangul) == TWO and hyphened and not chinese(part):
                for place, syllable in enumerate(hangul):
                    places[syllable][place] += 1.0 / len(part.hangul)
    lines = [f"{syllable}\t{first:g}\t{second:g}" for syllable, (first, second) in sorted(places.items())]
    head = "# Given names of two syllables in the lexicon: syllable, how many begin with it, how many end with it.\n"
    (KOREAN / "syllables.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def write_characters(unihan: Unihan, readings: dict[str, dict[str, float]], counts: dict[str, Counter[str]]) -> None:
    """One character a line: Hangul readings with weights, pinyin (the first is the usual one), Cantonese, variants."""
    lines = []
    for character, fields in sorted(unihan.items()):
        hangul = {s: weight + 2.0 * counts[character][s] for s, weight in readings.get(character, {}).items()}
        kin = variants(character, unihan)
        if "kHangul" not in fields and not kin:
            continue
        cells = [
            character,
            " ".join(f"{s}:{weight:g}" for s, weight in sorted(hangul.items(), key=lambda one: -one[1])),
            " ".join(pinyin(fields)),
            " ".join(re.sub("[0-9]", "", entry) for entry in fields.get("kCantonese", "").split()),
            "".join(kin),
        ]
        lines.append("\t".join(cells).rstrip("\t"))
    head = (
        "# character, Hangul readings with weights, pinyin, Cantonese (Jyutping), the characters it is a variant of\n"
    )
    (KOREAN / "characters.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def pinyin(fields: dict[str, str]) -> list[str]:
    """All Mandarin readings without tones, the usual one first; ü is v."""
    found: list[str] = []
    for name in ("kMandarin", "kHanyuPinlu", "kXHC1983"):
        found += [toneless(re.sub(r"\(.*\)", "", entry.rpartition(":")[2])) for entry in fields.get(name, "").split()]
    return list(dict.fromkeys(found))


def toneless(syllable: str) -> str:
    """A pinyin syllable without tone."""
    parts = unicodedata.normalize("NFD", syllable.lower()).replace("u\u0308", "v").replace("u\u0304\u0308", "v")
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def variants(character: str, unihan: Unihan) -> list[str]:
    """The characters with a Hangul reading that this one stands for when written simply or otherwise, in two steps."""
    own = "kHangul" in unihan.get(character, {})
    near = _variants(character, unihan, names=SIMPLE if own else ALIKE)
    far = [] if own else [other for one in near for other in _variants(one, unihan, names=ALIKE)]
    return [one for one in dict.fromkeys(near + far) if one != character and "kHangul" in unihan.get(one, {})]


def _variants(character: str, unihan: Unihan, *, names: tuple[str, ...]) -> list[str]:
    fields = unihan.get(character, {})
    return [character_of(entry.partition("<")[0]) for name in names for entry in fields.get(name, "").split()]


if __name__ == "__main__":
    main()
