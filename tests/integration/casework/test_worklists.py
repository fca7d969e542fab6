"""Lists, search and calendar: only what may be seen, in the right order, at a fixed price."""

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.decisions import REFUSED, case_in_assessment, recommended, to_state
from tests.casework.factories import assign, make_case, make_staffed_case
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.decide_appeal import DecidingAppeal, FindingResult, decide_appeal
from wellfounded.cases.actions.lodge_appeal import Lodging, lodge_appeal
from wellfounded.cases.actions.review_recommendation import Reviewing, review_recommendation
from wellfounded.cases.actions.see_appeal_result import see_appeal_result
from wellfounded.cases.calendar_export import calendar_of
from wellfounded.cases.duties import Duty
from wellfounded.cases.models import Assignment, Case, Deadline, Relation
from wellfounded.cases.worklists import PAGE, Search, handed_over, mine, search, soon_due, waiting_for


def numbers(lines: Any) -> list[str]:
    return [line.number for line in lines]


def duties(user: Any) -> dict[str, list[str]]:
    return {duty.value: numbers(lines) for duty, lines in waiting_for(user).items()}


def registered(case: Case, days: int) -> Case:
    Case.objects.filter(pk=case.pk).update(registered_at=timezone.now() - timedelta(days=days))
    return case


# ── mine, search ─────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("few", [0, 1000])
def test_whoever_has_few_cases_and_whoever_has_many_see_the_same(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("wellfounded.cases.worklists.FEW", few)
    mine_last = registered(make_staffed_case(cast), 1)
    mine_first = registered(make_staffed_case(cast), 2)
    make_staffed_case(cast, state="closed")
    make_case(cast.outsider)
    assert numbers(mine(cast.adjudicator).lines) == [mine_first.number, mine_last.number]


def test_a_whole_number_and_its_beginning_are_found(cast: Cast) -> None:
    case = make_staffed_case(cast, number="C-2222-2222")
    make_staffed_case(cast, number="C-3333-3333")
    make_case(cast.outsider, number="C-2222-3333")
    for typed in ("c-2222-2222", "C-22", " C-2222-2222 "):
        assert numbers(search(cast.adjudicator, Search(number=typed)).lines) == [case.number]


def test_imminent_return_comes_first_then_the_oldest(cast: Cast) -> None:
    young = registered(make_staffed_case(cast), 1)
    old = registered(make_staffed_case(cast), 90)
    urgent = registered(make_staffed_case(cast, priority=2), 3)
    imminent = registered(make_staffed_case(cast, priority=1), 2)
    make_staffed_case(cast, state="closed")
    make_case(cast.registrar)  # nobody's
    found = mine(cast.adjudicator)
    assert numbers(found.lines) == [imminent.number, urgent.number, old.number, young.number]
    assert found.more is False
    assert found.lines[0].relations == (Relation.ADJUDICATOR,)
    assert numbers(mine(cast.outsider).lines) == []


def test_a_line_shows_the_next_deadline_and_every_own_relation(cast: Cast) -> None:
    case = make_staffed_case(cast)
    assign(case, cast.outsider, relation=Relation.ADJUDICATOR)
    assign(case, cast.outsider, relation=Relation.REGISTRAR)
    given = {"case": case, "profile": "unhcr", "from_day": date(2024, 1, 1), "checked": "read"}
    Deadline.objects.create(kind="appeal", due_on=date(2024, 3, 1), **given)
    Deadline.objects.create(kind="final_closure", due_on=date(2024, 2, 1), **given)
    Deadline.objects.create(
        kind="no_show_closure",
        due_on=date(2024, 1, 2),
        settled_how="done",
        settled_at=timezone.now(),
        settled_by=cast.registrar,
        **given,
    )
    (line,) = mine(cast.outsider).lines
    assert (line.due_on, line.relations) == (date(2024, 2, 1), (Relation.ADJUDICATOR, Relation.REGISTRAR))
    assert soon_due(cast.outsider) == (
        (case.number, "final_closure", date(2024, 2, 1)),
        (case.number, "appeal", date(2024, 3, 1)),
    )
    assert soon_due(cast.second_reviewer) == ()


def test_a_long_list_comes_in_pages_without_a_count(cast: Cast) -> None:
    cases = [make_case(cast.registrar) for _ in range(PAGE + 1)]
    for case in cases:
        assign(case, cast.adjudicator, relation=Relation.ADJUDICATOR)
    first, second = mine(cast.adjudicator), mine(cast.adjudicator, page=2)
    assert (len(first.lines), first.more, len(second.lines), second.more) == (PAGE, True, 1, False)
    assert numbers(mine(cast.adjudicator, page=0).lines) == numbers(first.lines)


def test_search_finds_only_what_may_be_opened_and_is_logged(cast: Cast) -> None:
    wanted, other = make_staffed_case(cast, number="C-77001"), make_staffed_case(cast, number="C-88001", state="review")
    make_case(cast.registrar, number="C-77002")
    assert numbers(search(cast.reviewer, Search(number=" c-77 ")).lines) == [wanted.number]
    assert numbers(search(cast.reviewer, Search(state="review")).lines) == [other.number]
    assert len(search(cast.reviewer, Search()).lines) == 2
    assert len(search(cast.reviewer, Search(relation="reviewer")).lines) == 2
    assert search(cast.reviewer, Search(relation="registrar")).lines == ()
    assert Detail.objects.filter(event="case:register:searched", actor="reviewer").count() == 5


def test_a_list_costs_the_same_for_one_case_as_for_fifty(cast: Cast) -> None:
    def queries(run: Any) -> int:
        cast.reviewer.forget_roles()
        with CaptureQueriesContext(connection) as found:
            run(cast.reviewer)
        return len(found)

    make_staffed_case(cast, state="review")
    few = [queries(run) for run in (mine, waiting_for, handed_over)]
    for _ in range(30):
        make_staffed_case(cast, state="review")
    assert [queries(run) for run in (mine, waiting_for, handed_over)] == few
    assert max(few) <= 12


# ── what waits for whom ──────────────────────────────────────────────────────────────────────────────────────────────
def test_each_step_waits_for_those_who_may_take_it(cast: Cast) -> None:
    case = case_in_assessment(cast)
    only = [case.number]
    assert duties(cast.adjudicator) == {"assess": only}
    assert duties(cast.reviewer) == {}
    recommended(case, cast)
    assert (duties(cast.adjudicator), duties(cast.reviewer)) == ({}, {"review": only})
    asking = Reviewing(result="second_opinion", remarks="In doubt")
    review_recommendation(cast.reviewer, case.number, request=asking)
    assert (duties(cast.reviewer), duties(cast.second_reviewer)) == ({}, {"second_opinion": only})
    review_recommendation(cast.second_reviewer, case.number, request=Reviewing(result="agree"))
    assert (duties(cast.reviewer), duties(cast.second_reviewer)) == ({}, {})
    assign(case, cast.outsider, relation=Relation.REVIEWER)
    assert duties(cast.outsider) == {"decide": only}


def test_a_grant_waits_for_its_reviewer_too_and_a_refusal_does_not(cast: Cast) -> None:
    grant = to_state(case_in_assessment(cast), cast, "decision")
    refusal = to_state(case_in_assessment(cast, REFUSED), cast, "decision", outcome="refused")
    assert duties(cast.reviewer) == {"decide": [grant.number]}
    assert duties(cast.second_reviewer) == {"decide": [grant.number, refusal.number]}


def test_points_that_were_not_put_wait_for_the_interviewer(cast: Cast) -> None:
    case = case_in_assessment(cast)
    recommended(case, cast)
    back = Reviewing(result="return", codes=("point_not_put",))
    review_recommendation(cast.reviewer, case.number, request=back)
    assert duties(cast.interviewer) == {"put_points": [case.number]}
    recommended(case, cast)
    review_recommendation(cast.reviewer, case.number, request=Reviewing(result="return", codes=("law",)))
    assert duties(cast.interviewer) == {}


def test_service_appeal_and_its_result_wait(cast: Cast) -> None:
    case = to_state(case_in_assessment(cast, REFUSED), cast, "decided", outcome="refused")
    assert duties(cast.registrar) == {"serve": [case.number]}
    served_case = to_state(case_in_assessment(cast, REFUSED), cast, "served", outcome="refused")
    assign(served_case, cast.outsider, relation=Relation.REVIEWER)
    lodge_appeal(cast.counsel, served_case.number, request=Lodging(lodged_by="counsel"))
    assert duties(cast.outsider) == {"decide_appeal": [served_case.number]}
    assert "decide_appeal" not in duties(cast.reviewer)
    result = FindingResult(entity="person", criterion="refugee_status", outcome="sent_back", note="Again")
    appeal = decide_appeal(
        cast.outsider,
        served_case.number,
        request=DecidingAppeal(outcome="sent_back", reasons="x", results=(result,)),
    )
    assert duties(cast.reviewer) == {"read_appeal": [served_case.number]}
    see_appeal_result(cast.reviewer, served_case.number, result=appeal.results.get().pk)
    assert duties(cast.reviewer) == {}
    assert str(Duty.READ_APPEAL.label)


def test_what_waits_is_only_for_a_role_still_held(cast: Cast) -> None:
    case_in_assessment(cast)
    cast.adjudicator.role_grants.update(withdrawn_at=timezone.now(), withdrawn_by=cast.administrator)
    cast.adjudicator.forget_roles()
    assert duties(cast.adjudicator) == {}


def test_a_hand_over_is_shown_with_what_was_said(cast: Cast) -> None:
    case = make_case(cast.registrar)
    given = {"case": case, "user": cast.outsider, "made_by": cast.registrar}
    Assignment.objects.create(relation=Relation.ADJUDICATOR, note="She tires after noon", **given)
    Assignment.objects.create(relation=Relation.REVIEWER, **given)  # nothing was said
    old = make_case(cast.registrar)
    earlier = Assignment.objects.create(
        case=old, user=cast.outsider, made_by=cast.registrar, relation=Relation.REVIEWER, note="Old"
    )
    Assignment.objects.filter(pk=earlier.pk).update(made_at=timezone.now() - timedelta(days=30))
    own = make_case(cast.registrar)
    Assignment.objects.create(
        case=own, user=cast.outsider, made_by=cast.outsider, relation=Relation.REVIEWER, note="Mine"
    )
    (one,) = handed_over(cast.outsider)
    assert (one.number, one.relation, one.by, one.note) == (
        case.number,
        Relation.ADJUDICATOR,
        "registrar",
        "She tires after noon",
    )


# ── calendar ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_calendar_holds_days_and_numbers_and_not_one_word(cast: Cast) -> None:
    case = to_state(case_in_assessment(cast, REFUSED), cast, "served", outcome="refused")
    to_state(make_hidden(cast), cast, "review")
    calendar = icalendar.Calendar.from_ical(calendar_of(cast.counsel))
    events = list(calendar.walk("VEVENT"))
    assert {str(event["SUMMARY"]) for event in events} == {case.number}
    assert {event.decoded("DTSTART") for event in events} == set(
        Deadline.objects.filter(case=case).values_list("due_on", flat=True)
    )
    assert {name for event in events for name in event} == {"UID", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP"}
    assert calendar_of(cast.counsel) == calendar_of(cast.counsel)
    assert Detail.objects.filter(event="office:calendar:exported").count() == 3


def make_hidden(cast: Cast) -> Case:
    case = case_in_assessment(cast)
    case.assignments.filter(relation="counsel").update(ended_at=timezone.now(), ended_by=cast.registrar)
    return case
