"""The name parts of Wikidata as the package rigour carries them: Hangul beside Latin, Cyrillic and Han forms.

rigour 0.12.0 is the last line that ships the lexicon as plain text (rigour/data/names/persons.txt, 8.3 MB). Wikidata
labels are CC0, the package is MIT.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HANGUL = re.compile("^[가-힣]{1,3}$")
LATIN = re.compile("^[a-z][a-z' \u0300-\u036f-]*$")
CYRILLIC = re.compile("^[а-яёіїєўґјћђџљњ' -]+$")
HAN = re.compile("^[\u4e00-\u9fff]{1,3}$")
KANA = re.compile("[\u3041-\u309f]")
BREVE = {"ǒ": "ŏ", "ǔ": "ŭ"}


class Part(NamedTuple):
    """One name part in every script that the model learns from."""

    hangul: tuple[str, ...]
    latin: tuple[str, ...]
    cyrillic: tuple[str, ...]
    han: tuple[str, ...]


def parts(persons: Path) -> Iterator[Part]:
    """Every entry with Hangul of one to three syllables, without those that have hiragana: they are Japanese."""
    for line in persons.read_text(encoding="utf-8").splitlines():
        names = [plain(name) for name in line.rpartition(" => ")[0].split(", ")]
        hangul = tuple(name.removesuffix("씨") if len(name) > 1 else name for name in names if HANGUL.match(name))
        if not hangul or KANA.search(line):
            continue
        yield Part(
            tuple(dict.fromkeys(hangul)),
            tuple(dict.fromkeys(name for name in names if LATIN.match(unicodedata.normalize("NFD", name)))),
            tuple(dict.fromkeys(name for name in names if CYRILLIC.match(name))),
            tuple(dict.fromkeys(name for name in names if HAN.match(name))),
        )


def plain(name: str) -> str:
    """Lower case, one kind of apostrophe, one kind of breve."""
    name = unicodedata.normalize("NFC", name.strip().lower())
    name = re.sub("[ʻʼ‘’`´′]", "'", name)
    return "".join(BREVE.get(letter, letter) for letter in name)
