"""Source records as the plain data that `read_sources` reads; what is not recorded is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellfounded.evidence.documents.source_record import AddressKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wellfounded.evidence.documents.source_record import Judgement, Location, Relay, SourceRecord


def sources_as_data(records: Iterable[SourceRecord]) -> dict[str, Any]:
    """Records as a mapping, for a YAML or JSON file."""
    return {"sources": {record.id: _record(record) for record in records}}


def _record(record: SourceRecord) -> dict[str, Any]:
    retrieved = record.retrieved
    return _filled(
        {
            "title": record.title,
            "publisher": record.publisher,
            "authors": list(record.authors),
            "published": _day(record.published),
            "published_as": record.published_as,
            "period": _filled({"from": _day(record.period.first), "to": _day(record.period.last)}),
            "address": _location(record.location),
            "symbol": record.symbol,
            "licence": record.licence,
            "retrieved": _filled({"on": _day(retrieved.on), "way": str(retrieved.way), "by": retrieved.by})
            if retrieved
            else {},
            "sha256": record.sha256,
            "languages": list(record.languages),
            "countries": list(record.countries),
            "topics": list(record.topics),
            "method_stated": record.method_stated,
            "single_informant": record.single_informant,
            "judged": [_judgement(one) for one in record.judgements],
            "note": record.note,
        }
    )


def _location(location: Location) -> dict[str, Any]:
    kind = "" if location.kind is AddressKind.ORIGINAL else str(location.kind)
    return _filled({"at": location.address, "kind": kind, "relays": [_relay(one) for one in location.relays]})


def _relay(relay: Relay) -> dict[str, Any]:
    return _filled({"by": relay.by, "on": _day(relay.on), "at": relay.address})


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {
        "standard": str(judgement.standard),
        "grade": str(judgement.grade),
        "reason": judgement.reason,
        "by": judgement.by,
        "on": _day(judgement.on),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty; `False` is an answer."""
    return {key: value for key, value in values.items() if value or value is False}
