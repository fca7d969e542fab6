"""Two names in, one verdict out: the channels are asked, and the most telling answer stands.

`read` is slow and done once a form, `compare` is fast and done once a pair; `compare_names` does both for two strings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from math import inf
from typing import Any, TypeVar

from wellfounded.identity.names.channel import THRESHOLD, UNCHANGED, Channel, Likeness, Worth
from wellfounded.identity.names.form import Form, formed
from wellfounded.identity.names.korean.channel import KoreanNames
from wellfounded.identity.names.other.alphabets import Alphabets
from wellfounded.identity.names.other.chinese import Chinese

CHANNELS: tuple[Channel, ...] = (KoreanNames(), Chinese(), Alphabets())
"""The channels in the order in which they are asked: until one answers for whose family both forms are typical."""

Answer = TypeVar("Answer", bound=Worth)

LIKELY = 8.0
"""Nats from which a name that no other reading explains as well is “likely”."""


NEARLY = 0.15
"""Nats a letter by which the next channel may explain a form worse and is asked nonetheless: a tie settles nothing."""


SAME_WORDS = "The same words stand on both sides, but they say too little of whose name it is"


class Verdict(StrEnum):
    """What is said of two names. A name alone never says more than “likely”: it is a lead and no proof."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    DIFFERENT = "different"
    CANNOT = "cannot compare"


_UNREAD = object()


class Read(Sequence[Any]):
    """What each channel reads in a form, in the order of `CHANNELS`; each is read when it is first asked."""

    __slots__ = ("_form", "_known")

    def __init__(self, form: Form) -> None:
        self._form = form
        self._known: list[Any] = [] if form.problem else [_UNREAD] * len(CHANNELS)

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[Any]:
        return (self[place] for place in range(len(self)))

    def __getitem__(self, place: Any) -> Any:
        found = self._known[place]
        if found is _UNREAD:
            found = self._known[place] = CHANNELS[place].read(self._form)
        return found


@dataclass(frozen=True, slots=True)
class Reading:
    """A form with what each channel reads in it."""

    form: Form
    read: Sequence[Any | None]


@dataclass(frozen=True, slots=True)
class NameComparison:
    """The verdict on two names. `score` is None exactly when the verdict is `CANNOT`."""

    verdict: Verdict
    score: float | None
    left: str
    right: str
    why: str
    channel: str = ""

    def turned(self) -> NameComparison:
        """The same comparison with its sides changed."""
        return replace(self, left=self.right, right=self.left)


@lru_cache(maxsize=65536)
def read(given: str) -> Reading:
    """All readings of a name as typed."""
    form = formed(given)
    return Reading(form, Read(form))


def compare(left: Reading, right: Reading) -> NameComparison:
    """The verdict on two readings, the same to the last digit whichever stands first."""
    if left.form.given > right.form.given:
        return _compared(right, left).turned()
    return _compared(left, right)


def _compared(left: Reading, right: Reading) -> NameComparison:
    for reading in (left, right):
        if reading.form.problem:
            return NameComparison(Verdict.CANNOT, None, "", "", f"{reading.form.given[:40]!r}: {reading.form.problem}")
    best, name = _most_telling(left, right, asked=_likeness)
    if best is None:
        return NameComparison(Verdict.CANNOT, None, "", "", "No reading is known that both names could share.")
    if best.score < UNCHANGED and _same_words(left.form, right.form):
        best = replace(best, score=UNCHANGED, certain=False, why=SAME_WORDS)
    return NameComparison(verdict_on(best), best.score, best.left, best.right, _sentence(best.why), name)


def _sentence(why: str) -> str:
    """With a capital and a full stop, and nothing when there is nothing."""
    return f"{why[:1].upper()}{why[1:].removesuffix('.')}." if why else ""


def _same_words(left: Form, right: Form) -> bool:
    """The same words twice, in any order, are never two names, however little a single syllable may say."""
    return sorted(map(str.casefold, left.words)) == sorted(map(str.casefold, right.words))


def worth(left: Reading, right: Reading) -> float | None:
    """The score of `compare` without its words, in a part of the time: for ranking hundreds, of which few are shown."""
    if left.form.given > right.form.given:
        left, right = right, left
    if left.form.problem or right.form.problem:
        return None
    best, _ = _most_telling(left, right, asked=_worth)
    if best is None:
        return None
    return UNCHANGED if best.score < UNCHANGED and _same_words(left.form, right.form) else best.score


@lru_cache(maxsize=65536)
def worth_of_names(left: str, right: str) -> float | None:
    """The score of two names as typed; None when they cannot be compared."""
    return worth(read(left), read(right))


def _likeness(channel: Channel, pair: tuple[Any, Any]) -> Likeness | None:
    return channel.likeness(*pair)


def _worth(channel: Channel, pair: tuple[Any, Any]) -> Worth | None:
    return channel.worth(*pair)


def _most_telling(
    left: Reading, right: Reading, *, asked: Callable[[Channel, tuple[Any, Any]], Answer | None]
) -> tuple[Answer | None, str]:
    """The answer that stands, and the channel that gave it.

    A typical answer ends the asking, unless it finds two names and the next channel explains both forms better, letter
    by letter, or nearly as well: Chan Chi-ming can be read as Korean, but it is a Chinese spelling.
    """
    best: Answer | None = None
    name = ""
    settled: tuple[float, float] | None = None
    for place, channel in enumerate(CHANNELS):
        if settled is not None and not channel.measures:
            break  # neither form is read for it, since nothing that it could read would be as near
        one, other = left.read[place], right.read[place]
        if settled is not None and not _as_near((_fit(one), _fit(other)), settled):
            break
        if one is None or other is None:
            continue
        if best is not None and not best.typical and best.score > THRESHOLD:
            best = best.lowered(_lost(left, one) + _lost(right, other))
        found = asked(channel, (one, other))
        if found is not None and (best is None or found.score > best.score):
            best, name = found, channel.name
        if found is not None and found.typical:
            if found.score > THRESHOLD:
                break
            settled = (_fit(one), _fit(other))
    return best, name


def _lost(reading: Reading, here: Any) -> float:
    """Nats by which a channel explains a form better than the Korean one, which stands before it.

    A score weighs one name against two of the same family; where the letters are likelier as another family's, two
    names are as much likelier. Characters, and letters that a channel cannot explain, say nothing.
    """
    fit, before = _fit(here), _fit(reading.read[0])
    return max(0.0, fit - before) * sum(map(str.isalpha, reading.form.text)) if -inf < before and fit < inf else 0.0


def _as_near(fits: tuple[float, float], settled: tuple[float, float]) -> bool:
    """Whether a channel explains two forms nearly as well as the one that settled them, both letters taken together.

    Characters, whose fit is endless, say nothing of whose name it is: they outweigh no letters.
    """
    gains = [fit + NEARLY - before for fit, before in zip(fits, settled, strict=True)]
    return min(gains) > 0.0 or (max(gains) < inf and sum(gains) > 0.0)


def _fit(reading: Any | None) -> float:
    """Log P(form) for each letter, of readings that know it."""
    return float(getattr(reading, "fit", -inf))


def every_answer(left: Reading, right: Reading) -> tuple[tuple[str, Likeness], ...]:
    """What each channel alone says of two readings, for showing beside the verdict; the most telling first."""
    if left.form.given > right.form.given:
        return tuple((name, likeness.turned()) for name, likeness in every_answer(right, left))
    answers = (
        (channel.name, channel.likeness(one, other))
        for channel, one, other in zip(CHANNELS, left.read, right.read, strict=False)
        if one is not None and other is not None
    )
    return tuple(sorted(((name, found) for name, found in answers if found), key=lambda answer: -answer[1].score))


def verdict_on(likeness: Likeness) -> Verdict:
    """The word for a score."""
    if likeness.score <= THRESHOLD:
        return Verdict.DIFFERENT
    return Verdict.LIKELY if likeness.certain and likeness.score >= LIKELY else Verdict.POSSIBLE


@lru_cache(maxsize=16384)
def compare_names(left: str, right: str) -> NameComparison:
    """The verdict on two names as typed; never raises."""
    return compare(read(left), read(right))
