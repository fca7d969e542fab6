"""Spaces and marks put right in what was read."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from wellfounded.evidence.search.analysis.scripts import HAN

_WIDE = {";": "；", ":": "：", "(": "（", ")": "）", ",": "，", "?": "？", "!": "！"}
_SIGN = f"[{HAN}〇。，、；：（）“”？！]"
_GAP = re.compile(f"(?<={_SIGN}) +| +(?={_SIGN})")
_NARROW = re.compile(f"(?<=[{HAN}])[;:(),?!]|[;:(),?!](?=[{HAN}])")
_SPACE = re.compile(r"[ \t]")
# A blank line behind a line that ends no sentence and before one that begins no paragraph.
_TORN = re.compile(r"(?<=[^\s.!?。！？:：;；\"”’')）\]])[ ]*\n\s*\n(?!\s*[(（]?\d+[.)）])")


def chinese(text: str) -> str:
    """Chinese as it is printed: no gaps between its characters, and its own wide marks beside them."""
    return _GAP.sub("", _NARROW.sub(lambda found: _WIDE[found[0]], _GAP.sub("", text)))


def together(text: str) -> str:
    """A text without the blank lines that tear a sentence; read as one block, a page gets some at random."""
    return _TORN.sub("\n", text)


def spaced_like(text: str, model: str) -> str:
    """The letters and lines of one text with the spaces of another reading of the same page."""
    letters = _SPACE.sub("", text)
    spaced = _before_which(model)
    wanted = {place for place, match in _matches(letters, "".join(model.split())) if match in spaced}
    return "".join(
        f" {sign}" if place in wanted and place and letters[place - 1] != "\n" and sign != "\n" else sign
        for place, sign in enumerate(letters)
    )


def _before_which(model: str) -> set[int]:
    """The numbers, among the letters of a text, of those that a space or the end of a line stands before."""
    found: set[int] = set()
    count = 0
    for word in model.split():
        found.add(count)
        count += len(word)
    return found


def _matches(letters: str, model: str) -> list[tuple[int, int]]:
    """Which letter of one text is which of the other, where they agree or one was read for another."""
    pairs: list[tuple[int, int]] = []
    for step in Levenshtein.opcodes(letters, model):
        if step.tag in {"equal", "replace"}:
            ours, theirs = range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
            pairs += zip(ours, theirs, strict=True)
    return pairs
