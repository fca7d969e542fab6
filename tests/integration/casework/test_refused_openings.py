"""Whoever tries the number of a hidden case is in the log, though the action was undone."""

import pytest

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.audit.refusals import write_refusals
from wellfounded.cases.actions.change_status import StatusGiven, change_status
from wellfounded.cases.errors import NotFound


def test_an_action_on_a_hidden_case_is_in_the_log(cast: Cast) -> None:
    case = make_staffed_case(cast)
    with pytest.raises(NotFound):
        change_status(cast.outsider, case.number, request=StatusGiven(axis="refugee_status", value="refugee"))
    write_refusals()
    detail = Detail.objects.get(event=Event.CASE_REFUSED)
    assert (detail.actor, detail.subject) == (cast.outsider.username, case.number)
