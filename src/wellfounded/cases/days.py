"""Days that people enter for what has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.cases.errors import Invalid

if TYPE_CHECKING:
    from datetime import date


def problems_of_days(**days: date | None) -> dict[str, str]:
    """A sentence for each day that is missing or has not come yet."""
    today = timezone.localdate()
    problems = {name: _("Give the day.") for name, day in days.items() if day is None}
    return problems | {
        name: _("This day has not come yet.") for name, day in days.items() if day is not None and day > today
    }


def given(day: date | None) -> date:
    """A day that must have been entered by now."""
    if day is None:
        raise Invalid({"day": _("Give the day.")})
    return day
