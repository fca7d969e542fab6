"""The end of a recommendation, which several verbs bring about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.cases.models.decision import Decision, standing_recommendation

if TYPE_CHECKING:
    from wellfounded.cases.models import Case, EndedHow, Recommendation


def end_recommendation(recommendation: Recommendation, *, how: EndedHow) -> None:
    recommendation.ended_at, recommendation.ended_how = timezone.now(), how
    recommendation.save()


def make_room(case: Case, *, how: EndedHow) -> None:
    """A case is examined again: its recommendation no longer stands, and its decision will be replaced."""
    if (standing := standing_recommendation(case)) is not None:
        end_recommendation(standing, how=how)
    Decision.objects.filter(case=case, withdrawn_at=None, replaced_at=None).update(replaced_at=timezone.now())


def open_record(case: Case) -> None:
    """The record is open again. The caller saves the case."""
    case.record_closed_by = case.record_closed_at = None
    case.all_points_put_by = case.all_points_put_at = None
    case.all_points_put_reason = ""
