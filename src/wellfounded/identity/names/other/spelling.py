"""A learned table of spellings: how likely it is that a word of one script is written so in Latin letters.

The table holds P(Latin chunk | chunk of the source), see `tools/identity/other/`. A word is covered chunk by chunk by
the most probable path; letters that no chunk explains are slips and cost as much as slips are rare.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_LENGTH = (0.0, math.log(0.80), math.log(0.17), math.log(0.03), *([math.log(0.01)] * 6))
_SWAP, _CHANGE, _DROP, _ADD = math.log(5e-4), math.log(2e-4), math.log(6e-4), math.log(4e-4)
_ITSELF = math.log(0.97)
_UNWRITTEN, _DOUBLED = math.log(0.15), math.log(0.1)
_GLIDE, _SHORT = math.log(0.02), ("ou", "oo", "ee")  # two vowels together are written, but these may be one
_NEVER = -1e9
_EDGES = frozenset("^$")
_TWO = 2  # letters that may change places

Chunks = dict[str, dict[str, float]]
Step = tuple[str, dict[str, float]]
"""A chunk of the source, and what it may be written as."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The table of one script: chunk of the source -> Latin chunk -> log probability, and the longest of each.

    `unwritten` are Latin letters (short vowels) that the script leaves out, and doubles that it writes once; the last
    letter of a word is left out only when it is `mute`.
    """

    chunks: Chunks
    longest_source: int
    longest_target: int
    unwritten: str = ""
    mute: str = ""

    def log_probability(self, source: str, target: str, *, least: float = -40.0) -> float:
        """Log P(target | source) of two folded words, by the best path; paths below `least` are given up.

        Time grows with the product of the lengths at most.
        """
        source, target = f"^{source}$", f"^{target}$"
        best = [[_NEVER] * (len(target) + 1) for _ in range(len(source) + 1)]
        best[0][0] = 0.0
        places = _places(target, max(self.longest_target, _TWO))
        added = [self._added(target, column) for column in range(1, len(target) - 1)]
        for row, line in enumerate(best[:-1]):
            if max(line) <= least:
                continue
            _add(line, added, least=least)
            steps = self._steps(source, row)
            for chunk, given in steps:
                ways = [(places[written], given[written]) for written in given.keys() & places.keys()]
                _spell(line, best[row + len(chunk)], ways=ways, reach=_LENGTH[len(chunk)], least=least)
            _slip(line, best[row + 1], letter=steps[0][0], target=target, least=least)
            for chunk, _ in steps[1:_TWO]:  # two letters that are one in the table may change places
                if len(chunk) == _TWO:
                    ways = [(places.get(chunk[::-1], ()), _SWAP)]
                    _spell(line, best[row + _TWO], ways=ways, reach=0.0, least=least)
        return best[-1][-1]

    def _added(self, target: str, column: int) -> float:
        """A letter of the target that nothing in the source stands for."""
        letter = target[column]
        if letter in self.unwritten and (column < len(target) - 2 or letter in self.mute):
            before = target[column - 1]
            return _UNWRITTEN if before not in self.unwritten or before + letter in _SHORT else _GLIDE
        return _DOUBLED if self.unwritten and letter == target[column - 1] else _ADD

    def _steps(self, source: str, row: int) -> list[Step]:
        found = []
        for length in range(1, self.longest_source + 1):
            chunk = source[row : row + length]
            given = self.chunks.get(chunk)
            if len(chunk) == length and (given or length == 1):
                found.append((chunk, given or {}))
        return found

    def romanised(self, source: str) -> str:
        """The most probable Latin spelling, chunk by chunk: for showing and for a first, quick look."""
        text = f"^{source}$"
        best: list[tuple[float, str]] = [(_NEVER, "")] * (len(text) + 1)
        best[0] = (0.0, "")
        for row in range(len(text)):
            so_far, written = best[row]
            for chunk, given in self._steps(text, row):
                likeliest = max(given, key=given.__getitem__) if given else chunk
                chance = so_far + _LENGTH[len(chunk)] + given.get(likeliest, _CHANGE)
                if chance > best[row + len(chunk)][0]:
                    best[row + len(chunk)] = (chance, written + likeliest)
        return best[-1][1].strip("^$")


Places = tuple[tuple[int, int], ...]
"""Where a piece of a word begins and ends, each time it stands there."""


@lru_cache(maxsize=64)
def _places(word: str, longest: int) -> dict[str, Places]:
    """Every piece of a word, the empty one too, up to so many letters."""
    found: dict[str, Places] = {}
    for start in range(len(word)):
        for end in range(start, min(start + longest, len(word)) + 1):
            found[word[start:end]] = (*found.get(word[start:end], ()), (start, end))
    return found


def _add(line: list[float], added: list[float], *, least: float) -> None:
    """Go on over letters of the target that nothing in the source stands for."""
    for column, chance in enumerate(added, 1):
        so_far = line[column]
        if so_far > least and so_far + chance > line[column + 1]:
            line[column + 1] = so_far + chance


def _spell(
    line: list[float], below: list[float], *, ways: list[tuple[Places, float]], reach: float, least: float
) -> None:
    """Go from every place of the target to the end of each chunk that stands there and may be written."""
    for places, chance in ways:
        for start, end in places:
            so_far = line[start]
            if so_far > least and so_far + reach + chance > below[end]:
                below[end] = so_far + reach + chance


def _slip(line: list[float], below: list[float], *, letter: str, target: str, least: float) -> None:
    """A letter of the source is left out or taken for another; an edge is only what it is."""
    for column, written in enumerate(target):
        so_far = line[column]
        if so_far > least:
            if letter not in _EDGES and so_far + _DROP > below[column]:
                below[column] = so_far + _DROP
            as_it_is = written == letter if letter in _EDGES else written not in _EDGES
            if as_it_is and so_far + _CHANGE > below[column + 1]:
                below[column + 1] = so_far + _CHANGE


@lru_cache(maxsize=32)
def spelling_from(
    file: Traversable, *, sounds: Traversable | None = None, unwritten: str = "", mute: str = ""
) -> Spelling:
    """The table in a file: `source chunk, Latin chunk, P in thousandths` a line, comments after `#`.

    `sounds` names a file of spellings that stand for one another: `P in thousandths, spelling spelling ...` a line.
    """
    chunks: Chunks = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            source, target, thousandths = line.split("\t")
            chunks.setdefault(source, {})[target] = math.log(float(thousandths) / 1000)
    _sound_alike(chunks, sounds.read_text(encoding="utf-8") if sounds else "")
    longest = max((len(target) for row in chunks.values() for target in row), default=1)
    return Spelling(chunks, max(map(len, chunks), default=1), longest, unwritten, mute)


def spelling_within(file: Traversable, *, letters: frozenset[str]) -> Spelling:
    """A script in its own letters: each letter is itself, and the spellings in a file stand for one another."""
    chunks: Chunks = {letter: {letter: _ITSELF} for letter in sorted(letters)}
    _sound_alike(chunks, file.read_text(encoding="utf-8"))
    longest = max(map(len, chunks))
    return Spelling(chunks, longest, longest)


def _sound_alike(chunks: Chunks, lines: str) -> None:
    """Add spellings of one sound; their share is of whole spellings, so that their length costs nothing."""
    for line in lines.splitlines():
        thousandths, _, spellings = line.partition("\t")
        for one in spellings.split() if not line.startswith("#") else ():
            chance = math.log(float(thousandths) / 1000) + _LENGTH[1] - _LENGTH[len(one)]
            row = chunks.setdefault(one, {})
            row.update({other: max(chance, row.get(other, _NEVER)) for other in spellings.split() if other != one})
