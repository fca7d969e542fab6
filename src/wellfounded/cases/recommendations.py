"""The end of a recommendation, which several verbs bring about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.cases.models import RecordHead
from wellfounded.cases.models.decision import Decision, standing_recommendation

if TYPE_CHECKING:
    from datetime import date

    from wellfounded.cases.models import Case, EndedHow, Recommendation


def end_recommendation(recommendation: Recommendation, *, how: EndedHow) -> None:
    recommendation.ended_at, recommendation.ended_how = timezone.now(), how
    recommendation.save()


def make_room(case: Case, *, how: EndedHow) -> None:
    """A case is examined again: its recommendation no longer stands, and its decision will be replaced."""
    if (standing := standing_recommendation(case)) is not None:
        end_recommendation(standing, how=how)
    Decision.objects.filter(case=case, withdrawn_at=None, replaced_at=None).update(replaced_at=timezone.now())
    forget_law_day(case)


def keep_law_day(case: Case, day: date) -> None:
    """The law of the day of signing stays with the case, so that whoever looks later sees what was signed."""
    RecordHead.objects.update_or_create(case=case, defaults={"law_day": day})


def forget_law_day(case: Case) -> None:
    """There is no signed decision any more: the law of the day is applied again."""
    RecordHead.objects.filter(case=case).update(law_day=None)


def open_record(case: Case) -> None:
    """The record is open again. The caller saves the case."""
    case.record_closed_by = case.record_closed_at = None
    case.all_points_put_by = case.all_points_put_at = None
    case.all_points_put_reason = ""
