"""Source records from a file that people write: every problem is noted with its line, none is raised on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol, Self

from wellfounded.evidence.documents.source_record import (
    AddressKind,
    Grade,
    Judgement,
    Location,
    Period,
    Relay,
    Retrieval,
    SourceRecord,
    Standard,
    Way,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

_KEYS = (
    "title publisher authors published published_as period address symbol licence retrieved sha256 languages countries"
    " topics method_stated single_informant judged note"
)
KEYS = frozenset(_KEYS.split())
_HASH = re.compile(r"[0-9a-f]{64}\Z")
_COUNTRY = re.compile(r"[A-Z]{3}\Z")


class Fields(Protocol):
    """A mapping of a file whose getters note what is wrong with its line; `wellfounded.law.fields.Fields` is one."""

    values: dict[str, Any]

    def only(self, known: Collection[str]) -> None:
        """Note every key that is not among these."""
        ...  # pragma: no cover - what fields must offer; nothing to run

    def wrong(self, key: str, expected: str, *, value: Any) -> None:
        """Note that a key holds something else than expected."""
        ...  # pragma: no cover - what fields must offer; nothing to run

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A text."""
        ...  # pragma: no cover - what fields must offer; nothing to run

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        ...  # pragma: no cover - what fields must offer; nothing to run

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A day."""
        ...  # pragma: no cover - what fields must offer; nothing to run

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Yes or no."""
        ...  # pragma: no cover - what fields must offer; nothing to run

    def option(self, key: str, options: Collection[str], *, default: str = "", required: bool = False) -> str:
        """One word of several."""
        ...  # pragma: no cover - what fields must offer; nothing to run

    def child(self, key: str) -> Self:
        """The mapping under a key."""
        ...  # pragma: no cover - what fields must offer; nothing to run

    def children(self, key: str) -> dict[str, Self]:
        """The mappings under a key, by name."""
        ...  # pragma: no cover - what fields must offer; nothing to run

    def items(self, key: str) -> list[Self]:
        """The mappings in a list."""
        ...  # pragma: no cover - what fields must offer; nothing to run


def read_sources(fields: Fields) -> tuple[SourceRecord, ...]:
    """The records of a file, `sources: {id: …}`, in its order. What is wrong is noted in the fields."""
    fields.only({"sources"})
    if not fields.values.get("sources"):
        fields.wrong("sources", "a record under each id", value=fields.values.get("sources"))
    return tuple(_record(name, entry) for name, entry in fields.children("sources").items())


def _record(name: str, fields: Fields) -> SourceRecord:
    fields.only(KEYS)
    return SourceRecord(
        id=name,
        title=fields.text("title", name, required=True),
        publisher=fields.text("publisher"),
        authors=fields.words("authors"),
        published=fields.day("published"),
        published_as=fields.text("published_as"),
        period=_period(fields.child("period")),
        location=_location(fields.child("address")),
        symbol=fields.text("symbol"),
        licence=fields.text("licence"),
        retrieved=_retrieval(fields.child("retrieved")),
        sha256=_hash(fields),
        languages=fields.words("languages"),
        countries=_countries(fields),
        topics=fields.words("topics"),
        method_stated=_known(fields, "method_stated"),
        single_informant=_known(fields, "single_informant"),
        judgements=_judgements(fields),
        note=fields.text("note"),
    )


def _period(fields: Fields) -> Period:
    fields.only({"from", "to"})
    first, last = fields.day("from"), fields.day("to")
    if first and last and last < first:
        fields.wrong("to", f"{first} or a later day", value=last)
    return Period(first, last)


def _location(fields: Fields) -> Location:
    fields.only({"at", "kind", "relays"})
    kind = AddressKind(fields.option("kind", set(AddressKind), default=AddressKind.ORIGINAL))
    relays = tuple(_relay(entry) for entry in fields.items("relays"))
    if kind is AddressKind.RELAY and not relays:
        fields.wrong("relays", "a list of who passed it on", value=fields.values.get("relays"))
    return Location(fields.text("at"), kind, relays)


def _relay(fields: Fields) -> Relay:
    fields.only({"by", "on", "at"})
    return Relay(fields.text("by", required=True), fields.day("on"), fields.text("at"))


def _retrieval(fields: Fields) -> Retrieval | None:
    fields.only({"on", "way", "by"})
    if not fields.values:
        return None
    on = fields.day("on", required=True)
    way = fields.option("way", set(Way), required=True)
    return Retrieval(on, Way(way), fields.text("by")) if on and way else None


def _hash(fields: Fields) -> str:
    value = fields.text("sha256").lower()
    if value and not _HASH.match(value):
        fields.wrong("sha256", "64 digits from 0 to f", value=value)
        return ""
    return value


def _countries(fields: Fields) -> tuple[str, ...]:
    codes = fields.words("countries")
    if not all(_COUNTRY.match(code) for code in codes):
        fields.wrong("countries", "a list of codes like PRK", value=list(codes))
    return codes


def _known(fields: Fields, key: str) -> bool | None:
    """Yes, no, or nobody looked."""
    return None if fields.values.get(key) is None else fields.flag(key)


def _judgements(fields: Fields) -> tuple[Judgement, ...]:
    """A judgement says by whom, on which day and why, or it is none."""
    found = []
    for entry in fields.items("judged"):
        entry.only({"standard", "grade", "reason", "by", "on"})
        standard = entry.option("standard", set(Standard), required=True)
        grade = entry.option("grade", set(Grade), required=True)
        reason, by = entry.text("reason", required=True), entry.text("by", required=True)
        on = entry.day("on", required=True)
        if standard and grade and reason and by and on:
            found.append(Judgement(Standard(standard), Grade(grade), reason, by, on))
    return tuple(found)
