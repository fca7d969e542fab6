"""An action as an operation: one line for each verb. The action checks, writes and records; nothing is decided here."""

from __future__ import annotations

from dataclasses import dataclass, fields
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest
from ninja import Body, Path, Router

from wellfounded.api.body import LARGEST, body_of, request_of
from wellfounded.api.shapes import REFUSALS, CaseNumber, Done
from wellfounded.api.visitor import user_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from _typeshed import DataclassInstance

    from wellfounded.cases.permissions import Permission

OF_ADDRESS = Annotated[int, Path(ge=0, le=LARGEST)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """An action with its request, its address, and the permission that it asks for.

    A name in braces in the address, like `{interview}`, is the field of that name of the request.
    """

    address: str
    act: Callable[..., Any]
    asked: type[DataclassInstance]
    permission: Permission
    # Where two requests have one name, what this one is called in the description.
    name: str = ""
    # Whether the address begins with the number of a case.
    of_case: bool = True


def of_permission(permission: Permission | None) -> dict[str, Any]:
    """How the description of an operation names its permission; without one, what is one's own."""
    return {"x-permission": str(permission) if permission else "own"}


def add_verbs(router: Router, *verbs: Verb) -> None:
    """Give each verb its operation."""
    for verb in verbs:
        operation = _operation(verb)
        router.post(
            verb.address,
            response={200: Done, **REFUSALS},
            operation_id=verb.act.__name__,
            summary=verb.act.__name__.replace("_", " ").capitalize(),
            description=(verb.act.__doc__ or "").split("\n")[0],
            openapi_extra=of_permission(verb.permission),
        )(operation)


def _operation(verb: Verb) -> Callable[..., Done]:
    of_address = {field.name for field in fields(verb.asked) if f"{{{field.name}}}" in verb.address}
    if verb.of_case:  # a request may have a number of its own, such as that of a paper
        of_address -= {"number"}
    body = body_of(verb.asked, name=verb.name, without=frozenset(of_address))

    def operation(request: HttpRequest, **given: Any) -> Done:
        named = {name: given[name] for name in of_address}
        asked = request_of(verb.asked, given["body"], **named)
        number = (given["number"],) if verb.of_case else ()
        return Done.of(verb.act(user_of(request), *number, request=asked))

    parameters: Mapping[str, Any] = {
        **({"number": CaseNumber} if verb.of_case else {}),
        **dict.fromkeys(sorted(of_address), OF_ADDRESS),
        "body": Annotated[body, Body()],  # type: ignore[type-arg]  # ninja publishes a function as if it were a class
    }
    operation.__signature__ = Signature(  # type: ignore[attr-defined]  # what ninja reads
        [
            Parameter("request", Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest),
            *(Parameter(name, Parameter.KEYWORD_ONLY, annotation=hint) for name, hint in parameters.items()),
        ]
    )
    operation.__name__ = verb.act.__name__
    return operation
