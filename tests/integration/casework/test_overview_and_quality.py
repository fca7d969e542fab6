"""The overview counts and hides what is small; samples of quality are drawn and compared."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.casework.cast import Cast, make_user
from tests.casework.days import TODAY, in_days
from tests.casework.decisions import (
    case_in_assessment,
    make_decision,
    make_recommendation,
    make_review,
    served,
    to_state,
)
from tests.casework.factories import assign, make_case
from wellfounded.accounts.roles import Role
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.draw_quality_sample import Drawing, draw_quality_sample
from wellfounded.cases.actions.mark_quality import Marking, mark_quality
from wellfounded.cases.dashboard import dashboard
from wellfounded.cases.errors import Invalid, NotAllowed, NotNow
from wellfounded.cases.indicators import Indicator
from wellfounded.cases.models import (
    Case,
    Decision,
    FindingEntry,
    QualityMark,
    QualityReview,
    QualitySample,
    Recommendation,
    Relation,
)
from wellfounded.cases.quality import consistency, sheet_of
from wellfounded.cases.sampling import draw


def registered(case: Case, days: int) -> Case:
    Case.objects.filter(pk=case.pk).update(registered_at=timezone.now() - timedelta(days=days))
    return case


def bars(table: Any) -> dict[str, int | None]:
    return {bar.key: bar.count for bar in table.bars}


# ── overview ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_overview_counts_and_hides_what_is_small(cast: Cast) -> None:
    for _ in range(30):
        registered(make_case(cast.registrar, state="interview"), 10)
    for _ in range(25):
        registered(make_case(cast.registrar, state="review"), 100)
    for _ in range(2):
        registered(make_case(cast.registrar, state="appeal"), 500)
    make_case(cast.registrar, state="closed")
    found = dashboard(cast.oversight)
    stages = bars(found.stages)
    assert "closed" not in stages
    assert stages["appeal"] is None
    assert stages["registered"] is None
    assert stages["interview"] is None, "taken along, so that the two cannot be worked out"
    assert stages["review"] == 25
    assert found.stages.total == found.ages.total == 57
    assert bars(found.ages)["half"] == 25
    assert Detail.objects.filter(event="office:dashboard:read", actor="oversight").count() == 1


def test_outcomes_are_counted_by_ground_and_returns_by_reason(cast: Cast) -> None:
    for number in range(40):
        case = make_case(cast.registrar)
        grounds = "reason_religion reason_political_opinion" if number < 30 else ""
        signed = {"outcome": "refugee", "third_person": False, "grounds": grounds}
        make_decision(case, cast, **served(cast.reviewer, **signed))
        returned = make_recommendation(case, cast, ended_at=timezone.now(), ended_how="returned")
        make_review(returned, cast.reviewer, result="return", codes="law standard" if number < 12 else "law")
    make_decision(make_case(cast.registrar), cast)  # a draft does not count
    found = dashboard(cast.registrar)
    outcomes = bars(found.outcomes_by_ground)
    assert outcomes["refugee reason_religion"] is None, "taken along with the zeros"
    assert outcomes["refugee reason_political_opinion"] == 30
    assert outcomes["refused"] is None
    assert (bars(found.returns)["standard"], bars(found.returns)["law"]) == (None, 40)
    assert (found.returns.total, found.outcomes_by_ground.total) == (None, None)
    assert all(bar.label for table in (found.stages, found.ages, found.returns) for bar in table.bars)


def test_a_signed_decision_says_on_which_grounds_it_rests(cast: Cast) -> None:
    case = to_state(case_in_assessment(cast), cast, "decided")
    assert Decision.objects.get(case=case).grounds == "reason_political_opinion"


def test_who_has_no_part_in_the_office_sees_no_overview(cast: Cast) -> None:
    for user in (cast.counsel, cast.observer, cast.interpreter, cast.administrator, cast.interviewer):
        with pytest.raises(NotAllowed):
            dashboard(user)


FIRST = date(2024, 1, 1)
CORRECT = dict.fromkeys(Indicator.values, "correct")


def drawing(cap: int = 2) -> Drawing:
    return Drawing(first_day=FIRST, last_day=TODAY.day, percent=100, cap=cap)


# ── quality ──────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("count", "percent", "cap", "drawn"),
    [(0, 5, 20, 0), (1, 1, 20, 1), (100, 5, 20, 5), (101, 5, 20, 6), (1000, 5, 20, 20)],
)
def test_a_sample_has_its_share_and_never_more_than_the_cap(count: int, percent: int, cap: int, drawn: int) -> None:
    population = [str(number) for number in range(count)]
    found = draw(population, seed="a", percent=percent, cap=cap)
    assert len(found) == drawn
    assert found == draw(reversed(population), seed="a", percent=percent, cap=cap)
    assert set(found) <= set(population)


def test_every_decision_has_the_same_chance() -> None:
    population = [str(number) for number in range(10)]
    often = [
        sum(number in draw(population, seed=str(seed), percent=30, cap=9) for seed in range(3000))
        for number in population
    ]
    assert all(780 <= count <= 1020 for count in often), often


def test_a_sample_is_drawn_from_what_was_served_and_can_be_drawn_again(cast: Cast) -> None:
    for _ in range(4):
        make_decision(make_case(cast.registrar), cast, **served(cast.second_reviewer))
    make_decision(make_case(cast.registrar), cast)
    sample = draw_quality_sample(cast.reviewer, request=drawing())
    assert (sample.population, sample.reviews.count()) == (4, 2)
    population = [str(key) for key in Decision.objects.filter(state="served").values_list("pk", flat=True)]
    again = draw(population, seed=sample.seed, percent=100, cap=2)
    assert {str(review.decision_id) for review in sample.reviews.all()} == set(again)
    with pytest.raises(NotAllowed):
        draw_quality_sample(cast.adjudicator, request=drawing())


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ({}, ["first_day", "last_day"]),
        ({"first_day": TODAY, "last_day": FIRST}, ["last_day"]),
        ({"first_day": TODAY, "last_day": TODAY, "percent": 0}, ["percent"]),
        ({"first_day": TODAY, "last_day": TODAY, "percent": 101, "cap": 0}, ["percent", "cap"]),
        ({"first_day": TODAY, "last_day": TODAY, "cap": 2**31}, ["cap"]),
    ],
)
def test_a_sample_that_cannot_be_drawn_is_refused(cast: Cast, asked: dict[str, Any], fields: list[str]) -> None:
    with pytest.raises(Invalid) as told:
        draw_quality_sample(cast.reviewer, request=Drawing(**in_days(asked)))
    assert set(told.value.fields) == set(fields)
    assert not QualitySample.objects.exists()


def test_a_sheet_is_filled_in_by_somebody_who_took_no_part(cast: Cast) -> None:
    case = to_state(case_in_assessment(cast), cast, "served")
    assign(case, cast.outsider, relation=Relation.REVIEWER)
    with pytest.raises(NotNow):
        mark_quality(cast.outsider, case.number, request=Marking(marks=CORRECT))
    draw_quality_sample(cast.reviewer, request=drawing())
    for user in (cast.reviewer, cast.second_reviewer, cast.adjudicator):
        with pytest.raises(NotAllowed):
            mark_quality(user, case.number, request=Marking(marks=CORRECT))
    with pytest.raises(Invalid) as told:
        mark_quality(cast.outsider, case.number, request=Marking(marks=CORRECT | {"time": "minor", "reasons": "odd"}))
    assert set(told.value.fields) == {"time", "reasons"}
    request = Marking(marks=CORRECT | {"time": "minor"}, notes={"time": "Lay for a month"}, key="k")
    review = mark_quality(cast.outsider, case.number, request=request)
    assert mark_quality(cast.outsider, case.number, request=request) == review
    assert (review.by, QualityMark.objects.filter(review=review).count()) == (cast.outsider, len(Indicator))
    with pytest.raises(NotNow):
        mark_quality(cast.outsider, case.number, request=Marking(marks=CORRECT))


def test_a_sheet_over_many_cases_hides_what_is_small(cast: Cast) -> None:
    for _ in range(20):
        make_decision(make_case(cast.registrar), cast, **served(cast.second_reviewer))
    sample = draw_quality_sample(cast.reviewer, request=drawing(cap=20))
    for number, review in enumerate(QualityReview.objects.all()):
        mark = "correct" if number < 9 else "minor" if number < 18 else "significant"
        QualityMark.objects.create(review=review, indicator="time", mark=mark, note="x")
    sheet = sheet_of(cast.reviewer, sample)
    assert (
        sheet["time"] == {"correct": None, "minor": 9, "significant": None, "not_applicable": None}
        or sheet["time"]["significant"] is None
    )
    assert set(sheet) == set(Indicator.values)
    with pytest.raises(NotAllowed):
        sheet_of(cast.adjudicator, sample)


def test_findings_are_compared_only_where_there_are_enough(cast: Cast) -> None:
    other = make_user("other_adjudicator", Role.ADJUDICATOR)
    third = make_user("third_adjudicator", Role.ADJUDICATOR)

    def find(user: Any, count: int, *, word: str, criterion: str = "refugee_status") -> None:
        for _ in range(count):
            FindingEntry.objects.create(
                case=make_case(cast.registrar),
                entity="person",
                criterion=criterion,
                version=1,
                record={},
                word=word,
                by=user,
            )

    find(cast.adjudicator, 20, word="established")
    find(cast.adjudicator, 6, word="not_established")
    find(other, 9, word="not_established")
    find(third, 4, word="established")
    find(cast.adjudicator, 9, word="established", criterion="exclusion")
    found = {spread.officer: spread for spread in consistency(cast.reviewer)}
    assert set(found) == {"adjudicator", "other_adjudicator"}, "the third found too few to be compared"
    assert found["adjudicator"].found == 26
    assert all(count is None or count >= 5 for spread in found.values() for count in spread.words.values())
    with pytest.raises(NotAllowed):
        consistency(cast.adjudicator)


def test_only_the_newest_version_of_a_finding_is_compared(cast: Cast) -> None:
    case = make_case(cast.registrar)
    for version in range(1, 12):
        FindingEntry.objects.create(
            case=case, entity="person", criterion="x", version=version, record={}, word="left_open", by=cast.adjudicator
        )
    assert consistency(cast.reviewer) == ()
    assert not Recommendation.objects.exists()
