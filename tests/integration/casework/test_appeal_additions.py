"""What follows after an appeal was lodged is taken in while it waits, and nobody decides without having read it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.decisions import REFUSED, case_in_assessment, to_state
from tests.casework.factories import assign
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.add_to_appeal import AddingToAppeal, add_to_appeal
from wellfounded.cases.actions.decide_appeal import DecidingAppeal, decide_appeal
from wellfounded.cases.actions.lodge_appeal import Lodging, lodge_appeal
from wellfounded.cases.appeals import last_addition, waiting_appeal
from wellfounded.cases.errors import Invalid, NotAllowed, NotNow, Stale
from wellfounded.cases.models import Appeal, AppealAddition, Case, Relation


@pytest.fixture
def case(cast: Cast) -> Case:
    case = to_state(case_in_assessment(cast, REFUSED), cast, "served", outcome="refused")
    assign(case, cast.outsider, relation=Relation.REVIEWER)
    return case


def add(cast: Cast, case: Case, **fields: Any) -> AppealAddition:
    return add_to_appeal(cast.counsel, case.number, request=AddingToAppeal(**fields))


def lodged(cast: Cast, case: Case) -> Appeal:
    return lodge_appeal(cast.counsel, case.number, request=Lodging(lodged_by="counsel"))


def test_grounds_may_follow_and_each_stays_as_it_was_written(cast: Cast, case: Case) -> None:
    appeal = lodged(cast, case)
    assert last_addition(appeal) == 0
    first = add(cast, case, grounds="The dialect.\r\n", key="k")
    assert add(cast, case, grounds="The dialect.\r\n", key="k") == first
    second = add(cast, case, late_reason="The letter lay with the old landlord.")
    rows = [(row.grounds, row.late_reason, row.came_on, row.by) for row in appeal.additions.all()]
    today = timezone.localdate()
    assert rows == [
        ("The dialect.", "", today, cast.counsel),
        ("", "The letter lay with the old landlord.", today, cast.counsel),
    ]
    assert last_addition(appeal) == second.pk
    assert Detail.objects.filter(event=Event.APPEAL_ADDED).count() == 2
    assert str(first)


def test_every_wrong_thing_is_told_and_nothing_kept(cast: Cast, case: Case) -> None:
    lodged(cast, case)
    today = timezone.localdate()
    for fields, wrong in (
        ({}, {"grounds"}),
        ({"grounds": " \n"}, {"grounds"}),
        ({"grounds": "x", "came_on": today + timedelta(days=1)}, {"came_on"}),
        ({"grounds": "x", "came_on": today - timedelta(days=1)}, {"came_on"}),
        ({"came_on": today + timedelta(days=1)}, {"grounds", "came_on"}),
    ):
        with pytest.raises(Invalid) as refused:
            add(cast, case, **fields)
        assert set(refused.value.fields) == wrong
    assert not AppealAddition.objects.exists()


def test_it_is_taken_in_only_while_an_appeal_waits_and_by_whom_may_lodge_one(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow):
        add(cast, case, grounds="x")
    lodged(cast, case)
    with pytest.raises(NotAllowed):
        add_to_appeal(cast.adjudicator, case.number, request=AddingToAppeal(grounds="x"))
    decide_appeal(cast.outsider, case.number, request=DecidingAppeal(outcome="confirmed", reasons="So."))
    with pytest.raises(NotNow):
        add(cast, case, grounds="x")


def test_nobody_decides_who_was_not_shown_the_last_of_it(cast: Cast, case: Case) -> None:
    appeal = lodged(cast, case)
    shown = last_addition(appeal)
    added = add(cast, case, grounds="Her sister was heard in another office.")
    deciding: dict[str, Any] = {"outcome": "confirmed", "reasons": "So."}
    with pytest.raises(Stale):
        decide_appeal(cast.outsider, case.number, request=DecidingAppeal(**deciding, shown=shown))
    assert waiting_appeal(case) == appeal
    decide_appeal(cast.outsider, case.number, request=DecidingAppeal(**deciding, shown=added.pk))
    with pytest.raises(NotNow):
        waiting_appeal(case)
