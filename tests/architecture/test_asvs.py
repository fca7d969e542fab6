"""The table of the ASVS names each item of levels 1 and 2 once, and only tests that there are."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "asvs.md"
SHARED = ROOT.parent / "shared" / "data" / "asvs" / "asvs_5.0.0_en.flat.json"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| (yes|part|no|—) \| ([^|]+) \|$", re.MULTILINE)
ITEMS = 217


def rows() -> list[tuple[str, ...]]:
    return ROW.findall(PAGE.read_text(encoding="utf-8"))


def test_each_item_stands_there_once() -> None:
    assert len(rows()) == len({row[0] for row in rows()}) == ITEMS


def test_each_named_test_exists_and_each_item_says_why() -> None:
    there = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
    assert {name for row in rows() for name in re.findall(r"test_\w+", row[4])} <= there
    assert all(len(row[4].strip()) > 3 for row in rows())


def test_the_counts_are_those_of_the_table() -> None:
    counts, text = Counter(row[3] for row in rows()), PAGE.read_text(encoding="utf-8")
    said = (
        f"{ITEMS} items: {counts['yes']} yes, {counts['part']} in part, {counts['no']} no, {counts['—']} have nothing"
    )
    assert said in text


def test_the_items_are_those_of_the_standard() -> None:
    if not SHARED.is_file():
        pytest.skip("no copy of the standard here")
    items = json.loads(SHARED.read_bytes())["requirements"]
    wanted = {
        (item["req_id"][1:], item["L"])
        for item in items
        if item["L"] in "12" and item["chapter_id"] not in {"V10", "V17"}
    }
    assert {(row[0], row[1]) for row in rows()} == wanted
