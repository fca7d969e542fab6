"""Writes into case files: one answer at a time, never half a file, comments kept.

A file is read and checked first; a broken one is refused and stays as it is. The new text goes to a temporary file
beside it, is synced to disk and then renamed over the old one. YAML stays YAML, and JSON stays indented JSON.
"""

from __future__ import annotations

import io
import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from wellfounded.law.atomic import write_atomically
from wellfounded.law.case_file import (
    FORMAT,
    PERSON,
    Act,
    Case,
    Country,
    Entity,
    Evidence,
    FactRecord,
    FactState,
    HumanFinding,
    Put,
    Slot,
    Span,
)
from wellfounded.law.document import parse_document, read_text
from wellfounded.law.errors import Code, InputError, Problem

if TYPE_CHECKING:
    from pathlib import Path

INDENT = "  "
FIRST_INDENT = re.compile(r"\n([ \t]+)\S")
NEEDS_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # what YAML would break or refuse in a string


def save_fact(path: Path, slot: Slot, *, record: FactRecord) -> None:
    """Write one fact into a case file, keeping everything else in it, comments included."""
    write_atomically(path, text_with_fact(read_text(path), slot, record=record, file=str(path)).encode())


def text_with_fact(text: str, slot: Slot, *, record: FactRecord, file: str = "") -> str:
    """The text of a case file with one fact written into it, for files that do not lie about as text."""
    known = parse_document(text, file).data
    if not isinstance(known, dict):
        message = "This is not a case file: it has no “name: value” lines."
        raise InputError.one(Problem(Code.NOT_A_MAPPING, message, "Check the name of the file.", file))
    json_file = _is_json(text)
    data = known if json_file else _yaml().load(text)
    place = data
    for key in (*_way(slot[0]), "facts"):
        if not isinstance(place.get(key), dict):
            place[key] = CommentedMap()
        place = place[key]
    place[slot[1]] = fact_as_data(record)
    return _as_json(data, like=text) if json_file else _as_yaml(data)


def case_as_data(case: Case) -> dict[str, Any]:
    """A case as plain data in the format of the file; reading it back gives the same case."""
    data: dict[str, Any] = {"format": FORMAT, "case": case.number}
    data |= _filled({"title": case.title})
    data |= {"material": case.material, "profile": case.profile}
    data |= _filled({"host": case.host})
    data["dates"] = _filled({"claim": case.claim, "decision": case.decision, "known": case.known})
    if case.digest:
        data["record"] = "digest"
    if case.closing is not None:
        data["record"] = {"closed_on": case.closing.on, "closed_by": case.closing.by}
    if case.all_points_put is not None:
        data["all_points_put"] = _act(case.all_points_put)
    data["person"] = _entity(case.person)
    data["countries"] = {code: _country(country) for code, country in case.countries.items()}
    data |= _filled({"exhibits": case.exhibits, "history": list(case.history), "published": case.published})
    return data


def case_as_yaml(case: Case) -> str:
    """A case as the text of a YAML file."""
    return _as_yaml(case_as_data(case))


def fact_as_data(record: FactRecord) -> dict[str, Any]:
    """A fact in the long form."""
    data: dict[str, Any] = {"state": str(record.state)}
    if record.value is not None:
        data["value"] = _value(record.value)
    if record.answered is not None:
        data["answered"] = str(record.answered)
    data |= _act(record.act)
    if record.benefit_of_doubt is not None:
        data["benefit_of_doubt"] = _act(record.benefit_of_doubt)
    if record.put is not None:
        data["put"] = _put(record.put)
    if record.evidence:
        data["evidence"] = [_evidence(item) for item in record.evidence]
    if record.credibility is not None:
        found = record.credibility
        indicators = [
            _filled({"indicator": item.kind, "direction": str(item.direction), "rests_on": item.rests_on})
            for item in found.indicators
        ]
        data["credibility"] = _filled(
            {"result": found.result, "indicators": indicators, "distorting": list(found.distorting), "by": found.by}
        )
    return data


def finding_as_data(finding: HumanFinding) -> dict[str, Any]:
    """A human finding as it stands in the file."""
    data = {"finding": str(finding.word)} | _act(finding.act)
    if finding.put is not None:
        data["put"] = _put(finding.put)
    return data | _filled({"rests_on": list(finding.rests_on), "standard": finding.standard})


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _as_json(data: dict[str, Any], *, like: str) -> str:
    """Data as JSON, indented as another text is; a day is written as its text."""
    found = FIRST_INDENT.search(like)
    text = json.dumps(data, ensure_ascii=False, indent=found[1] if found else INDENT, default=date.isoformat)
    return NEEDS_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _as_yaml(data: dict[str, Any]) -> str:
    stream = io.StringIO()
    _yaml().dump(data, stream)
    return stream.getvalue()


def _way(entity: str) -> tuple[str, ...]:
    """The keys that lead to an entity in the file."""
    if entity == PERSON:
        return (PERSON,)
    start, _, end = entity.partition(">")
    return ("countries", start, "routes", end) if end else ("countries", start)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 4096  # lines that nobody touched stay as they were written
    yaml.representer.ignore_aliases = lambda _: True  # the reader refuses anchors: every value is written out
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.preserve_quotes = True
    return yaml


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [], {}, ())}


def _act(act: Act) -> dict[str, Any]:
    return _filled({"by": act.by, "on": act.on, "reason": act.reason})


def _put(put: Put) -> dict[str, Any]:
    return _filled({"on": put.on, "by": put.by, "at": put.at, "reply": put.reply})


def _evidence(item: Evidence) -> dict[str, Any]:
    return {"source": item.source} | _filled(
        {
            "at": item.at,
            "on": item.on,
            "direction": str(item.direction),
            "kind": item.kind,
            "weight": str(item.weight),
            "note": item.note,
        },
    )


def _value(value: Any) -> Any:
    if isinstance(value, Span):
        return value.first if value.first == value.last else value.said
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _entity(entity: Entity) -> dict[str, Any]:
    facts = {
        name: str(record.state)
        if record == FactRecord(record.state) and record.state is not FactState.UNKNOWN
        else fact_as_data(record)
        for name, record in entity.facts.items()
    }
    return _filled(
        {"facts": facts, "findings": {name: finding_as_data(finding) for name, finding in entity.findings.items()}}
    )


def _country(country: Country) -> dict[str, Any]:
    data: dict[str, Any] = {"link": sorted(country.links) or "none"}
    if country.destination:
        data["destination"] = True
    return data | _entity(country) | _filled({"routes": {end: _entity(route) for end, route in country.routes.items()}})
