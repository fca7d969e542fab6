"""Our own sentences with what they say, read from YAML, and scored all together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from wellfounded.evidence.statements.extract import statements_of
from wellfounded.evidence.statements.score import Figures, Gold, score
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.evidence.statements.statement import Statement

FOLDER = Path(__file__).parent


def cases(language: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(
        (FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    )
    return loaded


def gold_of(case: dict[str, Any]) -> tuple[Gold, ...]:
    text = case["text"]
    return tuple(
        Gold(
            id=str(number),
            content=tuple(place(piece, text) for piece in said["what"]),
            names=(said["name"],) if "name" in said else (),
            source=place(said["who"], text) if said.get("who") else None,
            resolved="name" in said,
        )
        for number, said in enumerate(case["says"])
    )


def place(words: str, text: str) -> Span:
    start = text.find(words)
    assert start >= 0, f"“{words}” does not stand in “{text}”"
    return Span(start, start + len(words))


def read(case: dict[str, Any]) -> tuple[Statement, ...]:
    return statements_of(case["text"])


def scored(language: str) -> Figures:
    total = Figures()
    for case in cases(language):
        total += score(gold_of(case), read(case))
    return total


def misses(language: str) -> Iterator[str]:
    """For whoever mends a rule: what was found where it should not be, and what was not."""
    for case in cases(language):
        gold, found = gold_of(case), read(case)
        figures = score(gold, found)
        if not figures.gold == figures.predicted == figures.speaker:
            told = [f"{item.speaker.name} ({item.rule}): {item.words(case['text'])}" for item in found]
            yield f"{case['text']}\n    wanted {figures.gold}, matched {figures.content}/{figures.speaker}: {told}"
