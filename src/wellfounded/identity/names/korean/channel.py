"""The channel of Korean names, as `names.compare` asks it."""

from __future__ import annotations

from math import log

from wellfounded.identity.names.channel import Likeness
from wellfounded.identity.names.form import Form
from wellfounded.identity.names.korean.hypothesis import Found, Hypothesis, joint
from wellfounded.identity.names.korean.read import readings

LEAST = -25.0
"""Nats below which a score is not told apart: the names differ."""


class KoreanNames:
    """Names that can be read as Korean, in whatever script."""

    name = "Korean"

    def read(self, form: Form) -> Found | None:
        """All readings of the form."""
        return readings(form)

    def likeness(self, left: Found, right: Found) -> Likeness | None:
        """The likelihood ratio of one name against two."""
        found = 0.0
        best, pair = 0.0, (left.readings[0], right.readings[0])
        for one in left.readings:
            for other in right.readings:
                both = joint(one, other)
                found += both
                if both > best:
                    best, pair = both, (one, other)
        score = max(LEAST, log(found / (left.chance * right.chance))) if found > 0.0 else LEAST
        return Likeness(score, certain=True, left=spoken(pair[0]), right=spoken(pair[1]), why="")


def spoken(reading: Hypothesis) -> str:
    """The likeliest Hangul of a reading."""
    places = ([reading.surname] if reading.surname else []) + list(reading.given)
    return "".join(max(one.joint, key=one.joint.__getitem__) for one in places)
