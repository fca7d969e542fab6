"""Birth dates as lists write them: 05 Mar 1984, Mar 1984, circa 1984, 1984 to 1986, 1984-03-05, 1984년 3월 5일."""

from __future__ import annotations

import re

from wellfounded.identity.dates.partial_date import NotADate, PartialDate, parse

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {form: number for number, name in enumerate(_MONTH_NAMES, start=1) for form in (name, name[:3])} | {"sept": 9}
_ABOUT = re.compile(r"^\s*(?:circa|approximately|approx\.?|about|c(?:a)?\.)\s*", re.IGNORECASE)
_NAMED_DAY = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?\s+(\d{4})")
_BETWEEN = re.compile(r"(\d{4})\s*(?:to|-|–|/|~)\s*(\d{4})")
_NUMBERS = re.compile(r"(\d{4})\s*[-./년年]\s*(\d{1,2})\s*(?:[-./월月]\s*(?:(\d{1,2})\s*[일日]?)?)?")
_YEAR = re.compile(r"(\d{4})\s*[년年]?")


def read_birth(text: str) -> PartialDate | None:
    """The date that a list writes; None for an empty cell.

    Raises:
        NotADate: it is written in no form known here, or names a day that does not exist.
    """
    plain = text.strip()
    if not plain:
        return None
    bare = _ABOUT.sub("", plain)
    about = "~" if bare != plain else ""
    return parse(f"{_stored(bare)}{about}")


def _stored(text: str) -> str:
    if found := _BETWEEN.fullmatch(text):
        return f"{found[1]}/{found[2]}"
    if found := _NUMBERS.fullmatch(text):
        day = f"-{int(found[3]):02}" if found[3] else ""
        return f"{found[1]}-{int(found[2]):02}{day}"
    if found := _YEAR.fullmatch(text):
        return found[1]
    if (found := _NAMED_DAY.fullmatch(text)) and (month := _MONTHS.get(found[2].lower())):
        day = f"-{int(found[1]):02}" if found[1] else ""
        return f"{found[3]}-{month:02}{day}"
    return text


__all__ = ["NotADate", "read_birth"]
