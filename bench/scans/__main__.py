"""`python -m bench.scans`: characters misread on pages rendered from our own texts, and the time of a page."""

from __future__ import annotations

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


def main() -> None:
    """Read every page in a serif and a sans serif font; nobody tells the reader the language."""
    rows: dict[str, dict[str, Any]] = {}
    print("| page | en | ko | zh |\n|---|---|---|---|")
    for way in WAYS:
        rows[way.name] = {str(language): measured(language, way) for language in TEXTS}
        cells = [f"{100 * found['misread']:.1f} %" for found in rows[way.name].values()]
        print(f"| {way.name} | {' | '.join(cells)} |", flush=True)
    found = {"day": datetime.now(UTC).date().isoformat(), "machine": machine.describe(), "pages": rows}
    RESULTS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


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
