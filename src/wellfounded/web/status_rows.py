"""The four status axes, each apart, with the date and the reason of every entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.cases.models import Axis
from wellfounded.cases.status_values import VALUES

if TYPE_CHECKING:
    from wellfounded.cases.models import Case


@dataclass(frozen=True, slots=True)
class Entry:
    words: str
    since: date
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class AxisRow:
    """An axis with its entries, the newest first; none is not a value."""

    axis: Axis
    entries: Sequence[Entry]

    @property
    def present(self) -> Entry | None:
        return self.entries[0] if self.entries else None


def axes_of(case: Case) -> list[AxisRow]:
    rows = sorted(case.statuses.select_related("by"), key=lambda row: (row.since, row.pk), reverse=True)
    return [
        AxisRow(
            axis,
            [Entry(_words(axis, row.value), row.since, row.reason, str(row.by)) for row in rows if row.axis == axis],
        )
        for axis in Axis
    ]


def _words(axis: Axis, value: str) -> str:
    """Blank where what stood there ended and nobody has entered anew."""
    return str(dict(VALUES[axis].choices).get(value, value)) or _("to be entered anew")
