"""The three values of strong Kleene logic.

`Truth.OPEN` is not a value between true and false: it says that the record does not answer yet. "Contradicted" is a
label on an open finding and is never computed with (`docs/adr/0002-kleene-not-belnap.md`).
"""

from __future__ import annotations

from enum import IntEnum


class Truth(IntEnum):
    """True, false or open. The numbers order them so that *and* is the minimum and *or* the maximum."""

    FALSE = 0
    OPEN = 1
    TRUE = 2

    @property
    def determined(self) -> bool:
        """Whether the record answers."""
        return self is not Truth.OPEN


def truth_of(value: bool | None) -> Truth:  # noqa: FBT001 - the three values of a test are the subject here
    """True, false, or open for None."""
    if value is None:
        return Truth.OPEN
    return Truth.TRUE if value else Truth.FALSE
