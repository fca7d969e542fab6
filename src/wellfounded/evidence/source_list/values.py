"""What stands in the cells of a list of sources: days, addresses with their kind, document symbols."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from wellfounded.evidence.documents.source_record import AddressKind

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
DAYS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<year>\d{4})\s*[年년]\s*(?P<number>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]"),
    re.compile(rf"\b(?P<day>\d{{1,2}})\.?\s+{_MONTH},?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
)
# Two days (“30-31 Mar 2023”), a month or a year: printed, but no whole day.
PARTS = (
    re.compile(rf"\b\d{{1,2}}\s*[-–]\s*\d{{1,2}}\s+{_MONTH}\s+\d{{4}}\b", re.IGNORECASE),
    re.compile(rf"\b(?:{_MONTH.replace('?P<month>', '?:')}\s*[-–]\s*)?{_MONTH}\s+\d{{4}}\b", re.IGNORECASE),
    re.compile(r"\b\d{4}\s*[年년](?:\s*\d{1,2}\s*[月월])?|\b(?:1[89]|20)\d\d-\d{2}\b|\b(?:1[89]|20)\d\d\b"),
)
SYMBOL = re.compile(
    r"\b(?:[AES]|CAT|CCPR|CEDAW|CERD|CRC|CRPD|CED|HRI)/[A-Z0-9][\w.]*(?:/[\w.-]*\w)*|\b[A-Z]{3}\s?\d\d/\d{2,4}/\d{4}\b"
)
ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s,;()]*(?:\([^\s()]*\)[^\s,;()]*)*)?", re.IGNORECASE)
KINDS = {"original": AddressKind.ORIGINAL, "mirror": AddressKind.MIRROR, "relay": AddressKind.RELAY}
BRACKETED = re.compile(r"[(（][^)）]*[)）]")
NO_ADDRESS = re.compile(r"\bnot (?:in store|found|shown)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a cell: the day when it is whole, else only as printed; `before` and `after` are the rest of it."""

    day: date | None
    printed: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address; `kind` is None where the list does not say of what kind it is."""

    address: str
    kind: AddressKind | None


def day_in(text: str, *, whole_only: bool = False) -> Day | None:
    """The first date in a cell; None when there is none. A day that no calendar has stays as printed only.

    A mere month or year in brackets is about something else (“cites the code of 2004”).
    """
    ranged = PARTS[0].search(text)
    if ranged:
        return None if whole_only else _day(text, ranged, day=None)
    whole = [match for match in (pattern.search(text) for pattern in DAYS) if match]
    if whole:
        first = min(whole, key=lambda match: match.start())
        return _day(text, first, day=_calendar(first))
    if whole_only:
        return None
    bare = BRACKETED.sub(lambda match: " " * len(match.group()), text)
    part = next((match for match in (pattern.search(bare) for pattern in PARTS) if match), None)
    return _day(text, part, day=None) if part else None


def addresses_in(text: str, *, otherwise: str = "") -> list[Address]:
    """The addresses of a cell, each with the kind that stands with it, else the kind that `otherwise` names."""
    if NO_ADDRESS.search(text):
        return []
    found: list[Address] = []
    for piece in re.split(r";|\s(?=https?://)", text):
        match = ADDRESS.search(piece)
        if match:
            found.append(
                Address(match.group().rstrip("."), _kind(piece.replace(match.group(), " ")) or _kind(otherwise))
            )
    return found


def symbol_in(text: str) -> str:
    """The first symbol of a United Nations or Amnesty document; empty when there is none."""
    match = SYMBOL.search(text)
    return match.group().rstrip(".-") if match else ""


def _kind(words: str) -> AddressKind | None:
    lower = words.casefold()
    places = [(lower.find(word), kind) for word, kind in KINDS.items() if word in lower]
    return min(places)[1] if places else None


def _calendar(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    month = int(found["number"]) if found.get("number") else MONTHS.index(found["month"][:3].casefold()) + 1
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None


def _day(text: str, match: re.Match[str], *, day: date | None) -> Day:
    before, after = text[: match.start()].strip(" ,;(（"), text[match.end() :].strip(" ,;)）")
    return Day(day, match.group(), before, after)
