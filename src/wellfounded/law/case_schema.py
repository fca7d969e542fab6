"""The JSON Schema of the case file, made from the catalogue, so that editors can help while people write.

The reader (`case_reader`) says more than a schema can, and a test holds that the two agree on examples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellfounded.law.case_file import FORMAT, Answer, Direction, FactState, FindingWord, Weight
from wellfounded.law.case_reader import LINKS, MATERIAL
from wellfounded.law.catalogue import FactDefinition, FactType
from wellfounded.law.criterion import Scope
from wellfounded.law.fact_reader import DISTORTING, INDICATORS, KINDS, RESULTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.law.library import LawLibrary

DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
PARTIAL = {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
TEXT = {"type": "string"}
STATES = [str(state) for state in FactState]


def case_schema(library: LawLibrary) -> dict[str, Any]:
    """The schema of a case file under this library's catalogue and criteria."""
    properties = {
        "format": {"const": FORMAT},
        "case": {"type": ["string", "integer"]},
        "title": TEXT,
        "material": {"enum": sorted(MATERIAL)},
        "profile": {"enum": list(library.profile_names())},
        "host": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "dates": _object({"claim": DAY, "decision": DAY, "known": DAY}, required=["claim"]),
        "record": {
            "anyOf": [
                {"enum": ["open", "digest"]},
                _object({"closed_on": DAY, "closed_by": TEXT}, required=["closed_on", "closed_by"]),
            ]
        },
        "all_points_put": _ref("act"),
        "person": _entity(library, Scope.PERSON),
        "countries": {
            "type": "object",
            "propertyNames": {"pattern": "^[A-Z]{3}$"},
            "additionalProperties": _country(library),
        },
        "exhibits": {"type": "object", "additionalProperties": {"type": "object"}},
        "history": {"type": "array", "items": {"type": "object"}},
        "published": {"type": "object"},
    }
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Wellfounded case file",
        "$comment": FORMAT,
    }
    return (
        head | _object(properties, required=["format", "case", "material", "profile", "dates"]) | {"$defs": _shared()}
    )


def _shared() -> dict[str, Any]:
    """What many facts and findings have in common, said once."""
    return {
        "state": {"enum": STATES},
        "record": _record({}),
        "finding": _finding(),
        "act": _object({"by": TEXT, "on": DAY, "reason": TEXT}),
        "put": _object({"on": DAY, "by": TEXT, "at": TEXT, "reply": TEXT}),
        "evidence": _evidence(),
        "credibility": _credibility(),
    }


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _country(library: LawLibrary) -> dict[str, Any]:
    links = sorted(LINKS | {"none"})
    entity = _entity(library, Scope.COUNTRY)["properties"]
    return _object(
        {
            **entity,
            "link": {"anyOf": [{"enum": links}, {"type": "array", "items": {"enum": links}}]},
            "destination": {"type": "boolean"},
            "routes": {"type": "object", "additionalProperties": _entity(library, Scope.ROUTE)},
        },
    )


def _entity(library: LawLibrary, scope: Scope) -> dict[str, Any]:
    facts = {name: _fact(fact) for name, fact in sorted(library.facts.items()) if fact.scope is scope}
    names = sorted(_criteria(library, scope))
    findings = {name: _ref("finding") for name in names}
    return _object({"facts": _object(facts), "findings": _object(findings)})


def _criteria(library: LawLibrary, scope: Scope) -> Iterable[str]:
    for provision in library.provisions:
        yield from (criterion.id for criterion in provision.criteria if criterion.scope is scope)
    for profile in library.profiles:
        yield from (name for name, entry in profile.entries.items() if entry.values.get("scope") == scope)


def _fact(fact: FactDefinition) -> dict[str, Any]:
    """The short form (a state or a value) or the long form."""
    about = {"title": fact.title, "description": fact.meaning}
    if fact.type is FactType.YES_NO:
        return about | {"anyOf": [_ref("state"), _ref("record")]}
    value = _value(fact)
    return about | {"anyOf": [_ref("state"), value, _record({"value": value})]}


def _record(value: dict[str, Any]) -> dict[str, Any]:
    """The long form of a fact, with its value where it takes one."""
    return _object(
        {
            "state": _ref("state"),
            **value,
            "answered": {"enum": [str(answer) for answer in Answer]},
            "by": TEXT,
            "on": DAY,
            "reason": TEXT,
            "benefit_of_doubt": _ref("act"),
            "put": _ref("put"),
            "evidence": {"type": "array", "items": _ref("evidence")},
            "credibility": _ref("credibility"),
        },
    )


def _value(fact: FactDefinition) -> dict[str, Any]:
    if fact.type is FactType.DATE:
        return PARTIAL
    if fact.type is FactType.QUANTITY:
        return {"type": "number"}
    options = {"enum": sorted(fact.options or {})}
    if fact.type is FactType.CHOICES:
        return {"anyOf": [options, {"type": "array", "items": options}]}
    return options if fact.type is FactType.CHOICE else {"type": ["string", "number"]}


def _finding() -> dict[str, Any]:
    word = {"enum": [str(word) for word in FindingWord]}
    rests_on = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
    properties = {
        "finding": word,
        "by": TEXT,
        "on": DAY,
        "reason": TEXT,
        "put": _ref("put"),
        "rests_on": rests_on,
        "standard": TEXT,
    }
    return _object(properties, required=["finding", "by", "reason"])


def _evidence() -> dict[str, Any]:
    properties = {
        "source": TEXT,
        "at": TEXT,
        "on": DAY,
        "direction": {"enum": [str(direction) for direction in Direction]},
        "kind": {"enum": sorted(KINDS)},
        "weight": {"enum": [str(weight) for weight in Weight]},
        "note": TEXT,
    }
    return _object(properties, required=["source"])


def _credibility() -> dict[str, Any]:
    directions = {"enum": [str(direction) for direction in Direction]}
    indicator = _object(
        {"indicator": {"enum": sorted(INDICATORS)}, "direction": directions, "rests_on": TEXT}, required=["indicator"]
    )
    return _object(
        {
            "result": {"enum": sorted(RESULTS)},
            "indicators": {"type": "array", "items": indicator},
            "distorting": {"anyOf": [TEXT, {"type": "array", "items": {"enum": sorted(DISTORTING)}}]},
            "by": TEXT,
        },
    )


def _object(properties: dict[str, Any], *, required: list[str] | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | ({"required": required} if required else {})
