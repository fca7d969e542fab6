"""The overview of the office in counts. Small ones are hidden by `cases`, for everybody alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from wellfounded.cases.dashboard import dashboard
from wellfounded.cases.suppression import FEWEST
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wellfounded.cases.dashboard import Table

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    count: int
    width: int  # of a bar, in hundredths of the longest


@dataclass(frozen=True, slots=True)
class Chart:
    """A table with bars, and the names of what is hidden."""

    slug: str
    title: str
    rows: list[Row]
    hidden: list[str]
    total: int | None


def overview(request: HttpRequest) -> HttpResponse:
    found = dashboard(user_of(request))
    charts = [
        _chart("stage", _("Where open cases stand"), table=found.stages),
        _chart("age", _("How long ago open cases were registered"), table=found.ages),
        _chart("outcome", _("Outcomes by ground"), table=found.outcomes_by_ground),
        _chart("returns", _("Why recommendations came back from review"), table=found.returns),
    ]
    return render(request, "web/dashboard.html", {"charts": charts, "fewest": FEWEST})


def _chart(slug: str, title: str, *, table: Table) -> Chart:
    counted = [(bar.label, bar.count) for bar in table.bars if bar.count is not None]
    longest = max((count for _label, count in counted), default=0) or 1
    rows = [Row(label, count, round(WHOLE * count / longest)) for label, count in counted]
    return Chart(slug, title, rows, [bar.label for bar in table.bars if bar.count is None], table.total)


addresses = (path("office/overview/", overview, name="dashboard"),)
