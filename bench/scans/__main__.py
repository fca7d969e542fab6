"""`python -m bench.scans`: characters misread on pages rendered from our own texts, and the time of a page."""

from __future__ import annotations

import argparse
import json
import time
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from typing import Any

from rapidfuzz.distance import Levenshtein

from bench import machine
from bench.scans.pages import WAYS, Way, font_for, page
from bench.scans.texts import TEXTS
from wellfounded.evidence.documents.ocr.scan import scan
from wellfounded.evidence.search.language import Language

RESULTS = Path(__file__).parents[1] / "results" / "scans.json"
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "documents.md"
BEGIN, END = "<!-- written by python -m bench.scans -->", "<!-- end of what is written by python -m bench.scans -->"
LANGUAGES = ("en", "ko", "zh")
HEAD = "| page | en | ko | zh |\n|---|---|---|---|"


def main() -> None:
    """Read every page in a serif and a sans serif font; nobody tells the reader the language.

    `--only` reads some ways anew and leaves the figures of the others as they are.
    """
    parser = argparse.ArgumentParser(prog="python -m bench.scans", description=__doc__)
    parser.add_argument("--only", nargs="*", choices=[way.name for way in WAYS], help="these ways of spoiling a page")
    chosen = parser.parse_args().only or [way.name for way in WAYS]
    known = json.loads(RESULTS.read_text(encoding="utf-8"))["pages"] if RESULTS.is_file() else {}
    print(HEAD)
    for way in WAYS:
        if way.name in chosen:
            languages = [Language.CHINESE] if way.upright else list(TEXTS)
            read = {str(language): measured(language, way) for language in languages}
            known[way.name] = {"day": datetime.now(UTC).date().isoformat(), **read}
            print(row(way.name, read), flush=True)
    ordered = {way.name: known[way.name] for way in WAYS if way.name in known}
    found = {"machine": machine.describe(), "pages": ordered}
    RESULTS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _into_page(ordered)


def row(name: str, found: dict[str, Any]) -> str:
    """A row of the table in docs/reference/documents.md."""
    cells = [f"{100 * found[key]['misread']:.1f} %" if key in found else "–" for key in LANGUAGES]
    return f"| {name} | {' | '.join(cells)} |"


def _into_page(pages: dict[str, Any]) -> None:
    """The table between its two marks in the manual."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END)
    rows = "\n".join(row(name, found) for name, found in pages.items())
    PAGE.write_text(f"{before}{BEGIN}\n\n{HEAD}\n{rows}\n\n{END}{after}", encoding="utf-8")


def measured(language: Language, way: Way) -> dict[str, Any]:
    """Of two fonts together: the share of characters misread, CPU seconds, how sure it is, which language it took."""
    fonts = [font_for(language, serif=serif, dpi=way.dpi) for serif in (True, False)]
    pages = [page(TEXTS[language], font, way=way) for font in fonts]
    begun = time.process_time()
    scans = [scan(one) for one in pages]
    spent = (time.process_time() - begun) / len(scans)
    return {
        "misread": round(fmean(_misread(TEXTS[language], one.text) for one in scans), 4),
        "misread_with_spaces": round(fmean(_misread(TEXTS[language], one.text, spaces=True) for one in scans), 4),
        "confidence": round(fmean(one.confidence for one in scans), 1),
        "language": [str(one.language) for one in scans],
        "cpu_seconds": round(spent, 2),
    }


def _misread(text: str, read: str, *, spaces: bool = False) -> float:
    """Edits of characters to one hundredth of the text; white space is one space, or left out."""
    there, here = ((" " if spaces else "").join(unicodedata.normalize("NFC", one).split()) for one in (text, read))
    return Levenshtein.distance(there, here) / len(there)


if __name__ == "__main__":
    main()
