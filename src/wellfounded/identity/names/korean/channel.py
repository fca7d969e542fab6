"""The channel of Korean names, as `names.compare` asks it."""

from __future__ import annotations

from math import exp, log
from typing import NamedTuple

from wellfounded.identity.names.channel import THRESHOLD, Likeness
from wellfounded.identity.names.form import Form
from wellfounded.identity.names.korean.hypothesis import Found, Hypothesis, joint, spoken
from wellfounded.identity.names.korean.licit import could_spell
from wellfounded.identity.names.korean.place import Way
from wellfounded.identity.names.korean.read import readings

LEAST = -25.0
"""Nats below which a score is not told apart: the names differ."""

HARDLY = -3.4
"""Nats a letter below which a form in an alphabet is hardly a Korean name (a usual one has -1.5)."""

ODD = -2.4
"""Nats a letter below which a form beside characters may as well be another people's: Robin Li, Iris Chang."""

SETTLED = 0.5
"""The share of a form's readings that the common one must have, on each side, before a name is more than “possible”."""


SPELT = 0.2
"""The same for two forms in letters: the question there is whether they go together, not which Hangul it is."""


class Weighed(NamedTuple):
    """A score with the two readings that carry most of it; `open_still`: only a hasty hand would write both."""

    score: float
    typical: bool
    open_still: bool
    pair: tuple[Hypothesis, Hypothesis]

    def lowered(self, nats: float) -> Weighed:
        """The same with a lower score."""
        return self._replace(score=self.score - nats)


class KoreanNames:
    """Names that can be read as Korean, in whatever script."""

    name = "Korean"
    measures = True

    def read(self, form: Form) -> Found | None:
        """All readings of the form."""
        return readings(form)

    def likeness(self, left: Found, right: Found) -> Likeness | None:
        """The likelihood ratio of one name against two; None for two forms in alphabets that are hardly Korean."""
        worth = self.worth(left, right)
        if worth is None:
            return None
        score, open_still = worth.score, worth.open_still
        shared = settled(left, right, pair=worth.pair)
        return Likeness(
            score,
            certain=not open_still and shared.share >= (SPELT if shared.spelt else SETTLED),
            left=shared.left,
            right=shared.right,
            why=_why(score, shared, open_still=open_still),
            typical=worth.typical,
        )

    def worth(self, left: Found, right: Found) -> Weighed | None:
        """The score of `likeness`, and what it came from."""
        if left.alphabetic and right.alphabetic and min(left.fit, right.fit) < HARDLY:
            return None
        score, pair = weighed(left, right)
        open_still = score <= THRESHOLD and admitted(left, right)
        if open_still:
            score = THRESHOLD + 1.0 / (1.0 + exp((THRESHOLD - score) / 5.0))
        return Weighed(score, left.typical and right.typical and not _odd(left, right), open_still, pair)


def _odd(left: Found, right: Found) -> bool:
    """Whether letters that are rather odd for a Korean name stand beside characters, which may be anybody's."""
    return left.alphabetic is not right.alphabetic and (left if left.alphabetic else right).fit < ODD


def weighed(left: Found, right: Found) -> tuple[float, tuple[Hypothesis, Hypothesis]]:
    """The likelihood ratio in nats, and the two readings that carry most of it."""
    found = 0.0
    best, pair = 0.0, (left.readings[0], right.readings[0])
    for one in left.readings:
        syllables = len(one.given)
        for other in right.readings:
            if len(other.given) != syllables:
                continue  # never one name
            both = joint(one, other)
            found += both
            if both > best:
                best, pair = both, (one, other)
    return (max(LEAST, log(found / (left.chance * right.chance))) if found > 0.0 else LEAST), pair


class Shared(NamedTuple):
    """The Hangul read on each side, and how far the less telling side alone says so (0 to 1)."""

    left: str
    right: str
    share: float
    alike: bool = False
    homophones: bool = False
    spelt: bool = False


def settled(left: Found, right: Found, *, pair: tuple[Hypothesis, Hypothesis]) -> Shared:
    """The reading that both sides share; its share is 0 when each has another."""
    one, other = pair
    if one.written == other.written:
        return Shared(spoken(one), spoken(other), 1.0, alike=True)
    name = ""
    shares = [one.weight / left.chance, other.weight / right.chance]
    for first, second in zip(one.places, other.places, strict=False):
        best = max(first.joint, key=lambda name: first.joint[name] * second.chance.get(name, 0.0), default="")
        if best not in second.joint:
            return Shared(spoken(one), spoken(other), 0.0)
        name += best
        shares = [share * place.joint[best] for share, place in zip(shares, (first, second), strict=True)]
    spelt = left.alphabetic and right.alphabetic
    return Shared(name, name, min(shares), homophones=_homophones(one, other), spelt=spelt)


def _why(score: float, shared: Shared, *, open_still: bool) -> str:
    """The finding as a sentence."""
    read = f"Read as {shared.left} and {shared.right}"
    if open_still:
        return f"{read}: the usual spellings differ, but a hasty or untrained hand may write the one for the other."
    if score <= THRESHOLD:
        alike = shared.left == shared.right
        return f"The likeliest reading is {shared.left}, but it fits badly." if alike else f"{read}: two names."
    if shared.alike:
        return f"Both are written alike, and whatever is meant, it is one spelling; the likeliest is {shared.left}."
    if shared.left != shared.right:
        return f"{read}, which are one slip of the pen apart."
    return _why_one_reading(shared)


def _why_one_reading(shared: Shared) -> str:
    name = shared.left
    if shared.homophones:
        return f"Both are read as {name}, but in other characters, as another person's name would be."
    if shared.share >= SETTLED:
        return f"Both are read as {name}, and each side alone points to it."
    if shared.spelt and shared.share >= SPELT:
        return f"The two spellings go together; the likeliest reading is {name}."
    of_hundred = max(1, round(100 * shared.share))
    other = f"of a hundred people whose name is written so, about {of_hundred} are called {name}."
    return f"Both can be read as {name}. One side alone fits other names as well: {other}"


def _homophones(one: Hypothesis, other: Hypothesis) -> bool:
    """Whether both are in characters, and a place has two that are no variants of one another."""
    pairs = zip(one.places, other.places, strict=False)
    return any(mine.way is theirs.way is Way.HAN and not set(mine.kin) & set(theirs.kin) for mine, theirs in pairs)


def admitted(left: Found, right: Found) -> bool:
    """Whether the letters on one side may be a sloppy spelling of the Hangul on the other."""
    return any(
        could_spell(name, letters)
        for one, other in ((left, right), (right, left))
        for name in one.hangul
        for letters in other.letters
    )
