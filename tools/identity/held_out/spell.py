"""Spelling by rule: the longest sound first, each with the letters that a habit writes for it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random


def tables(name: str) -> dict[str, Any]:
    """The tables of one family of names."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def habits(given: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Every habit by its name; each but the first holds only what differs from the first."""
    read = {name: table(text) for name, text in given.items()}
    base = next(iter(read.values()))
    return {name: base | one for name, one in read.items()}


def table(text: str) -> dict[str, str]:
    """A table out of `sound=letters` entries; a sound alone is mute."""
    return {sound: letters for sound, _, letters in (entry.partition("=") for entry in text.split())}


def spelt(word: str, habit: Mapping[str, str], dice: Random) -> str:
    """The word in a habit's letters; of `a|b` one is drawn, and what the habit does not name stays."""
    longest = max(map(len, habit), default=1)
    written, place = "", 0
    while place < len(word):
        for size in range(min(longest, len(word) - place), 0, -1):
            letters = habit.get(word[place : place + size])
            if letters is not None or size == 1:
                written += dice.choice((word[place] if letters is None else letters).split("|"))
                place += size
                break
    return written


def slipped(word: str, dice: Random) -> str:
    """The word with one slip of the hand: a letter left out, doubled, changed round or mistyped."""
    place = dice.randrange(1, len(word)) if len(word) > 1 else 0
    kind = dice.randrange(4)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place] + word[place:]
    if kind == 2:  # noqa: PLR2004 - the third kind
        return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :] if place else word
    return word[:place] + dice.choice("abcdefghijklmnopqrstuvwxyz") + word[place + 1 :]
