"""The channel of Korean names, as `names.compare` asks it."""

from __future__ import annotations

from math import exp, log

from wellfounded.identity.names.channel import THRESHOLD, Likeness
from wellfounded.identity.names.form import Form
from wellfounded.identity.names.korean.hypothesis import Found, Hypothesis, joint, spoken
from wellfounded.identity.names.korean.licit import could_spell
from wellfounded.identity.names.korean.read import readings

LEAST = -25.0
"""Nats below which a score is not told apart: the names differ."""

HARDLY = -3.4
"""Nats a letter below which a form in an alphabet is hardly a Korean name (a usual one has -1.5)."""

SETTLED = 0.5
"""The share of a form's readings that the common one must have, on each side, before a name is more than “possible”."""


class KoreanNames:
    """Names that can be read as Korean, in whatever script."""

    name = "Korean"

    def read(self, form: Form) -> Found | None:
        """All readings of the form."""
        return readings(form)

    def likeness(self, left: Found, right: Found) -> Likeness | None:
        """The likelihood ratio of one name against two; None for two forms in alphabets that are hardly Korean."""
        if left.alphabetic and right.alphabetic and min(left.fit, right.fit) < HARDLY:
            return None
        found = 0.0
        best, pair = 0.0, (left.readings[0], right.readings[0])
        for one in left.readings:
            for other in right.readings:
                both = joint(one, other)
                found += both
                if both > best:
                    best, pair = both, (one, other)
        score = max(LEAST, log(found / (left.chance * right.chance))) if found > 0.0 else LEAST
        open_still = score <= THRESHOLD and admitted(left, right)
        if open_still:
            score = THRESHOLD + 1.0 / (1.0 + exp((THRESHOLD - score) / 5.0))
        names, share = settled(left, right, pair=pair)
        certain = not open_still and share >= SETTLED
        return Likeness(
            score, certain=certain, left=names[0], right=names[1], why="", typical=left.typical and right.typical
        )


def settled(left: Found, right: Found, *, pair: tuple[Hypothesis, Hypothesis]) -> tuple[tuple[str, str], float]:
    """The Hangul read on each side, and how far the less telling side alone says so (0 to 1)."""
    one, other = pair
    if one.written == other.written:
        return (spoken(one), spoken(other)), 1.0
    names = ["", ""]
    shares = [one.weight / left.chance, other.weight / right.chance]
    for first, second in zip(one.places, other.places, strict=False):
        best = max(first.joint, key=lambda name: first.joint[name] * second.chance.get(name, 0.0), default="")
        if best not in second.joint:
            return (spoken(one), spoken(other)), 0.0
        for side, place in enumerate((first, second)):
            names[side] += best
            shares[side] *= place.joint[best]
    return (names[0], names[1]), min(shares)


def admitted(left: Found, right: Found) -> bool:
    """Whether the letters on one side may be a sloppy spelling of the Hangul on the other."""
    return any(
        could_spell(name, letters)
        for one, other in ((left, right), (right, left))
        for name in one.hangul
        for letters in other.letters
    )
