"""Which criterion of the law packs a sentence is suggested for: sentences of our own, in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from wellfounded.evidence.linking.suggest import bearing_of_passage
from wellfounded.evidence.statements.bearing import Bearing
from wellfounded.law.library import load_library
from wellfounded.library.described import described_criteria

SENTENCES = Path(__file__).with_name("bearing.yaml")


@dataclass
class Counted:
    """How many sentences bear on something, and how the suggestions for them and for the others fell out."""

    bearing: int = 0
    first: int = 0
    among: int = 0
    direction: int = 0
    suggested: int = 0
    right: int = 0
    others: int = 0
    quiet: int = 0
    told: str = ""


def counted() -> Counted:
    bearing = Bearing(described_criteria(load_library()))
    rows: list[tuple[str, list[str], str]] = YAML(typ="safe", pure=True).load(SENTENCES.read_text(encoding="utf-8"))
    counts = Counted()
    for text, wanted, direction in rows:
        found = [one.found for one in bearing_of_passage(text, bearing)]
        names = [one.described.id for one in found]
        right: list[Any] = [one for one in found if one.described.id in wanted]
        if not wanted:
            counts.others += 1
            counts.quiet += not found
        else:
            counts.bearing += 1
            counts.suggested += len(found)
            counts.right += len(right)
            counts.first += names[:1] == [name for name in names[:1] if name in wanted] != []
            counts.among += bool(right)
            counts.direction += bool(right) and right[0].direction == direction
        counts.told += f"{'+' if right or (not wanted and not found) else '-'} {text}: {names}\n"
    return counts


def test_a_right_criterion_stands_among_the_three_suggested() -> None:
    counts = counted()
    assert counts.among >= 0.8 * counts.bearing, counts.told
    assert counts.direction >= 0.85 * counts.among, counts.told
    assert counts.quiet >= counts.others - 1, counts.told
