"""A date as it was said, in the language of the screen: as precise as it is known, in the calendar named."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from wellfounded.identity.dates.partial_date import JUCHE_BEGINS, Calendar

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from wellfounded.identity.dates.partial_date import PartialDate
    from wellfounded.law.case_file import Span

SEASONS: dict[str, Promise] = {
    "spring": gettext_lazy("spring of %(year)s"),
    "summer": gettext_lazy("summer of %(year)s"),
    "autumn": gettext_lazy("autumn of %(year)s"),
    "winter": gettext_lazy("winter of %(year)s"),
}
ANIMALS: dict[str, Promise] = {
    "rat": pgettext_lazy("year of", "rat"),
    "ox": pgettext_lazy("year of", "ox"),
    "tiger": pgettext_lazy("year of", "tiger"),
    "rabbit": pgettext_lazy("year of", "rabbit"),
    "dragon": pgettext_lazy("year of", "dragon"),
    "snake": pgettext_lazy("year of", "snake"),
    "horse": pgettext_lazy("year of", "horse"),
    "goat": pgettext_lazy("year of", "goat"),
    "monkey": pgettext_lazy("year of", "monkey"),
    "rooster": pgettext_lazy("year of", "rooster"),
    "dog": pgettext_lazy("year of", "dog"),
    "pig": pgettext_lazy("year of", "pig"),
}
_PARTS = re.compile(r"(?P<year>\d{1,4})(?:-(?:(?P<season>[a-z]+)|(?P<month>\d{2})(?P<leap>L?)(?:-(?P<day>\d{2}))?))?")


def date_words(when: PartialDate | None) -> str:
    """What was said, in a few words; the words of the person stand in quotes as they were. Nothing for no date."""
    if when is None:
        return ""
    told = _counted(when.text.removesuffix("~").rpartition(":")[2], when.calendar) if when.text else ""
    if when.about:
        told = _("about %(date)s") % {"date": told}
    if not when.said:
        return told
    return _("%(date)s (“%(said)s”)") % {"date": told, "said": when.said} if told else f"“{when.said}”"


def span_words(span: Span) -> str:
    """The same of a date in a case file: a year, a month or a day."""
    return _usual(str(span))


def _counted(body: str, calendar: Calendar) -> str:
    if calendar is Calendar.LUNAR:
        return _("%(date)s of the lunar calendar") % {"date": _lunar(body)}
    if calendar is Calendar.JUCHE:
        return _juche(body)
    if calendar is Calendar.ZODIAC:
        return _animal(body)
    if calendar in {Calendar.AGE, Calendar.KOREAN_AGE}:
        return _aged(body, calendar)
    if "/" in body:
        first, _slash, last = body.partition("/")
        return _("between %(first)s and %(last)s") % {"first": _usual(first), "last": _usual(last)}
    return _usual(body)


def _usual(body: str, *, years: int = 0) -> str:
    """A year, season, month or day; `years` are those to be added to the year."""
    found = _PARTS.fullmatch(body)
    if found is None:
        return body
    year = int(found["year"]) + years
    if found["season"]:
        return str(SEASONS[found["season"]]) % {"year": year}
    if found["day"]:
        return formats.date_format(date(year, int(found["month"]), int(found["day"])))
    if found["month"]:
        return formats.date_format(date(year, int(found["month"]), 1), "YEAR_MONTH_FORMAT")
    return pgettext("a date", "%(year)s") % {"year": year}


def _lunar(body: str) -> str:
    found = _PARTS.fullmatch(body)
    if found is None or not found["month"]:
        return _usual(body)
    parts = {"year": found["year"], "month": int(found["month"]), "day": int(found["day"] or 0)}
    if found["day"]:
        form = _("day %(day)s of leap month %(month)s, %(year)s") if found["leap"] else ""
        return (form or _("day %(day)s of month %(month)s, %(year)s")) % parts
    form = _("leap month %(month)s, %(year)s") if found["leap"] else _("month %(month)s, %(year)s")
    return form % {name: parts[name] for name in ("year", "month")}


def _juche(body: str) -> str:
    number = body.partition("-")[0]
    return _("%(date)s (Juche %(number)s)") % {"date": _usual(body, years=JUCHE_BEGINS), "number": int(number)}


def _animal(body: str) -> str:
    name, _at, year = body.partition("@")
    animal = str(ANIMALS[name])
    if year:
        return _("year of the %(animal)s nearest to %(year)s") % {"animal": animal, "year": year}
    return _("a year of the %(animal)s") % {"animal": animal}


def _aged(body: str, calendar: Calendar) -> str:
    age, _at, when = body.partition("@")
    told = {"age": age, "date": _usual(when)}
    if calendar is Calendar.AGE:
        return _("aged %(age)s on %(date)s") % told if "-" in when else _("aged %(age)s in %(date)s") % told
    return _("aged %(age)s in %(date)s, as counted in Korea and China") % told
