from collections.abc import Iterator
from unittest.mock import patch

import pytest

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from tests.casework.interviews import case_in_interview
from wellfounded.cases.access import case_to_change, interview_held, open_case
from wellfounded.cases.errors import NotAllowed, NotFound
from wellfounded.cases.permissions import Permission


@pytest.fixture(autouse=True)
def _log() -> Iterator[None]:
    with patch("wellfounded.cases.access.record"):
        yield


def test_a_hidden_case_looks_exactly_like_a_missing_one(cast: Cast) -> None:
    case = make_staffed_case(cast)
    assert open_case(cast.adjudicator, case.number) == case
    with pytest.raises(NotFound) as hidden:
        open_case(cast.outsider, case.number)
    with pytest.raises(NotFound) as missing:
        open_case(cast.outsider, "C-99999")
    assert str(hidden.value) == str(missing.value)


def test_what_is_held_opens_its_own_case_to_its_own_holder_and_no_more(cast: Cast) -> None:
    case, other = case_in_interview(cast), case_in_interview(cast)
    user, hold = cast.interviewer, Permission.INTERVIEW_HOLD
    _, held = interview_held(user, case.number, interview=1, permission=hold)
    assert case_to_change(user, case.number, permission=hold, held=held) is held.case
    for somebody, number in ((user, other.number), (cast.adjudicator, case.number)):
        with pytest.raises(NotFound):
            case_to_change(somebody, number, permission=hold, held=held)
    with pytest.raises(NotAllowed):
        case_to_change(user, case.number, permission=Permission.DECISION_DECIDE, held=held)


def test_whoever_may_not_hold_the_interview_holds_no_case(cast: Cast) -> None:
    case = case_in_interview(cast)
    with pytest.raises(NotAllowed):
        interview_held(cast.adjudicator, case.number, interview=1, permission=Permission.INTERVIEW_HOLD)
    with pytest.raises(NotFound):
        interview_held(cast.outsider, case.number, interview=1, permission=Permission.INTERVIEW_HOLD)
