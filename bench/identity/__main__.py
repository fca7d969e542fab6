"""`python -m bench.identity PYTHON`: names compared by us and by packages, which the other interpreter has installed.

The page is docs/reference/identity-benchmarks.md. pg_trgm takes part when the run stands under `scripts/postgres`.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import time
from collections import defaultdict
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

from bench import machine
from bench.identity.engines import scored
from bench.identity.page import page
from bench.names import NOTHING, auc, f1, recall
from wellfounded.identity.names.channel import THRESHOLD
from wellfounded.identity.names.compare import compare_names, read

ROOT = Path(__file__).parents[2]
PAIRS = ROOT.parent / "shared" / "data" / "identity" / "name_pairs.tsv"
RESULTS = ROOT / "bench" / "results" / "identity.json"
PAGE = ROOT / "docs" / "reference" / "identity-benchmarks.md"
PACKAGES = Path(__file__).with_name("packages.py")
OURS = "Wellfounded"
FEWEST = 10  # pairs of each label, below which a kind gives no figure
_SURNAMES = {"김": "Kim", "리": "Ri", "박": "Pak", "최": "Choe", "정": "Jong", "강": "Kang"}
_GIVEN = {
    "은희": "Un-hui",
    "철수": "Chol-su",
    "영호": "Yong-ho",
    "명철": "Myong-chol",
    "옥순": "Ok-sun",
    "혁진": "Hyok-chin",
}

Row = dict[str, str]


def main() -> None:
    """Measure everything and write the page."""
    parser = argparse.ArgumentParser(prog="python -m bench.identity", description=__doc__)
    parser.add_argument("python", type=Path, help="an interpreter with requirements/bench-identity.txt")
    interpreter: Path = parser.parse_args().python
    load = round(machine.load(), 1)
    rows, name = _rows()
    pairs = [(row["name1"], row["name2"]) for row in rows]
    by_packages = _packages(interpreter, pairs)
    methods = {OURS: _ours(pairs)}
    methods |= {one: (found["scores"], found["seconds"]) for one, found in by_packages["methods"].items()}
    methods |= {one: (scores, seconds) for one, scores, seconds in scored([(a, b) for a, b in by_packages["latin"]])}
    kinds = _kinds(rows)
    results: dict[str, Any] = {
        "day": datetime.now(UTC).date().isoformat(),
        "machine": machine.describe(),
        "load": load,
        "set": name,
        "missing": by_packages["missing"],
        "kinds": {kind: _count(rows, places) for kind, places in kinds.items() if kind != "all"},
        "methods": {
            one: {
                "microseconds": 1e6 * seconds / len(pairs),
                "kinds": {
                    kind: _figures(one, scores, rows=[(rows[at], at) for at in at_]) for kind, at_ in kinds.items()
                },
            }
            for one, (scores, seconds) in methods.items()
        },
    }
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(results), encoding="utf-8")
    print(page(results))


def _rows() -> tuple[list[Row], str]:
    if not PAIRS.exists():
        return _invented(), "invented"
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if not row["kind"].endswith(("-other", "-samename"))], "development"


def _invented() -> list[Row]:
    """Every invented name against its spelling, and against that of another with the same surname."""
    chance = random.Random(4)  # noqa: S311 - a fixed seed is the point
    rows = []
    for (family, latin), (given, spelt) in product(_SURNAMES.items(), _GIVEN.items()):
        other = chance.choice([one for one in _GIVEN.values() if one != spelt])
        for label, written in (("1", spelt), ("0", other)):
            pair = {"name1": family + given, "name2": f"{latin} {written}"}
            rows.append({"label": label, "lang": "ko", "kind": "hang-latn", **pair})
    return rows


def _kinds(rows: list[Row]) -> dict[str, list[int]]:
    """Places of the rows of each kind that has enough of both labels; `all` first."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        whose = "Korean" if row["lang"] == "ko" else "Other"
        for kind in ("all", f"{whose}, all", f"{whose}, {row['kind']}"):
            found[kind].append(place)
    enough = {kind: places for kind, places in found.items() if min(_count(rows, places).values()) >= FEWEST}
    return dict(sorted(enough.items(), key=lambda one: (one[0] != "all", one[0])))


def _count(rows: list[Row], places: list[int]) -> dict[str, int]:
    true = sum(rows[place]["label"] == "1" for place in places)
    return {"true": true, "false": len(places) - true}


def _figures(method: str, scores: list[float], *, rows: list[tuple[Row, int]]) -> dict[str, float]:
    true = [scores[place] for row, place in rows if row["label"] == "1"]
    false = [scores[place] for row, place in rows if row["label"] == "0"]
    best = f1(true, false, THRESHOLD) if method == OURS else _best(true, false)
    return {"auc": auc(true, false), "f1": best, "recall": recall(true, false)}


def _best(true: list[float], false: list[float]) -> float:
    return max(f1(true, false, value - 1e-9) for value in {*true, *false})


def _ours(pairs: list[tuple[str, str]]) -> tuple[list[float], float]:
    compare_names("김철수", "Kim Chol Su")  # tables are read once
    read.cache_clear()
    started = time.process_time()
    found = [compare_names(left, right).score for left, right in pairs]
    seconds = time.process_time() - started
    return [NOTHING if score is None else score for score in found], seconds


def _packages(interpreter: Path, pairs: list[tuple[str, str]]) -> Any:
    command = [str(interpreter), str(PACKAGES)]
    done = subprocess.run(  # noqa: S603 - our own script
        command, input=json.dumps(pairs), check=True, stdout=subprocess.PIPE, stderr=sys.stderr, text=True
    )
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
