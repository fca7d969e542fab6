"""`wellfounded case register` and `import`: a new case, from what is said or from a case file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.case_source import source_of
from wellfounded.cli.office import colleague, open_office
from wellfounded.cli.options import command
from wellfounded.cli.terminal import say
from wellfounded.law.document import read_content

REGISTER_EXAMPLE = "wellfounded case register --by mina --name 김은희 --nationality PRK --language ko"
IMPORT_EXAMPLE = "wellfounded case import case.age --by mina"


@dataclass(frozen=True, slots=True)
class RegisterOptions:
    """What `case register` may be told. Nothing but who registers is needed."""

    by: Annotated[str, typer.Option(help="Your sign-in name; registrars only.", show_default=False)]
    name: Annotated[list[str] | None, typer.Option(help="A name as given, in its own script; may be repeated.")] = (
        field(default_factory=lambda: None)
    )
    sex: Annotated[str, typer.Option(help="female, male or other.")] = ""
    birth: Annotated[str, typer.Option(help="As precise as it is known: 1984, 1984-03, about 1984.")] = ""
    nationality: Annotated[str, typer.Option(help="A country code, like PRK.")] = ""
    language: Annotated[str, typer.Option(help="A language code, like ko.")] = ""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What `case import` must be told."""

    file: Annotated[Path, typer.Argument(help="A case file, plain or sealed.", show_default=False)]
    by: Annotated[str, typer.Option(help="Your sign-in name; registrars only.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add both commands."""
    command(app, "register", options=RegisterOptions, example=REGISTER_EXAMPLE)(run_register)
    command(app, "import", options=ImportOptions, example=IMPORT_EXAMPLE)(run_import)


def run_register(options: RegisterOptions) -> None:
    """Register a person and their claim. What is not said now can be added later."""
    with open_office():
        from wellfounded.cases.actions.add_name import NameGiven  # noqa: PLC0415 - needs Django set up
        from wellfounded.cases.actions.register_person import Registration, register_person  # noqa: PLC0415 - the same

        user = colleague(options.by)
        told = Registration(
            names=tuple(NameGiven(text=name) for name in options.name or ()),
            sex=options.sex,
            birth=options.birth,
            nationality=options.nationality,
            language=options.language,
        )
        say(f"Registered: {register_person(user, request=told).number}")


def run_import(options: ImportOptions) -> None:
    """Bring a case file into the register. It gets a number of this office."""
    source = source_of(options.file)
    content = read_content(options.file)
    with open_office():
        from wellfounded.cases.actions.import_case_file import (  # noqa: PLC0415 - needs Django set up
            CaseFileGiven,
            import_case_file,
        )

        given = CaseFileGiven(content=content, passphrase=source.passphrase, file=str(options.file))
        say(f"Brought in: {import_case_file(colleague(options.by), request=given).number}")
