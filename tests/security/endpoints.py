"""Every address of the office, from Django's map and from the description of the API, and what opens each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from ruamel.yaml import YAML

from wellfounded.api.entrance import api
from wellfounded.cases.models import Axis
from wellfounded.web.registration.pages import PAGES

TABLE = Path(__file__).with_name("endpoints.yaml")
SIGNED_IN, ANYBODY, NOBODY = frozenset({"signed in"}), frozenset({"anybody"}), frozenset({"nobody"})
# What stands for the other parts of an address.
VALUES: dict[str, Any] = {
    "axis": "process",
    "code": "PRK",
    "consent": 1,
    "contact": 1,
    "criterion": "well_founded_fear",
    "document": 1,
    "entity": "PRK",
    "entry": 1,
    "erasure": 1,
    "export": 1,
    "fact": "left_without_permission",
    "guardian": 1,
    "hit": 1,
    "hold": 1,
    "interview": 1,
    "key": "x",
    "kind": "decision",
    "label": "E-1",
    "language": "ko",
    "lead": 1,
    "listed": 1,
    "line": 1,
    "name": 1,
    "page": 1,
    "paragraph": 1,
    "photo": 1,
    "pk": 1,
    "place": 1,
    "recipient": 1,
    "relative": 1,
    "result": 1,
    "side": 1,
    "slug": "names",
    "uidb36": "1",
    "username": "adjudicator",
    "way": "1",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address, under the name that the table has for it."""

    key: str
    parts: frozenset[str]
    # The name of a page, or the address of an operation with its parts in braces.
    route: str
    given: dict[str, str] = field(default_factory=dict, hash=False)
    # Of the API: the method, and a body that its description allows.
    method: str = ""
    body: Any = field(default=None, hash=False)
    takes_file: bool = False

    @property
    def of_case(self) -> bool:
        return "number" in self.parts

    def address(self, number: str = "C-0000-0000", **values: Any) -> str:
        known = VALUES | self.given | {"number": number} | values
        parts = {part: known[part] for part in sorted(self.parts)}
        return self.route.format(**parts) if self.of_api else reverse(self.route, kwargs=parts)

    @property
    def of_api(self) -> bool:
        return bool(self.method)


@cache
def table() -> dict[str, frozenset[str]]:
    """The permissions of each key: one of them is enough."""
    read = YAML(typ="safe").load(TABLE.read_text(encoding="utf-8"))
    keys = {key for listed in read.values() for key in listed}
    return {key: frozenset(permission for permission, listed in read.items() if key in listed) for key in keys}


def needed(endpoint: Endpoint, method: str) -> frozenset[str]:
    """What opens this address."""
    sending = table().get(f"{endpoint.key} POST") if method == "POST" else None
    return sending or table()[endpoint.key]


@cache
def endpoints() -> tuple[Endpoint, ...]:
    return (*_pages(), *_operations())


def _pages() -> Iterator[Endpoint]:
    for name, parts in _patterns(get_resolver()):
        for value, given in _variants(name, parts):
            yield Endpoint(f"{name}{value}", parts, name, given)


def _variants(name: str, parts: frozenset[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Addresses whose permission hangs on a part of them: one for each value."""
    if name == "registration_page":
        yield from ((f":{slug}", {"slug": slug}) for slug in PAGES)
    elif name == "registration_end":
        yield from ((f":{slug}", {"slug": slug}) for slug, page in PAGES.items() if page.end)
    elif "axis" in parts:
        yield from ((f":{axis}", {"axis": axis}) for axis in Axis.values)
    elif name:  # without a name: what shuts whole branches of the sign-in library
        yield "", {}


def _patterns(resolver: URLResolver, before: frozenset[str] = frozenset()) -> Iterator[tuple[str, frozenset[str]]]:
    """The name and the parts of each address outside the API."""
    for entry in resolver.url_patterns:
        parts = before | frozenset(entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            yield entry.name or "", parts
        elif not entry.namespace:
            yield from _patterns(entry, parts)


def _operations() -> Iterator[Endpoint]:
    schema = api.get_openapi_schema()
    for address, methods in schema["paths"].items():
        parts = frozenset(part.split("}")[0] for part in address.split("{")[1:])
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            key, body = f"api.{operation['operationId']}", _body(content, schema)
            yield Endpoint(
                key,
                parts,
                address + _asked(operation),
                method=method.upper(),
                body=body,
                takes_file="multipart/form-data" in content,
            )
    for extra in ("openapi-json", "api-root"):
        yield Endpoint(f"api.{extra}", frozenset(), reverse(f"api:{extra}"), method="GET")


def _asked(operation: dict[str, Any]) -> str:
    """What the description wants behind the address at least."""
    wanted = [one for one in operation.get("parameters", ()) if one["in"] == "query" and one.get("required")]
    return "?" + urlencode({one["name"]: _sample(one["schema"], {}) for one in wanted}) if wanted else ""


def _body(content: dict[str, Any], schema: dict[str, Any]) -> Any:
    """The smallest body that the description allows, so that nothing but the permission refuses it."""
    found = content.get("application/json")
    return None if found is None else _sample(found["schema"], schema["components"]["schemas"])


def _sample(shape: dict[str, Any], known: dict[str, Any]) -> Any:  # noqa: PLR0911 - one line for each kind of value
    if "$ref" in shape:
        return _sample(known[shape["$ref"].rpartition("/")[2]], known)
    if "anyOf" in shape:
        return _sample(shape["anyOf"][0], known)
    if "enum" in shape:
        return shape["enum"][0]
    match shape.get("type"):
        case "object":
            return {name: _sample(shape["properties"][name], known) for name in shape.get("required", ())}
        case "array":
            return []
        case "integer":
            return 1
        case "number":
            return 1.0
        case "boolean":
            return True
        case "string":
            return {"date": "2024-03-02", "date-time": "2024-03-02T09:00:00Z"}.get(shape.get("format", ""), "x")
    return "x"
