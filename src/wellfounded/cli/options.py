"""Commands whose options are the fields of a dataclass: one with seven options is still a function of one thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

if TYPE_CHECKING:
    import typer

Options = TypeVar("Options")
Run = Callable[[Options], None]


def command(
    app: typer.Typer, name: str, *, options: type[Options], example: str
) -> Callable[[Run[Options]], Run[Options]]:
    """Register a function of `options` as the command `name`. The function's docstring is its help."""
    hints = get_type_hints(options, include_extras=True)
    parameters = [
        Parameter(field.name, Parameter.KEYWORD_ONLY, default=_default(field), annotation=hints[field.name])
        for field in fields(options)  # type: ignore[arg-type]  # any dataclass
    ]

    def register(run: Run[Options]) -> Run[Options]:
        def call(**values: Any) -> None:
            run(options(**values))

        call.__doc__ = run.__doc__
        call.__annotations__ = hints
        call.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # what typer reads
        app.command(name, epilog=f"Example: {example}")(call)
        return run

    return register


def _default(field: Field[Any]) -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else Parameter.empty
