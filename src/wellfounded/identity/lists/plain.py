"""A list as plain data and back, for the way through the guarded child: only the shape that was agreed is let in."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.lists.entry import ListProblem, PersonList
from wellfounded.identity.record import Record

_MANY = ("names", "places", "numbers")
_ONE = ("key", "sex", "father", "mother")


def list_as_data(found: PersonList) -> dict[str, Any]:
    """The list in types that JSON has."""
    return {
        "kind": found.kind,
        "records": [asdict(record) | {"birth": str(record.birth) if record.birth else ""} for record in found.records],
        "problems": [asdict(problem) for problem in found.problems],
    }


def list_from_data(data: dict[str, Any]) -> PersonList:
    """The list again.

    Raises:
        ValueError: the data has another shape. Whatever wrote it was not the reader of lists.
    """
    try:
        return PersonList(
            kind=_text(data["kind"]),
            records=tuple(_record(one) for one in data["records"]),
            problems=tuple(_problem(one) for one in data["problems"]),
        )
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError("no list of people") from wrong


def _record(data: dict[str, Any]) -> Record:
    birth = _text(data["birth"])
    one = {name: _text(data[name]) for name in _ONE}
    many = {name: tuple(_text(part) for part in data[name]) for name in _MANY}
    return Record(birth=parse(birth) if birth else None, **one, **many)  # type: ignore[arg-type]  # each name has its own type


def _problem(data: dict[str, Any]) -> ListProblem:
    texts = {name: _text(data[name]) for name in ("where", "message", "mend", "code", "value", "detail")}
    return ListProblem(refused=data["refused"] is True, **texts)


def _text(value: object) -> str:
    """A text without the sign that no store keeps."""
    if not isinstance(value, str):
        raise TypeError("no text")
    return value.replace("\x00", "")
