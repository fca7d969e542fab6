"""Reads a date as somebody types it, in three languages, and says gently what to write when it cannot be used."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellfounded.identity.dates.partial_date import NotADate, PartialDate, parse
from wellfounded.identity.dates.typed import canonical

SENTENCES = {
    "animal": _("Write the animal of the year in English, if need be with a year near it: zodiac:horse@1980."),
    "age": _("Write the age and when it was that: age:40@2024-03-02, or korean-age:41@2024."),
    "brackets": _("Write the words that were said in one pair of round brackets, at the end."),
    "calendar": _("Before a colon only these calendars are known: lunar, juche, age, korean-age and zodiac."),
    "counted": _("A spreadsheet counts days like that. Show the column there as dates, year first."),
    "empty": _("Write at least a year, or the words that were said in round brackets."),
    "form": _("Write a year, a month or a day, year first: 1984, 1984-03 or 1984-03-05."),
    "leap": _("Only the lunar calendar has leap months: lunar:1984-10L."),
    "no_such_day": _("That day is not in the calendar. Leave out what is not known."),
    "order": _("The earlier date comes first: 1984/1986."),
    "season": _("Write a season without naming the lunar calendar: 1984-spring."),
    "too_long": _("Write the words that were said more shortly, in at most 120 characters."),
    "year": _("The year must lie between 1850 and 2150."),
}
LONGEST = 120  # the width of the column

_BRACKETS = str.maketrans("（）", "()")


def read_date(typed: str) -> PartialDate | None:
    """What was typed, or None for nothing typed.

    Raises:
        NotADate: with a sentence for the screen, in its language.
    """
    typed = typed.strip().translate(_BRACKETS)
    if not typed:
        return None
    body, bracket, said = typed.partition("(")
    try:
        found = parse(f"{canonical(body)} {bracket}{said}".strip())
    except NotADate as wrong:
        raise NotADate(wrong.code, str(SENTENCES[wrong.code])) from None
    if len(str(found)) > LONGEST:
        raise NotADate("too_long", str(SENTENCES["too_long"]))
    return found
