"""`wellfounded case seal` and `open`: a case file that only a passphrase opens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.case_source import source_of
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.office import OfficeError, ask
from wellfounded.cli.options import command
from wellfounded.cli.terminal import beside, say
from wellfounded.law.atomic import write_atomically
from wellfounded.law.document import read_text
from wellfounded.vault.sealed import seal

if TYPE_CHECKING:
    from wellfounded.cli.case_source import CaseSource

SEAL_EXAMPLE = "wellfounded case seal case.yaml -o case.age"
OPEN_EXAMPLE = "wellfounded case open case.age"


@dataclass(frozen=True, slots=True)
class SealOptions:
    """What `case seal` must be told."""

    case: Annotated[Path, typer.Argument(help="The case file (YAML or JSON).", show_default=False)]
    out: Annotated[Path, typer.Option("--out", "-o", help="The sealed file to write.", show_default=False)]


@dataclass(frozen=True, slots=True)
class OpenOptions:
    """What `case open` must be told."""

    case: Annotated[Path, typer.Argument(help="A sealed case file.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add both commands."""
    command(app, "seal", options=SealOptions, example=SEAL_EXAMPLE)(run_seal)
    command(app, "open", options=OpenOptions, example=OPEN_EXAMPLE)(run_open)


def run_seal(options: SealOptions) -> None:
    """Seal a case file with a passphrase. Then assess, interview, ask and whatif take the sealed file."""
    if options.out.exists():
        raise OfficeError(f"{options.out} is there already. Choose another name; it stays as it is.")
    source = source_of(options.case)
    if source.sealed:
        raise OfficeError(f"{options.case} is sealed already.")
    inputs = Inputs()
    inputs.case(source, inputs.library())
    inputs.finish()
    chosen = ask("A passphrase for the file, at least 12 characters: ")
    if ask("The same again: ") != chosen:
        raise OfficeError("The two passphrases are not the same. Nothing was written.")
    write_atomically(options.out, seal(read_text(options.case).encode(), chosen))
    say(f"{options.out}: sealed. Without the passphrase nobody opens it, you neither.")
    say(f"{options.case} is still here in clear. If it is about a real person, erase it and whatever copies it has.")


def run_open(options: OpenOptions) -> None:
    """Show what a sealed case file holds. No plain copy is written."""
    say(opened(source_of(options.case)).rstrip("\n"))
    beside.print("Shown on this screen only. A copy of it in clear would not be protected.")


def opened(source: CaseSource) -> str:
    """The text of a file that must be sealed."""
    if not source.path.exists():
        raise OfficeError(f"There is no file {source.path}.")
    if not source.sealed:
        raise OfficeError(f"{source.path} is not a sealed file.")
    return source.text()
