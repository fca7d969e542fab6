"""An example as a case file, read by the same reader as every other case file."""

from collections.abc import Iterator, Mapping
from typing import Any

from tools.spec.example import ABROAD, DAY, HOME, Example
from wellfounded.law.case_file import FORMAT, PERSON, Case
from wellfounded.law.case_reader import case_from
from wellfounded.law.criterion import Scope
from wellfounded.law.document import Document
from wellfounded.law.law import Law

ACT = {"by": "spec", "reason": "As the example supposes"}


def case_of(example: Example, law: Law) -> Case:
    """The case that an example describes. Raises `CaseError` when it names what the catalogue does not have."""
    setting = example.setting
    claim = setting.get("date") or DAY
    data: dict[str, Any] = {
        "format": FORMAT,
        "case": "SPEC",
        "material": "fictional",
        "profile": law.profile.id if law.profile.id in law.library.profile_names() else "unhcr",
        "host": setting.get("host") or ABROAD,
        "dates": {"claim": claim, "decision": setting.get("decision") or claim},
        **_entities(example, law),
    }
    if setting.get("closed"):
        data["record"] = {"closed_on": data["dates"]["decision"], "closed_by": ACT["by"]}
    if setting.get("put") is None:
        data["all_points_put"] = ACT
    return case_from(Document(f"the example “{example.name}”", data, {}), law.library)


def _entities(example: Example, law: Law) -> dict[str, Any]:
    """The person and the countries, with their facts and with what people found."""
    setting = example.setting
    found: dict[str, dict[str, dict[str, Any]]] = {PERSON: {}}
    for entity, name, value in _placed(setting["facts"], law):
        found.setdefault(entity, {}).setdefault("facts", {})[name] = _fact(name, value, setting=setting)
    words = {**dict.fromkeys(setting.get("assumed") or (), "assumed"), **setting["found"]}
    for entity, name, value in _placed(words, law):
        found.setdefault(entity, {}).setdefault("findings", {})[name] = _finding(name, value, setting=setting)
    if example.at not in {"", PERSON}:
        found.setdefault(example.at, {})
    return {"person": found.pop(PERSON), "countries": _countries(found, setting)}


def _placed(values: Mapping[str, Any], law: Law) -> Iterator[tuple[str, str, Any]]:
    """Each fact or finding with the entity it is about: a group's, else the person or the home country by its scope."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from ((name, inner, word) for inner, word in value.items())
            continue
        known = law.facts.get(name) or law.criteria.get(name)
        yield (PERSON if known is None or known.scope is Scope.PERSON else HOME), name, value


def _fact(name: str, value: Any, *, setting: Mapping[str, Any]) -> Any:
    """A fact in its short form, or in its long form when a person put it or gave the benefit of the doubt."""
    long: dict[str, Any] = {}
    if name in _put(setting):
        long["put"] = {"by": ACT["by"]}
    if value == "possible" and setting.get("benefit_of_doubt"):
        long["benefit_of_doubt"] = ACT
    if not long:
        return value
    states = {"established", "possible", "refuted", "unknown", "unknowable", "contradicted"}
    return {**({"state": value} if value in states else {"value": value}), **long}


def _finding(name: str, word: str, *, setting: Mapping[str, Any]) -> dict[str, Any]:
    put = {"put": {"by": ACT["by"]}} if name in _put(setting) else {}
    return {"finding": word, **ACT, **put}


def _put(setting: Mapping[str, Any]) -> tuple[str, ...]:
    listed = setting.get("put")
    return tuple(listed) if isinstance(listed, list) else ()


def _countries(found: dict[str, Any], setting: Mapping[str, Any]) -> dict[str, Any]:
    residence = setting.get("former_residence") or []
    nationality = setting.get("nationality", [] if residence else [HOME])
    destinations = setting.get("destinations", [HOME])
    routes = {name: record for name, record in found.items() if ">" in name}
    ends = [code for name in routes for code in name.split(">")]
    codes = dict.fromkeys((*nationality, *residence, *destinations, *(set(found) - set(routes)), *ends))
    links = {"nationality": nationality, "former_residence": residence}
    return {
        code: {
            "link": [link for link, group in links.items() if code in group],
            "destination": code in destinations,
            **found.get(code, {}),
            "routes": {end: routes[f"{code}>{end}"] for end in codes if f"{code}>{end}" in routes},
        }
        for code in sorted(codes)
    }
