"""A date put together from parts, for whoever would rather choose than type; and the one field it stands beside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.web.choices import NOTHING
from wellfounded.web.forms.question import line, pick, tick

CALENDARS = [
    ("", _("The usual calendar")),
    ("lunar", _("Lunar calendar")),
    ("juche", _("Juche years")),
    ("age", _("Age today, in whole years")),
    ("korean-age", _("Age this year, counted the Korean or Chinese way")),
]
SEASONS = [NOTHING, ("spring", _("Spring")), ("summer", _("Summer")), ("autumn", _("Autumn")), ("winter", _("Winter"))]
PARTS = ("part_calendar", "part_year", "part_season", "part_month", "part_day", "part_about", "part_said")


def as_said(parts: Mapping[str, str], *, today: date, about: bool = False) -> str:
    """The parts as one text that `read_date` understands; empty when no part says anything."""
    calendar, number = parts.get("calendar", ""), parts.get("year", "").strip()
    if calendar == "age":
        body = f"age:{number}@{today}" if number else ""
    elif calendar == "korean-age":
        body = f"korean-age:{number}@{today.year}" if number else ""
    else:
        body = _day(parts, number)
        body = f"{calendar}:{body}" if calendar and body else body
    said = parts.get("said", "").strip()
    return f"{body}{'~' if about and body else ''} {f'({said})' if said else ''}".strip()


def _day(parts: Mapping[str, str], year: str) -> str:
    if season := parts.get("season", ""):
        return f"{year}-{season}"
    month, day = parts.get("month", "").strip(), parts.get("day", "").strip()
    # A day without its month is left to the reader to refuse: nothing is guessed.
    return "-".join(part.zfill(2) for part in (year, month or ("?" if day else ""), day) if part)


def part_fields() -> dict[str, forms.Field]:
    """The helping fields, by name."""
    return {
        "part_calendar": pick(_("Counted in"), CALENDARS),
        "part_year": line(_("Year, or age")),
        "part_season": pick(_("Season, if no month is known"), SEASONS),
        "part_month": line(_("Month, as a number"), hint=_("A leap month of the lunar calendar: 4L.")),
        "part_day": line(_("Day")),
        "part_about": tick(_("It is only about then")),
        "part_said": line(_("The words that were said, if no number fits")),
    }
