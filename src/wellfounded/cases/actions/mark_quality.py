"""Fill in the indicator sheet of a sampled case, as somebody who took no part in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import NotNow
from wellfounded.cases.indicators import Indicator
from wellfounded.cases.models import Mark, QualityMark, QualityReview
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.states import State
from wellfounded.cases.typed_text import clean, refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

_ERRORS = frozenset({Mark.MINOR, Mark.SIGNIFICANT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """A `Mark` for every `Indicator`, and a note for every error."""

    marks: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    remarks: str = ""
    key: str = ""


@transaction.atomic
def mark_quality(user: User, number: str, *, request: Marking) -> QualityReview:
    saving = Saving.begin(user, number, permission=Permission.QUALITY_MARK, request=request)
    if (earlier := saving.earlier(QualityReview)) is not None:
        return earlier
    waiting = QualityReview.objects.filter(decision__case=saving.case, done_at=None).order_by("pk").first()
    if waiting is None or State(saving.case.state) not in {State.SERVED, State.APPEAL, State.CLOSED}:
        raise NotNow(_("This case does not wait for a quality review."))
    refuse(_problems(request))
    waiting.by, waiting.done_at, waiting.remarks = user, timezone.now(), clean(request.remarks)
    waiting.save()
    QualityMark.objects.bulk_create(
        QualityMark(
            review=waiting,
            indicator=indicator,
            mark=request.marks[indicator],
            note=clean(request.notes.get(indicator, "")),
        )
        for indicator in Indicator.values
    )
    errors = sum(mark in _ERRORS for mark in request.marks.values())
    return saving.done(waiting, Event.QUALITY_MARKED, sample=waiting.sample_id, errors=errors)


def _problems(request: Marking) -> dict[str, str]:
    problems: dict[str, str] = {}
    for indicator in Indicator.values:
        mark = request.marks.get(indicator, "")
        if mark not in Mark.values:
            problems[indicator] = _("Choose a mark.")
        elif mark in _ERRORS and not clean(request.notes.get(indicator, "")):
            problems[indicator] = _("Say what the error is.")
    return problems
