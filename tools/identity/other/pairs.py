"""Pairs of spellings of one name part, for `chunks.learn`."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tools.identity.other.lexicon import script_of
from wellfounded.identity.names.other.letters import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.identity.other.chunks import Pair

_SHORTEST, _LONGEST = 2, 14
_OF_A_LINE = 3  # so that the hundred spellings of one Muhammad do not fill the table


def pairs_between(
    lines: Iterable[list[str]], scripts: tuple[str, str], *, most: int, own: str = "", seed: int = 4
) -> list[Pair]:
    """Pairs (source, target, weight) out of lines that hold both scripts; the pairs of a line weigh one together.

    `own` are letters that foreign names are not transcribed with: lines with one of them are taken first.
    """
    source, target = scripts
    chosen = [line for line in lines if _usable(line, source, target)]
    dice = random.Random(seed)  # noqa: S311 - a sample that can be drawn again, not a secret
    dice.shuffle(chosen)
    chosen.sort(key=lambda line: not _own(line, own))
    found: list[Pair] = []
    for line in chosen[:most]:
        here, there = _forms(line, source), _forms(line, target)
        both = [(one, other) for one in here for other in there if one != other]
        drawn = dice.sample(both, min(_OF_A_LINE, len(both)))
        found += [(one, other, 1 / len(drawn)) for one, other in drawn]
    return found


def _usable(line: list[str], source: str, target: str) -> bool:
    least = 2 if source == target else 1
    return len(_forms(line, source)) >= least and bool(_forms(line, target))


def _own(line: list[str], letters: str) -> bool:
    return any(letter in form for form in line for letter in letters)


def _forms(line: list[str], script: str) -> list[str]:
    """The single words of a line in one script, folded, each once."""
    found = [folded(form) for form in line if " " not in form and "-" not in form and script_of(form) == script]
    return sorted({form for form in found if _SHORTEST <= len(form) <= _LONGEST and script_of(form) == script})
