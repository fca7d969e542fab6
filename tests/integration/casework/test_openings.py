"""Different cases are counted for a day; what was opened stays open, and a limit has no way around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from wellfounded.accounts.models import User
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.audit.reading import Sought, alerts_of_log
from wellfounded.audit.refusals import write_refusals
from wellfounded.cases.access import case_to_change, open_case
from wellfounded.cases.actions.read_log import alerts_for, read_log
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.actions.set_priority import PriorityGiven, set_priority
from wellfounded.cases.errors import NotAllowed, NotFound
from wellfounded.cases.looking_limits import count_asking, limit_of
from wellfounded.cases.models import Case, CaseOpening, Looking, LookingCount
from wellfounded.cases.permissions import Permission


@pytest.fixture
def cases(cast: Cast, settings: LazySettings) -> list[Case]:
    settings.CASES_A_DAY = 2
    made = [make_staffed_case(cast, state="assessment") for _ in range(4)]
    # Registered yesterday: what one registers today is not counted.
    Case.objects.update(registered_at=timezone.now() - timedelta(days=2))
    return made


def opens(user: User, case: Case) -> bool:
    try:
        open_case(user, case.number)
    except NotAllowed:
        return False
    return True


def test_the_third_different_case_waits_and_the_two_stay_open(cast: Cast, cases: list[Case]) -> None:
    assert [opens(cast.adjudicator, case) for case in (*cases[:3], *cases[:2])] == [True, True, False, True, True]
    assert CaseOpening.objects.filter(user=cast.adjudicator).count() == 2
    assert opens(cast.reviewer, cases[2])  # each account for itself


def test_each_refusal_stands_in_the_log_with_its_case(cast: Cast, cases: list[Case]) -> None:
    assert [opens(cast.adjudicator, case) for case in cases] == [True, True, False, False]
    write_refusals()
    told = Detail.objects.filter(event=Event.CASES_USED_UP, actor="adjudicator")
    assert list(told.order_by("pk").values_list("subject", flat=True)) == [case.number for case in cases[2:]]
    assert [(one.actor, one.times) for one in alerts_for(cast.oversight)] == [("adjudicator", 2)]
    assert alerts_of_log(timezone.now() + timedelta(days=1)) == []
    with pytest.raises(NotAllowed):
        alerts_for(cast.adjudicator)


@pytest.mark.parametrize("door", [open_case, case_to_change])
def test_every_door_counts(cast: Cast, cases: list[Case], door: Callable[..., Case]) -> None:
    for case in cases[:2]:
        door(cast.registrar, case.number, permission=Permission.CASE_PRIORITY_SET)
    with pytest.raises(NotAllowed, match="2 cases"):
        door(cast.registrar, cases[2].number, permission=Permission.CASE_PRIORITY_SET)


def test_an_action_on_the_third_case_writes_nothing(cast: Cast, cases: list[Case]) -> None:
    assert all(opens(cast.registrar, case) for case in cases[:2])
    with pytest.raises(NotAllowed):
        set_priority(cast.registrar, cases[2].number, request=PriorityGiven(priority=1, reason="Return is imminent."))
    cases[2].refresh_from_db()
    assert cases[2].priority != 1


def test_a_hidden_case_is_not_counted_and_does_not_tell_of_the_limit(cast: Cast, cases: list[Case]) -> None:
    assert all(opens(cast.adjudicator, case) for case in cases[:2])
    hidden = make_staffed_case(cast)
    hidden.assignments.filter(user=cast.adjudicator).delete()
    with pytest.raises(NotFound):
        open_case(cast.adjudicator, hidden.number)


def test_a_new_day_begins_anew_and_keeps_nothing_of_yesterday(cast: Cast, cases: list[Case]) -> None:
    assert all(opens(cast.adjudicator, case) for case in cases[:2])
    CaseOpening.objects.update(day=timezone.localdate() - timedelta(days=1))
    assert opens(cast.adjudicator, cases[2])
    assert list(CaseOpening.objects.values_list("case__number", flat=True)) == [cases[2].number]


def test_whoever_registers_a_bus_of_people_opens_them_all(cast: Cast, settings: LazySettings) -> None:
    settings.CASES_A_DAY = 1
    made = [register_person(cast.registrar, request=Registration()) for _ in range(4)]
    assert all(opens(cast.registrar, case) for case in made)
    assert not CaseOpening.objects.exists()
    Case.objects.update(registered_at=timezone.now() - timedelta(days=2))
    assert [opens(cast.registrar, case) for case in made] == [True, False, False, False]


@pytest.mark.parametrize("kind", list(Looking))
def test_matchers_and_oversight_have_limits_of_their_own(cast: Cast, settings: LazySettings, kind: Looking) -> None:
    settings.PAIRS_A_DAY = settings.LOG_PAGES_A_DAY = settings.NAME_HINTS_A_DAY = settings.NAME_SEARCHES_A_DAY = 2
    settings.LISTS_A_DAY = 2
    assert limit_of(kind) == 2
    assert [count_asking(cast.matcher, kind) for _ in range(2)] == [1, 2]
    with pytest.raises(NotAllowed, match="today"):
        count_asking(cast.matcher, kind)
    assert Detail.objects.filter(event=Event.NAME_SEARCHES_USED_UP).count() == 1


def test_the_pages_of_the_log_are_counted(cast: Cast, settings: LazySettings) -> None:
    settings.LOG_PAGES_A_DAY = 1
    read_log(cast.oversight, request=Sought())
    with pytest.raises(NotAllowed, match="1 pages of the log"):
        read_log(cast.oversight, request=Sought())
    assert LookingCount.objects.get(kind=Looking.LOG).count == 2
