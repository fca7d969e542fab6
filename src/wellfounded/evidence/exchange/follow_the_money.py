"""FollowTheMoney, the shape of Aleph and OpenSanctions: one JSON object a line.

A source record becomes a `Document`, a confirmed statement a `Note` with its document as proof and its speaker as the
entity it is about; speakers become `Person`, `PublicBody` or `Organization`, one for each name. Country codes are those
of three letters, which FollowTheMoney turns into its own on reading.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from wellfounded.evidence.exchange.said import Said, confirmed
from wellfounded.evidence.statements.statement import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wellfounded.evidence.documents.source_record import SourceRecord

Entity = dict[str, Any]
SCHEMAS = {
    Kind.PERSON: "Person",
    Kind.STATE: "PublicBody",
    Kind.ORGANISATION: "Organization",
    Kind.MEDIA: "Organization",
    Kind.GROUP: "LegalEntity",
}
LANGUAGES = {"en": "eng", "ko": "kor", "zh": "zho", "ja": "jpn"}


def follow_the_money(records: Iterable[SourceRecord], statements: Iterable[Said] = ()) -> bytes:
    """Sources and confirmed statements with their speakers, as lines of JSON in UTF-8."""
    said = confirmed(statements)
    speakers = {entity["id"]: entity for one in said if (entity := _speaker(one))}
    entities = [*map(_document, records), *speakers.values(), *map(_note, said)]
    return "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities).encode()


def _document(record: SourceRecord) -> Entity:
    relays = "; ".join(relay.by for relay in record.location.relays)
    properties = {
        "title": [record.title],
        "publisher": [record.publisher],
        "author": record.authors,
        "publishedAt": [record.published.isoformat() if record.published else ""],
        "retrievedAt": [record.retrieved.on.isoformat() if record.retrieved else ""],
        "sourceUrl": [_with_scheme(record.location.address)],
        "language": [LANGUAGES.get(code, "") for code in record.languages],
        "country": record.countries,
        "keywords": [*record.topics, record.symbol],
        "notes": [record.note, *_notes(record), f"Relayed by {relays}" if relays else ""],
    }
    return _entity("Document", _id("source", record.id), properties=properties)


def _notes(record: SourceRecord) -> Iterator[str]:
    if record.published_as:
        yield f"Published: {record.published_as}"
    if record.location.address:
        yield f"Address: {record.location.kind}"
    if record.sha256:
        yield f"SHA-256: {record.sha256}"  # FollowTheMoney's own field takes SHA-1 only
    if record.single_informant:
        yield "Rests on a single informant"
    for one in record.judgements:
        yield f"{one.standard}: {one.grade}, {one.by}, {one.on.isoformat()}"


def _speaker(said: Said) -> Entity | None:
    if not said.speaker or said.kind not in SCHEMAS:
        return None
    properties = {"name": [said.speaker], "country": [said.state]}
    if said.kind is Kind.PERSON:
        properties["position"] = [", ".join(part for part in (said.role, said.organisation) if part)]
    return _entity(SCHEMAS[said.kind], _speaker_id(said), properties=properties)


def _note(said: Said) -> Entity:
    properties = {
        "name": [f"{said.speaker or said.role or said.kind}: {said.content[:80]}"],
        "description": [said.content],
        "entity": [_speaker_id(said)] if _speaker(said) else [],
        "proof": [_id("source", said.source)],
        "keywords": [said.mode, said.stance, *said.bears_on],
        "summary": ["; ".join(part for part in (said.when, said.where) if part)],
        "notes": [f"Confirmed by {said.confirmed_by}", *(f"Relayed by {name}" for name in said.relayed_by)],
    }
    return _entity("Note", _id("statement", said.id), properties=properties)


def _speaker_id(said: Said) -> str:
    return _id("speaker", f"{said.kind}\n{said.speaker}")


def _entity(schema: str, number: str, *, properties: dict[str, Any]) -> Entity:
    """An entity without empty properties."""
    held = {name: [str(value) for value in values if value] for name, values in properties.items()}
    return {"id": number, "schema": schema, "properties": {name: values for name, values in held.items() if values}}


def _id(kind: str, key: str) -> str:
    """The same thing has the same id in every export."""
    digest = hashlib.sha256(f"{kind}\n{key}".encode())
    return f"wf-{digest.hexdigest()[:32]}"


def _with_scheme(address: str) -> str:
    return address if not address or "://" in address else f"http://{address}"
