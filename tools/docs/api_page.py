"""Every operation of the programming interface, printed from its own description."""

from collections.abc import Iterator
from typing import Any

import tools.docs.django_ready  # noqa: F401 - before the imports below, which need Django set up
from tools.docs.markdown import heading, joined, table
from wellfounded.api.entrance import RESOURCES, api
from wellfounded.api.refusals import SIGN_IN, STATUS, UNREADABLE

INTRO = (
    "How a program signs in and sends stands in [use the API](../how-to/use-the-api.md). The same as OpenAPI 3.1 is at "
    "`/api/openapi.json`, for whoever is signed in. Each operation asks for one [permission](permissions.md); `own` is "
    "what concerns oneself. **Bold** fields must be given. A question mark is behind what may be `null`. What a field "
    "of words may say, where only some words are known, the refusal tells."
)
REFUSED = (
    "Every refusal is `{code, message, fields}`, in the language of the account; `fields` has a sentence for each "
    "field that cannot be used. A case that may not be opened is refused exactly as one that does not exist."
)
TELLS = {
    400: f"the body cannot be read (`{UNREADABLE}`)",
    401: f"nobody is signed in (`{SIGN_IN}`)",
}
KINDS = {"string": "text", "integer": "number", "boolean": "yes or no", "array": "list", "object": "object"}


def api_page() -> str:
    """The operations, resource by resource, and what a refusal says."""
    description = api.get_openapi_schema()
    tags = dict.fromkeys(str(resource.router.tags[0]) for _, resource in RESOURCES)
    return joined(
        (
            "# The API, operation by operation",
            INTRO,
            *(part for tag in tags for part in _resource(description, tag)),
            heading(2, "Refusals"),
            REFUSED,
            table(("status", "when"), [(str(int(status)), when) for status, when in sorted(_statuses().items())]),
        )
    )


def _resource(description: dict[str, Any], tag: str) -> Iterator[str]:
    rows = [
        (f"`{method.upper()} {path}`", _told(operation), ", ".join(_fields(description, operation)), _asks(operation))
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
        if tag in operation["tags"]
    ]
    yield heading(2, tag.capitalize())
    yield table(("operation", "what it does", "fields", "permission"), rows)


def _told(operation: dict[str, Any]) -> str:
    return str(operation.get("description") or f"{operation['summary']}.")


def _asks(operation: dict[str, Any]) -> str:
    return f"`{operation['x-permission']}`"


def _fields(description: dict[str, Any], operation: dict[str, Any]) -> Iterator[str]:
    """What goes into the address after the question mark, or into the body."""
    for given in operation.get("parameters", []):
        if given["in"] == "query":
            yield _field(given["name"], given["schema"], required=given["required"])
    for content in operation.get("requestBody", {}).get("content", {}).values():
        shape = _resolved(description, content["schema"])
        for name, one in shape.get("properties", {}).items():
            yield _field(name, _resolved(description, one), required=name in shape.get("required", ()))


def _field(name: str, shape: dict[str, Any], *, required: bool) -> str:
    shown = f"**`{name}`**" if required else f"`{name}`"
    return f"{shown} {_kind(shape)}"


def _kind(shape: dict[str, Any]) -> str:
    options = [one for one in shape.get("anyOf", []) if one.get("type") != "null"]
    if options:
        return f"{_kind(options[0])}?"
    words = {"date": "day", "date-time": "moment", "binary": "file"}
    return words.get(shape.get("format", ""), KINDS.get(shape.get("type", ""), "anything plain"))


def _resolved(description: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    place = shape.get("$ref", "").rpartition("/")[2]
    return dict(description["components"]["schemas"][place]) if place else shape


def _statuses() -> dict[int, str]:
    """Two refusals may have one status: they are told together."""
    told = dict(TELLS)
    for error, status in STATUS.items():
        line = f"{(error.__doc__ or error.__name__).splitlines()[0].rstrip('.')} (`{error.code}`)"
        told[int(status)] = f"{told[int(status)]}; {line}" if int(status) in told else line
    return told
