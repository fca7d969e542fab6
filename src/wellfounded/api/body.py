"""The body of an operation, made from the request of its action: the two can never differ.

A body is read strictly: a number is no text, a field that is not known is refused, and everything has a largest size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from ninja import Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    JsonValue,
    StrictBool,
    StringConstraints,
    create_model,
)
from pydantic import Field as Bound

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LONGEST = 20_000  # characters of one text
MOST = 200  # things of one list
LARGEST = 2_147_483_647  # of a column for numbers
DEEPEST = 6
NO_NUL = r"^[^\x00]*$"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(typed: object) -> object:
    """Only a day as year-month-day, although more could be read as one."""
    if isinstance(typed, date) or (isinstance(typed, str) and _DAY.fullmatch(typed)):
        return typed
    raise ValueError("a day is written as year-month-day")


def _moment(typed: object) -> object:
    if isinstance(typed, str) and _DAY.match(typed):
        return typed
    raise ValueError("a moment is written as year-month-day, T, time and time zone")


def _harmless(value: JsonValue, depth: int = 0) -> JsonValue:
    """Data that every store keeps: no NUL in a text, no number without end, not nested without end."""
    inner = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
    if depth > DEEPEST or len(inner) > 2 * MOST:
        raise ValueError("this is nested too deeply, or holds too much")
    if isinstance(value, str) and ("\x00" in value or len(value) > LONGEST):
        raise ValueError("this text is too long, or holds a sign that no store keeps")
    if isinstance(value, int | float) and not -LARGEST <= value <= LARGEST:
        raise ValueError("this number is too large")
    for one in inner:
        _harmless(one, depth + 1)
    return value


Text = Annotated[str, StringConstraints(max_length=LONGEST, pattern=NO_NUL)]
Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[int, Bound(strict=True, ge=0, le=LARGEST)]
PLAIN: dict[Any, Any] = {
    str: Text,
    bool: StrictBool,
    int: Number,
    date: Day,
    # Like the value of a fact: what it may be depends on the fact, and the action says.
    Any: Annotated[JsonValue, AfterValidator(_harmless)],
}


class Asked(Schema):
    """What every body holds to."""

    model_config = ConfigDict(extra="forbid")


@cache
def body_of(request: type[DataclassInstance], *, name: str = "", without: frozenset[str] = frozenset()) -> type[Asked]:
    """The schema of a request. `without` are fields that the address says, or that come as a file."""
    hints = get_type_hints(request)
    made: dict[str, Any] = {
        field.name: (_bounded(hints[field.name]), _default(field))
        for field in fields(request)
        if field.name not in without
    }
    return create_model(name or request.__name__, __base__=Asked, __doc__=_told(request), **made)


def request_of(request: type[DataclassInstance], body: Schema, **given: Any) -> Any:
    """The request of an action from a body that was checked, and what was given beside it."""
    values = {name: getattr(body, name) for name in type(body).model_fields}
    return request(**_frozen(get_type_hints(request), values | given))


def _bounded(hint: Any) -> Any:
    """The same type with its limits."""
    if hint in PLAIN:
        return PLAIN[hint]
    if is_dataclass(hint):
        return body_of(hint)  # type: ignore[arg-type]  # a class, since it is a hint
    inner = get_args(hint)
    if get_origin(hint) in {Union, UnionType} and NoneType in inner:
        return _bounded(next(one for one in inner if one is not NoneType)) | None
    if get_origin(hint) is tuple:
        return Annotated[list[_bounded(inner[0])], Bound(max_length=MOST)]  # type: ignore[misc]  # made at run time
    if get_origin(hint) is Mapping:
        return Annotated[dict[Text, _bounded(inner[1])], Bound(max_length=MOST)]  # type: ignore[misc]  # the same
    if getattr(hint, "__name__", "") == "datetime":
        return Annotated[AwareDatetime, BeforeValidator(_moment)]
    raise TypeError(f"a body cannot hold {hint}")


def _default(field: Field[Any]) -> Any:
    if field.default is not MISSING:
        return list(field.default) if isinstance(field.default, tuple) else field.default
    if field.default_factory is not MISSING:
        return Bound(default_factory=field.default_factory)
    return ...


def _frozen(hints: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _thawed(hints[name], value) for name, value in values.items()}


def _thawed(hint: Any, value: Any) -> Any:
    """Lists as the tuples, and schemas as the dataclasses, that the action takes."""
    if is_dataclass(hint) and isinstance(value, Schema):
        return request_of(hint, value)  # type: ignore[arg-type]  # a class, since it is a hint
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_thawed(get_args(hint)[0], one) for one in value)
    return value


def _told(request: type) -> str:
    """The docstring, unless it is the signature that a dataclass makes of itself."""
    said = request.__doc__ or ""
    return "" if said.startswith(f"{request.__name__}(") else said
