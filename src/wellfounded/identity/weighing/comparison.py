"""One thing compared on two records: what stood on each, what was seen, and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one kind of evidence says of two records.

    Attributes:
        about: what was compared: `name`, `birth`, `sex`, `place`, `father`, `mother`, `number`.
        level: a stable word for what was seen; screens say it in their language.
        nats: log of how much likelier this is for one person than for two; 0 says nothing either way.
        sentence: the same in plain English.
        one: the value on the first record, as given.
        other: the value on the second.
    """

    about: str
    level: str
    nats: float
    sentence: str
    one: str
    other: str
