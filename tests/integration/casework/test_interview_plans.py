"""A planned interview is changed or cancelled with a reason, the applicant told; no absence is counted wrongly."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.casework.cast import Cast, make_user
from tests.casework.factories import assign
from tests.casework.interviews import case_in_interview, prepared_case
from wellfounded.accounts.models import Sex
from wellfounded.accounts.roles import Role
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.begin_interview import Opening, begin_interview
from wellfounded.cases.actions.cancel_interview import Cancellation, cancel_interview
from wellfounded.cases.actions.change_interview import PlanChanged, change_interview
from wellfounded.cases.actions.close_case import Closing, close_case
from wellfounded.cases.actions.note_absence import Absence, note_absence
from wellfounded.cases.actions.plan_interview import Plan, plan_interview
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Case, Deadline, Interview, PlanChange, Relation

WHY: dict[str, Any] = {"reason": "The room is needed"}


def soon(days: int = 3) -> datetime:
    return timezone.now() + timedelta(days=days)


@pytest.fixture
def case(cast: Cast) -> Case:
    return prepared_case(cast)


@pytest.fixture
def planned(cast: Cast, case: Case) -> Interview:
    noise = prepared_case(cast)
    plan_interview(cast.interviewer, noise.number, request=Plan(place="Elsewhere"))
    return plan_interview(
        cast.interviewer, case.number, request=Plan(place="Room 2", interpreter="interpreter", language="ko")
    )


def change(cast: Cast, case: Case, **fields: Any) -> Interview:
    return change_interview(cast.interviewer, case.number, request=PlanChanged(**WHY | fields))


def refused(cast: Cast, case: Case, **fields: Any) -> set[str]:
    with pytest.raises(Invalid) as wrong:
        change(cast, case, **fields)
    return set(wrong.value.fields)


def test_what_becomes_different_is_written_and_what_stood_before_is_kept(
    cast: Cast, case: Case, planned: Interview
) -> None:
    when, told = soon(), timezone.localdate()
    changed = change(cast, case, planned_for=when, place=" Room 5 ", told_on=told, told_how="By the safe contact")
    planned.refresh_from_db()
    assert (planned.planned_for, planned.place, planned.language) == (when, "Room 5", "ko")
    assert (changed.officer, changed.interpreter) == (cast.interviewer, cast.interpreter)
    kept = PlanChange.objects.get()
    assert (kept.interview, kept.before) == (planned, {"planned_for": "", "place": "Room 2"})
    assert (kept.reason, kept.told_on, kept.told_how, kept.by) == (
        "The room is needed",
        told,
        "By the safe contact",
        cast.interviewer,
    )
    detail = Detail.objects.get(event="case:interview:changed")
    assert (detail.subject, told.isoformat() in bytes(detail.payload).decode()) == (case.number, True)
    assert b"room is needed" not in bytes(detail.payload)
    assert Interview.objects.get(place="Elsewhere").plan_changes.count() == 0


def test_a_doubled_submit_changes_and_cancels_once(cast: Cast, case: Case, planned: Interview) -> None:
    assert change(cast, case, place="Room 5", key="a") == change(cast, case, place="Room 5", key="a") == planned
    for _ in range(2):
        cancel_interview(cast.interviewer, case.number, request=Cancellation(**WHY, key="b"))
    assert PlanChange.objects.count() == 2


def test_other_people_are_of_the_case_and_give_their_own_reasons(cast: Cast, case: Case, planned: Interview) -> None:
    second, other = make_user("second_interpreter", Role.INTERPRETER), make_user("second_officer", Role.INTERVIEWER)
    assert refused(cast, case, interpreter="second_interpreter") == {"interpreter"}
    assert refused(cast, case, officer="second_officer") == {"officer"}
    assign(case, second, relation=Relation.INTERPRETER)
    assign(case, other, relation=Relation.INTERVIEWER)
    changed = change(cast, case, interpreter="second_interpreter", officer="second_officer")
    assert (changed.interpreter, changed.officer) == (second, other)
    Case.objects.filter(pk=case.pk).update(interpreter_sex=Sex.FEMALE)
    assert refused(cast, case, interpreter="interpreter") == {"sex_not_kept_reason"}
    kept = change(cast, case, interpreter="interpreter", sex_not_kept_reason="Nobody else speaks it")
    assert kept.sex_not_kept_reason == "Nobody else speaks it"
    assert change(cast, case, without_interpreter=True).interpreter is None
    planned.refresh_from_db()
    assert (planned.sex_not_kept_reason, PlanChange.objects.count()) == ("", 3)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"reason": " ", "place": "Room 5"}, {"reason"}),
        ({}, {"planned_for"}),
        ({"place": "Room 2", "interpreter": "interpreter", "officer": "interviewer"}, {"planned_for"}),
        ({"planned_for": soon(-1)}, {"planned_for"}),
        ({"place": "Room 5", "told_on": date(2099, 1, 1), "told_how": "By letter"}, {"told_on"}),
        ({"place": "Room 5", "told_on": date(2024, 1, 1)}, {"told_how"}),
        ({"place": "Room 5", "told_how": "By letter"}, {"told_on"}),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_written(
    cast: Cast, case: Case, planned: Interview, fields: dict[str, Any], wrong: set[str]
) -> None:
    assert refused(cast, case, **fields) == wrong
    planned.refresh_from_db()
    assert (planned.place, planned.planned_for, PlanChange.objects.count()) == ("Room 2", None, 0)


def test_cancelled_it_cannot_begin_or_change_and_the_next_one_needs_no_other_reason(
    cast: Cast, case: Case, planned: Interview
) -> None:
    with pytest.raises(Invalid) as wrong:
        cancel_interview(cast.interviewer, case.number, request=Cancellation(told_how="By letter"))
    assert set(wrong.value.fields) == {"reason", "told_on"}
    told: dict[str, Any] = {"told_on": timezone.localdate(), "told_how": "In person"}
    gone = cancel_interview(cast.interviewer, case.number, request=Cancellation(**WHY, **told))
    assert (gone, gone.state, gone.cancelled_reason) == (planned, "cancelled", "The room is needed")
    assert PlanChange.objects.get().cancelled
    acts: tuple[Callable[[], object], ...] = (
        lambda: begin_interview(cast.interviewer, case.number, request=Opening()),
        lambda: change(cast, case, place="Room 5"),
        lambda: cancel_interview(cast.interviewer, case.number, request=Cancellation(**WHY)),
    )
    for act in acts:
        with pytest.raises(NotNow, match="cancelled"):
            act()
    again = plan_interview(cast.interviewer, case.number, request=Plan())
    assert (again.number, again.reason) == (2, "Interview 1 was cancelled before it began.")
    with pytest.raises(Invalid):  # one that is planned and not cancelled is another telling
        plan_interview(cast.interviewer, case.number, request=Plan())


def test_one_that_has_begun_is_neither_changed_nor_cancelled(cast: Cast) -> None:
    case = case_in_interview(cast)
    with pytest.raises(NotNow, match="begun"):
        change(cast, case, place="Room 5")
    with pytest.raises(NotNow, match="begun"):
        cancel_interview(cast.interviewer, case.number, request=Cancellation(**WHY))


def test_only_the_interviewer_of_the_case_may(cast: Cast, case: Case, planned: Interview) -> None:
    for user, refusal in ((cast.reviewer, NotAllowed), (cast.outsider, NotFound)):
        with pytest.raises(refusal):
            change_interview(user, case.number, request=PlanChanged(place="Room 5", **WHY))
        with pytest.raises(refusal):
            cancel_interview(user, case.number, request=Cancellation(**WHY))
    planned.refresh_from_db()
    assert planned.state == "planned"


def absent(cast: Cast, case: Case, day: date) -> None:
    note_absence(cast.registrar, case.number, request=Absence(missed_on=day, told_on=day, how="By letter"))


def closed(cast: Cast, case: Case) -> None:
    close_case(cast.registrar, case.number, request=Closing(kind="no_show", reason="Did not come"))


def test_a_new_day_ends_the_term_of_an_absence_and_the_old_notice_closes_nothing(
    cast: Cast, case: Case, planned: Interview
) -> None:
    long_ago = timezone.localdate() - timedelta(days=300)
    absent(cast, case, long_ago)
    assert Deadline.objects.filter(case=case, settled_at=None).count() == 1
    change(cast, case, planned_for=soon())
    assert Deadline.objects.get(case=case).settled_how == "dropped"
    with pytest.raises(NotNow, match="another day"):
        closed(cast, case)
    cancel_interview(cast.interviewer, case.number, request=Cancellation(**WHY))
    planned.refresh_from_db()
    assert planned.state == "cancelled"
    with pytest.raises(NotNow, match="another day"):  # the office cancelled: that is no absence
        closed(cast, case)
    Interview.objects.update(planned_for=timezone.now() - timedelta(days=400))  # the control: a day before the notice
    closed(cast, case)


def test_planning_another_interview_after_an_absence_does_the_same(cast: Cast, case: Case) -> None:
    absent(cast, case, timezone.localdate() - timedelta(days=300))
    plan_interview(cast.interviewer, case.number, request=Plan())
    assert Deadline.objects.get(case=case).settled_at is None  # no day yet
    plan_interview(cast.interviewer, case.number, request=Plan(planned_for=soon(), reason="Was in hospital"))
    assert Deadline.objects.get(case=case).settled_how == "dropped"
    with pytest.raises(NotNow, match="another day"):
        closed(cast, case)


def test_a_place_alone_ends_no_term(cast: Cast, case: Case, planned: Interview) -> None:
    absent(cast, case, timezone.localdate())
    change(cast, case, place="Room 5")
    assert planned.case == case
    assert Deadline.objects.get(case=case).settled_at is None


def test_the_store_refuses_half_a_cancellation_and_half_a_notice(cast: Cast, planned: Interview) -> None:
    rows = Interview.objects.filter(pk=planned.pk)
    for wrong in ({"state": "cancelled"}, {"cancelled_reason": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    halves: tuple[dict[str, Any], ...] = (
        {"reason": ""},
        {"reason": "x", "told_on": date(2024, 1, 1)},
        {"reason": "x", "told_how": "x"},
    )
    for half in halves:
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanChange.objects.create(interview=planned, by=cast.interviewer, **half)
    assert str(PlanChange.objects.create(interview=planned, by=cast.interviewer, reason="x"))
