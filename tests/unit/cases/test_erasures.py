"""What is due is what may be asked for: the list looks into tables, the action counts days, and both agree."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.decisions import make_decision, served
from tests.casework.factories import make_case, make_staffed_case
from wellfounded.accounts.models import RoleGrant
from wellfounded.cases import erasures
from wellfounded.cases.actions.ask_erasure import ErasureAsked, ask_erasure
from wellfounded.cases.actions.carry_out_erasure import carry_out_erasure
from wellfounded.cases.actions.withdraw_erasure import withdraw_erasure
from wellfounded.cases.compartments import Compartment
from wellfounded.cases.errors import NotNow
from wellfounded.cases.models import Appeal, Case, Closure, NoShowNotice
from wellfounded.cases.retention import ENDINGS, closed_before, end_of_time, ending_of

FIRST = date(2023, 1, 1)


@pytest.mark.parametrize("part", [Compartment.MEDICAL, Compartment.ACCOUNT])
@pytest.mark.parametrize("ending", ["withdrawn", "granted"])
def test_the_look_into_the_table_and_the_clock_agree_on_each_day(part: Compartment, ending: str) -> None:
    """Leap days too: every day of eight years against every day around its border."""
    for days in range(0, 8 * 366, 5):
        today = FIRST + timedelta(days=days)
        border = closed_before(part, ending=ending, today=today)
        for closed in (border + timedelta(days=one) for one in range(-3, 4)):
            assert (closed < border) == (end_of_time(closed, part, ending=ending) < today), (closed, today)


def test_leap_days_are_where_it_could_go_wrong() -> None:
    for today in (date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28), date(2025, 3, 1)):
        border = closed_before(Compartment.MEDICAL, ending="withdrawn", today=today)
        for closed in (border + timedelta(days=one) for one in range(-3, 4)):
            over = end_of_time(closed, Compartment.MEDICAL, ending="withdrawn") < today
            assert (closed < border) == over, (closed, today)


def closed(cast: Cast, *, kind: str, days: int, outcome: str = "") -> Case:
    case = make_staffed_case(cast, state="closed")
    if outcome:
        make_decision(case, cast, outcome=outcome, **served(cast.second_reviewer))
    notice: Any = None
    if kind == "no_show":
        notice = NoShowNotice.objects.create(case=case, missed_on=FIRST, told_on=FIRST, how="x", by=cast.registrar)
    made = Closure.objects.create(case=case, kind=kind, reason="x", by=cast.registrar, notice=notice)
    Closure._base_manager.filter(pk=made.pk).update(at=timezone.now() - timedelta(days=days))  # noqa: SLF001 - written once otherwise
    return case


@pytest.mark.django_db
def test_what_is_listed_is_what_may_be_asked_for(cast: Cast) -> None:
    draw, endings = Random(6), set[str]()  # noqa: S311 - which days, not a secret
    kinds = [(kind, "") for kind in ("withdrawal", "no_show", "derived", "left")]
    kinds += [("final", "refugee"), ("final", "refused")]
    cases = [closed(cast, kind=kind, days=draw.randrange(0, 4600), outcome=outcome) for kind, outcome in kinds * 4]
    listed: dict[str, set[str]] = {}
    for page in (1, 2):
        for line in erasures.due(cast.registrar, page=page).lines:
            listed[line.number] = {part.compartment for part in line.parts}
            endings.add(line.ending)
    for case in cases:
        may = {part for part in Compartment if part != Compartment.DECISION and may_be_asked(cast, case, part)}
        assert listed.get(case.number, set()) - {Compartment.DECISION} == may, case.closures.get()
    assert endings == set(ENDINGS)


def may_be_asked(cast: Cast, case: Case, part: str) -> bool:
    try:
        made = ask_erasure(cast.registrar, case.number, request=ErasureAsked(compartments=(part,), why="retention"))
    except NotNow:
        return False
    withdraw_erasure(cast.registrar, made.pk)
    return True


@pytest.mark.django_db
def test_what_was_erased_is_due_no_more_and_the_list_has_pages(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasures, "PAGE", 2)
    cases = [closed(cast, kind="withdrawal", days=500 + number) for number in range(3)]
    first = erasures.due(cast.reviewer)
    assert ([line.number for line in first.lines], first.more) == ([cases[2].number, cases[1].number], True)
    second = erasures.due(cast.reviewer, page=2)
    assert ([line.number for line in second.lines], second.more) == ([cases[0].number], False)
    asked = ErasureAsked(compartments=("medical", "sources"), why="retention")
    carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, cases[0].number, request=asked).pk)
    assert erasures.due(cast.reviewer, page=2).lines == ()


@pytest.mark.django_db
def test_a_list_costs_the_same_however_long(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        closed(cast, kind="withdrawal", days=500 + number)
    with django_assert_max_num_queries(6):
        assert len(erasures.due(cast.reviewer).lines) == 12


@pytest.mark.django_db
def test_nothing_is_listed_for_whoever_lost_the_role_or_the_case(cast: Cast) -> None:
    closed(cast, kind="withdrawal", days=500)
    hidden = make_case(cast.registrar, state="closed")
    Closure.objects.create(case=hidden, kind="left", reason="x", by=cast.registrar)
    assert len(erasures.due(cast.registrar).lines) == 1
    assert erasures.due(cast.counsel).lines == erasures.due(cast.outsider).lines == ()
    RoleGrant.objects.filter(user=cast.registrar).update(withdrawn_at=timezone.now(), withdrawn_by=cast.administrator)
    again = type(cast.registrar).objects.get(pk=cast.registrar.pk)
    assert erasures.due(again).lines == ()


@pytest.mark.django_db
def test_who_was_granted_on_appeal_is_kept_as_one_who_was_granted(cast: Cast) -> None:
    """They have to prove it for as long as anybody else: the list and the clock say the same."""
    case = closed(cast, kind="final", days=5 * 366, outcome="refused")
    people = {"first_recommended_by": cast.adjudicator, "first_reviewed_by": cast.reviewer}
    given = {"lodged_on": FIRST, "lodged_by": "applicant", "recorded_by": cast.registrar}
    appeal = Appeal.objects.create(
        case=case, decision=case.decisions.get(), first_decided_by=cast.second_reviewer, **people, **given
    )
    assert ending_of(case) == "refused"
    assert [line.ending for line in erasures.due(cast.registrar).lines] == ["refused"]
    appeal.outcome, appeal.granted, appeal.reasons = "granted", "refugee", "The fear is well founded."
    appeal.decided_by, appeal.decided_at = cast.outsider, timezone.now()
    appeal.save()
    assert ending_of(case) == "granted"
    assert [line.ending for line in erasures.due(cast.registrar).lines] == ["granted"]
