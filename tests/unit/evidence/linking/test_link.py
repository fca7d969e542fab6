from datetime import UTC, datetime

import pytest

from wellfounded.evidence.linking.link import Link, LinkState, counting
from wellfounded.evidence.statements.bearing import Direction

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SUGGESTED = Link("p1", "torture_risk", Direction.SUPPORTS, ("torture",), 7.5)


def test_nothing_suggested_counts_until_a_person_accepts_it() -> None:
    assert counting([SUGGESTED, SUGGESTED.rejected("mina", at=NOON)]) == ()
    accepted = SUGGESTED.accepted("mina", at=NOON)
    assert counting([SUGGESTED, accepted]) == (accepted,)  # the control: the same tie counts once it is accepted
    assert (accepted.by, accepted.at, accepted.words) == ("mina", NOON, ("torture",))


def test_a_person_may_turn_the_direction_when_accepting() -> None:
    turned = SUGGESTED.accepted("mina", at=NOON, direction=Direction.REBUTS)
    assert turned.direction is Direction.REBUTS
    assert SUGGESTED.direction is Direction.SUPPORTS


@pytest.mark.parametrize(
    ("state", "by", "at"),
    [
        (LinkState.ACCEPTED, "", NOON),
        (LinkState.ACCEPTED, "  ", NOON),
        (LinkState.ACCEPTED, "mina", None),
        (LinkState.REJECTED, "", None),
        (LinkState.SUGGESTED, "mina", None),
        (LinkState.SUGGESTED, "", NOON),
        (LinkState.SUGGESTED, "mina", NOON),
    ],
)
def test_a_decision_that_nobody_made_cannot_be_written(state: LinkState, by: str, at: datetime | None) -> None:
    with pytest.raises(ValueError, match="by somebody at a moment"):
        Link("p1", "torture_risk", Direction.SUPPORTS, state=state, by=by, at=at)
