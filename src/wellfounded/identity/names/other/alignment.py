"""Two names: which words answer to one another, in any order, run together or apart, and what is left over."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.identity.names.other.agreement import agreement, begin_alike, consonants_agree, initials_clash

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wellfounded.identity.names.other.words import Word, Words

_SURE = 6.0  # nats: a word that agrees so well is not tried run together with its neighbour
_INITIAL = 2.0  # nats: one letter of some twenty agrees, and people do shorten names
_CLASH = -2.0  # nats: a letter stands where the other name has a word, or a letter, that cannot begin so
_MISSING, _BARE = -1.0, -3.5  # a word on one side only; the same when no two other words agree


@dataclass(frozen=True, slots=True)
class Match:
    """Two words that stand for one another, well or badly, and what that is worth in nats."""

    left: Word
    right: Word
    nats: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of words, the best first (below nought: they stand against one another), initials, and words left over."""

    matches: tuple[Match, ...]
    initials: tuple[Match, ...]
    left_over: tuple[Word, ...]
    right_over: tuple[Word, ...]

    @property
    def by_chance(self) -> float:
        """Nats against the two names having nothing to do with one another: all that agrees, less what does not."""
        agreed = [match.nats for match in self.matches]
        enough = sum(nats > 0 for nats in agreed) > 1
        counted = not enough and bool(self.left_over and self.right_over)
        missing = sum(counted or not word.light for word in self.left_over + self.right_over)
        return sum(agreed) + _INITIAL * len(self.initials) + missing * (_MISSING if enough else _BARE)

    @property
    def by_kinship(self) -> float:
        """Nats against neighbours (brothers, colleagues on a list) whose names differ in one word: the weakest word."""
        if not self.matches:
            return 0.0
        return -math.log(sum(math.exp(-match.nats) for match in self.matches) / len(self.matches))


def aligned(left: Words, right: Words) -> Alignment:
    """The pairing of words that is taken greedily, the most telling match first."""
    singles = _matches(left.single, right.single)
    sure_left = {match.left.places[0] for match in singles if match.nats >= _SURE}
    sure_right = {match.right.places[0] for match in singles if match.nats >= _SURE}
    joined = _runs(_open(left.joined, sure_left), _open(right.single, sure_right))
    joined += _runs(_open(left.single, sure_left), _open(right.joined, sure_right))
    matches = [match for match in singles if match.nats > 0] + joined
    kept = _greedy(matches)
    initials = [match for match in singles if begin_alike(match.left, match.right)]
    shortened = _greedy(initials, left=_taken(kept, 0), right=_taken(kept, 1))
    both = kept + shortened
    against = [match for match in singles if not (_slight(match.left) or _slight(match.right))]
    kept += _greedy(against, left=_taken(both, 0), right=_taken(both, 1))
    both = kept + shortened
    clashes = [Match(match.left, match.right, _CLASH) for match in singles if initials_clash(match.left, match.right)]
    kept += _greedy(clashes, left=_taken(both, 0), right=_taken(both, 1))
    both = kept + shortened
    return Alignment(
        tuple(kept), tuple(shortened), _free(left.single, _taken(both, 0)), _free(right.single, _taken(both, 1))
    )


def _matches(left: Iterable[Word], right: Sequence[Word]) -> list[Match]:
    return [Match(one, other, agreement(one, other)) for one in left for other in right]


def _runs(left: Iterable[Word], right: Sequence[Word]) -> list[Match]:
    """Words run together on one side that agree well with a word of the other; most fall by their consonants."""
    near = ((one, other) for one in left for other in right if consonants_agree(one, other))
    found = (Match(one, other, agreement(one, other)) for one, other in near)
    return [match for match in found if match.nats > _SURE / 2]


def _greedy(matches: list[Match], *, left: Sequence[int] = (), right: Sequence[int] = ()) -> list[Match]:
    """The best matches whose places are free on both sides; equals by the order of words."""
    taken_left, taken_right = set(left), set(right)
    kept = []
    for match in sorted(matches, key=_rank):
        if taken_left.isdisjoint(match.left.places) and taken_right.isdisjoint(match.right.places):
            kept.append(match)
            taken_left.update(match.left.places)
            taken_right.update(match.right.places)
    return kept


def _slight(word: Word) -> bool:
    """A word that stands against none: a letter, an honorific."""
    return word.is_initial or word.light


def _rank(match: Match) -> tuple[float, int, int, int]:
    here, there = match.left.places[0], match.right.places[0]
    return (-match.nats, abs(here - there), here, there)


def _open(words: Iterable[Word], sure: set[int]) -> list[Word]:
    return [word for word in words if sure.isdisjoint(word.places)]


def _taken(matches: Iterable[Match], side: int) -> list[int]:
    return [place for match in matches for place in (match.right if side else match.left).places]


def _free(words: Iterable[Word], taken: Sequence[int]) -> tuple[Word, ...]:
    return tuple(word for word in words if word.places[0] not in taken)
