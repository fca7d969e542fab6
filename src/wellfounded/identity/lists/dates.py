"""Birth dates as lists write them: 05 Mar 1984, 05-MAR-1984, March 5, 1984, 19840305, and all that people write."""

from __future__ import annotations

import re

from wellfounded.identity.dates.partial_date import NotADate, PartialDate, parse
from wellfounded.identity.dates.typed import canonical
from wellfounded.identity.lists.nothing import says_nothing

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {form: number for number, name in enumerate(_MONTH_NAMES, start=1) for form in (name, name[:3])} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NAMED = re.compile(
    rf"(?<![A-Za-z\d])(?:(?P<day>\d{{1,2}})[\s.-]*)?(?P<month>{_MONTH})(?:[\s.,-]*(?P<after>\d{{1,2}})(?=[\s,-]))?"
    r"[\s.,-]*(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s+to\s+", re.IGNORECASE)
_DIGITS = re.compile(r"((?:18|19|20)\d{2})(\d{2})(\d{2})")
# Where month or day is not known, databases write noughts.
_NOUGHTS = re.compile(r"(\d{4}(?:-(?!00)\d{2})?)(?:-00){1,2}")
# A day as a spreadsheet counts it from 1900, where nobody told it that it is one.
_COUNTED = re.compile(r"[1-7]\d{4}(?:\.\d+)?")
# A day that a program wrote with the time of the day, as a spreadsheet does.
_TIMED = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}[\d:.,+Z-]*")


def read_birth(text: str) -> PartialDate | None:
    """The date that a list writes; None for an empty cell, and for a word that says that it is not known.

    Raises:
        NotADate: it is written in no form known here, or names a day that does not exist.
    """
    plain = text.strip()
    if not plain or says_nothing(plain):
        return None
    if _COUNTED.fullmatch(plain):
        raise NotADate("counted", "A spreadsheet counts days like that. Show the column there as dates, year first.")
    body, bracket, said = plain.partition("(")
    return parse(f"{canonical(_by_numbers(body.strip()))} {bracket}{said}".strip())


def _by_numbers(text: str) -> str:
    if found := _DIGITS.fullmatch(text) or _TIMED.fullmatch(text) or _NOUGHTS.fullmatch(text):
        return "-".join(found.groups())
    return _TO.sub("/", _NAMED.sub(_year_first, text))


def _year_first(found: re.Match[str]) -> str:
    day = found["day"] or found["after"]
    if found["day"] and found["after"]:
        return found[0]
    return "-".join([found["year"], f"{_MONTHS[found['month'].lower()]:02}", *([f"{int(day):02}"] if day else [])])


__all__ = ["NotADate", "read_birth"]
