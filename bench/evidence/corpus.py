"""Passages to measure with: those of real documents, then altered repeats of them, which are labelled as such."""

from __future__ import annotations

import random
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST = 900  # characters; about 140 English words
_END = re.compile(r"(?<=[.!?。！？])\s+|\n+")


def real_passages(folder: Path) -> list[str]:
    """The passages of every text under a folder: whole sentences, up to `LONGEST` characters."""
    return [
        passage
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".txt", ".md"} and path.name != "README.md"
        for passage in _passages(unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig")))
    ]


def passages(folder: Path, count: int, *, seed: int = 20) -> Iterator[str]:
    """`count` passages: the real ones, then repeats in which every eighth word came from somewhere else."""
    real = real_passages(folder)
    yield from real[:count]
    chance = random.Random(seed)  # noqa: S311 - not for secrets: the same repeats at every run
    words = [word for passage in real[::20] for word in passage.split()]
    for place in range(len(real), count):
        altered = real[place % len(real)].split()
        for number in range(chance.randrange(8), len(altered), 8):
            altered[number] = chance.choice(words)
        yield " ".join(altered)


def _passages(text: str) -> Iterator[str]:
    held = ""
    for sentence in filter(None, map(str.strip, _END.split(text))):
        if held and len(held) + len(sentence) > LONGEST:
            yield held
            held = ""
        held = f"{held} {sentence}".strip()[: 3 * LONGEST]
    if held:
        yield held
