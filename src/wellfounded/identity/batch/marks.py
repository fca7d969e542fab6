"""The marks of a record, of which its blocks are made: what of its name, birth and home another record may repeat.

Each mark is a number drawn from its kind and its text, so that two marks can be made one. A mark is never weighed and
never shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from itertools import islice
from typing import Any

MOST_OF_A_KIND = 24
"""Marks of one kind that one record may have; a record holds hardly more, and its blocks grow with their product."""

_HEAD = 3


class Kind(StrEnum):
    """What a mark is of; its value is the name of its column."""

    WHOLE = "marks_of_whole"
    NAME = "marks_of_name"
    BIRTH = "marks_of_birth"
    HOME = "marks_of_home"


def marks(row: Mapping[str, Any]) -> dict[str, list[int]]:
    """The marks of a row of `rows`, by column; of a kind of which nothing is known there are none."""
    found = {
        Kind.WHOLE: (*_all("key", row["keys"]), *_all("number", row["numbers"])),
        Kind.NAME: _of_name(row),
        Kind.BIRTH: _of_birth(row),
        Kind.HOME: _of_home(row),
    }
    return {kind.value: _numbers(kind, texts) for kind, texts in found.items()}


def _of_name(row: Mapping[str, Any]) -> Iterator[str]:
    """Parts of the name by their sound, and how its words begin, since a slip later on may change the sound."""
    yield from _all("part", row["parts"])
    words = (word for form in row["forms"] or () for word in form.split())
    yield from (f"head {word[:_HEAD]}" for word in words if len(word) >= _HEAD)


def _of_birth(row: Mapping[str, Any]) -> Iterator[str]:
    """The days that are meant, the year, and of a date as written what is left when one of its three numbers is wrong.

    A day and a month that changed places leave the same; a lunar day that is written as a usual one leaves its day.
    """
    first, last = row.get("born_first"), row.get("born_last")
    if first is None or last is None:
        return
    yield f"days {first} {last}"
    yield from (f"days {day} {day}" for day in row["born_if_lunar"] or ())
    years = {date.fromordinal(day).year for day in (first, last)}
    if max(years) - min(years) <= 1:
        yield from (f"year {year}" for year in sorted(years))
    if row["born_year"] is not None:
        year, month, day = (row[f"born_{part}"] for part in ("year", "month", "day"))
        yield f"month {year} {month}"
        yield f"day {month} {day}"
        yield f"in year {year} {min(month, day)} {max(month, day)}"


def _of_home(row: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{size} {row[size]}" for size in ("county", "province") if row[size])
    yield from _all("place", row["places"])
    yield from _all("word", row["place_words"])


def _all(what: str, texts: Iterable[str] | None) -> Iterator[str]:
    return (f"{what} {text}" for text in texts or ())


def _numbers(kind: Kind, texts: Iterable[str]) -> list[int]:
    said = islice(dict.fromkeys(texts), MOST_OF_A_KIND)
    return [int.from_bytes(blake2b(f"{kind} {text}".encode(), digest_size=8).digest(), signed=True) for text in said]
