"""Lists in the FollowTheMoney format of OpenSanctions and Aleph: one JSON object a line. Only persons are read."""

from __future__ import annotations

import json
from typing import Any

from wellfounded.identity.lists.builder import Builder, Parts
from wellfounded.identity.lists.entry import ListError, ListProblem, PersonList

_NAMES = ("name", "alias", "weakAlias", "previousName")
_GIVEN = ("firstName", "secondName", "middleName")
_SURNAME = "lastName"
# Half a character, which an export may leave of one: no file and no screen takes it.
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_NUMBERS = ("passportNumber", "idNumber", "registrationNumber")


def read_ftm(content: bytes) -> PersonList:
    """A file of entities.

    Raises:
        ListError: it is not in UTF-8, or no line of it is an entity.
    """
    try:
        # Nothing but a line feed ends an entity: other signs that end a line may stand raw in its texts.
        lines = content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as wrong:
        message = f"The file is not in UTF-8 (byte {wrong.start})."
        raise ListError(message, mend="Export it again.", code="export_not_utf8", value=str(wrong.start)) from None
    builder, entities = Builder(), 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        entity = _entity(line)
        if entity is None:
            mend = "A line is one JSON object with id, schema and properties."
            said = ListProblem(f"line {number}", "This is no entity.", mend, refused=True, code="no_entity")
            builder.problems.append(said)
            continue
        entities += 1
        if entity["schema"] == "Person":
            builder.take(_parts(number, entity))
    if not entities:
        mend = "A line is one JSON object with id, schema and properties."
        raise ListError("No line is an entity.", mend=mend, code="no_entities")
    return PersonList("FollowTheMoney", tuple(builder.records), tuple(builder.problems))


def _entity(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("properties"), dict):
        return None
    whole = isinstance(found.get("schema"), str) and isinstance(found.get("id"), str)
    return found if whole else None


def _parts(number: int, entity: dict[str, Any]) -> Parts:
    held = entity["properties"]

    def texts(*names: str) -> list[str]:
        values = (value for name in names for value in _listed(held.get(name)))
        return [value.translate(_HALVES) for value in values if isinstance(value, str)]

    def first(name: str) -> str:
        return next(iter(texts(name)), "")

    return Parts(
        where=f"line {number}",
        key=entity["id"].translate(_HALVES),
        names=texts(*_NAMES) or [", ".join(filter(None, (first(_SURNAME), " ".join(map(first, _GIVEN)).strip())))],
        births=texts("birthDate"),
        ends=texts("deathDate"),
        sex=first("gender"),
        places=texts("birthPlace"),
        father=first("fatherName"),
        mother=first("motherName"),
        numbers=texts(*_NUMBERS),
    )


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
