"""From the rows of a list to source records, and of every row what a person must look at.

What a list says of reliability is never a judgement: it goes into the note, and a person judges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.documents.source_record import (
    AddressKind,
    Location,
    Period,
    Relay,
    Retrieval,
    SourceRecord,
    Way,
)
from wellfounded.evidence.source_list.columns import fields_of, kind_in_head
from wellfounded.evidence.source_list.rows import rows_of
from wellfounded.evidence.source_list.values import BRACKETED, addresses_in, day_in, symbol_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from wellfounded.evidence.source_list.rows import Row
    from wellfounded.evidence.source_list.values import Address, Day

LANGUAGES = {
    "en": ("english", "영어", "英文", "英语"),
    "ko": ("korean", "한국어", "韩文", "韩语"),
    "zh": ("chinese", "중국어", "中文", "汉语"),
    "ja": ("japanese", "일본어", "日文", "日语"),
}
CODE = re.compile(r"[A-Z]{3}")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list: its line, the record (None when it could not be read as one), and what to look at."""

    line: int
    record: SourceRecord | None
    remarks: tuple[str, ...] = ()


def read_source_list(text: str, *, on: date, by: str = "") -> tuple[Entry, ...]:
    """Every row of a list in Markdown or CSV, in order; `on` and `by` say when and by whom the list was brought in.

    A row that names no document, or bears the number of an earlier one, has no record, and says why.
    """
    return entries_of(rows_of(text), on=on, by=by)


def entries_of(rows: Iterable[Row], *, on: date, by: str = "") -> tuple[Entry, ...]:
    """The same of rows that were read before."""
    taken: set[str] = set()
    entries: list[Entry] = []
    for row in rows:
        entry = _entry(row, Retrieval(on, Way.REGISTER, by))
        number = entry.record.id if entry.record else ""
        twice = number in taken
        entries.append(Entry(row.line, None, (f"The number {number} stands in the list before.",)) if twice else entry)
        taken |= {number} - {""}
    return tuple(entries)


def _entry(row: Row, retrieved: Retrieval) -> Entry:
    known, others = fields_of(row.cells)
    if "title" not in known:
        return Entry(row.line, None, ("No document is named in this row.",))
    title = known["title"]
    publisher, day = _published(known)
    found = addresses_in(known.get("address", ""), otherwise=kind_in_head(row.cells))
    remarks: list[str] = []
    printed = day.printed if day and day.day is None else ""
    if day is None and (in_title := day_in(title, whole_only=True)):
        # It may be that of the event.
        printed = f"{in_title.printed} (in the title)"
    if not found and (found := addresses_in(publisher, otherwise=known.get("address", ""))):
        publisher, known["address"] = "", publisher
        remarks.append("Where the publisher should stand there is an address.")
    record = SourceRecord(
        id=known.get("id") or f"line-{row.line}",
        title=title,
        publisher=publisher,
        authors=tuple(_parts(known.get("author", ""))),
        published=day.day if day else None,
        published_as=printed,
        period=_period(known.get("period", "")),
        location=_location(known, found),
        symbol=known.get("symbol") or symbol_in(title) or symbol_in(known.get("publisher and date", "")),
        licence=known.get("licence", ""),
        retrieved=retrieved,
        sha256=_hash(known.get("hash", "")),
        languages=_languages(known.get("language", ""), title),
        countries=tuple(code for code in CODE.findall(known.get("country", ""))),
        topics=tuple(_parts(known.get("topic", ""))),
        note=_note(row, known=known, others=others, also=found[1:], rest=day.after if day else ""),
    )
    remarks.extend(_remarks(known, record, found=found))
    return Entry(row.line, record, tuple(remarks))


def _published(known: Mapping[str, str]) -> tuple[str, Day | None]:
    together = known.get("publisher and date", "")
    day = day_in(known.get("published", "") or together)
    if not together:
        return known.get("publisher", ""), day
    within = day_in(together)
    return (within.before if within else together), day


def _location(known: Mapping[str, str], found: list[Address]) -> Location:
    relays = tuple(Relay(name) for name in _parts(known.get("relay", "")))
    if not found:
        return Location(relays=relays)
    stated = addresses_in(f"{found[0].address} ({known.get('address kind', '')})")
    kind = found[0].kind or (stated[0].kind if stated else None)
    # An address of which nobody says that it is the publisher's own is taken as a copy.
    return Location(found[0].address, kind or AddressKind.MIRROR, relays)


def _period(text: str) -> Period:
    pieces = re.split(r"\s+(?:to|until|bis)\s+|\s*[–~]\s*|/(?=\d{4}-)", text)
    days = [found.day for found in map(day_in, pieces) if found]
    return Period(days[0], days[1] if len(days) > 1 else None) if days else Period()


def _languages(column: str, title: str) -> tuple[str, ...]:
    """From the column of languages, and from brackets in the title (“Korean version”)."""
    words = f"{column} {' '.join(BRACKETED.findall(title))}".casefold()
    codes = set(re.findall(r"\b[a-z]{2}\b", column.casefold()))
    return tuple(code for code, names in LANGUAGES.items() if code in codes or any(name in words for name in names))


def _hash(text: str) -> str:
    found = SHA256.search(text.casefold())
    return found.group() if found else ""


def _parts(text: str) -> list[str]:
    return [part for part in (piece.strip() for piece in re.split(r";|\|", text)) if part]


def _note(row: Row, *, known: Mapping[str, str], others: Mapping[str, str], also: list[Address], rest: str) -> str:
    parts = [f"Listed under “{row.heading}”." if row.heading else ""]
    parts.extend(f"Also at {one.address}." for one in also)
    address = known.get("address", "")
    parts.append(f"Of the address the list says: {address}." if address else "")
    parts.append(f"Beside the date: {rest}." if rest else "")
    parts.extend(f"{head.capitalize()}: {value}." for head, value in others.items())
    return " ".join(part.replace("..", ".") for part in parts if part)


def _remarks(known: Mapping[str, str], record: SourceRecord, *, found: list[Address]) -> list[str]:
    said = [
        ("id" not in known, "It has no number; it is named after its line."),
        (not record.publisher, "No publisher."),
        (record.published is None and not record.published_as, "No date."),
        (bool(record.published_as), f"No whole day: {record.published_as}."),
        (not found, "No address."),
        (bool(found) and found[0].kind is None, "Whether the address is the original is not said; taken as a copy."),
        (len(found) > 1, f"{len(found)} addresses: the first is taken, the others are in the note."),
    ]
    return [sentence for wrong, sentence in said if wrong]
