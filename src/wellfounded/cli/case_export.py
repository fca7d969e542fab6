"""`wellfounded case export`: something of a case leaves the office, through the gate, sealed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.office import OfficeError, ask, colleague, open_office
from wellfounded.cli.options import command
from wellfounded.cli.stopping import if_stopped
from wellfounded.cli.terminal import say
from wellfounded.cli.writable import writable
from wellfounded.law.atomic import write_atomically
from wellfounded.vault.passphrase import check_new

EXAMPLE = 'wellfounded case export C-2H7K-Q --by ada --purpose "second look at the law" --out case.json.age'


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What `case export` may be told."""

    number: Annotated[str, typer.Argument(help="The number of the case.", show_default=False)]
    by: Annotated[str, typer.Option(help="Your sign-in name.", show_default=False)]
    purpose: Annotated[str, typer.Option(help="For what it leaves; the log tells that it left.", show_default=False)]
    out: Annotated[Path, typer.Option(help="The sealed file to write.", show_default=False)]
    kind: Annotated[
        str,
        typer.Option(
            help="case_file, bundle, decision_pdf, decision_docx, brief_pdf, brief_docx, own_file, register_csv, "
            "register_xlsx, extract, state_letter."
        ),
    ] = "case_file"
    to: Annotated[str, typer.Option(help="office, applicant, counsel, or other with a recorded consent.")] = "office"
    recipient: Annotated[str, typer.Option(help="With --to other: who, as in the consent.")] = ""
    state: Annotated[str, typer.Option(help="With --to other: the State of the recipient, like CAN.")] = ""
    language: Annotated[str, typer.Option(help="Of a paper: en, ko or zh-hans.")] = ""


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "export", options=ExportOptions, example=EXAMPLE)(run)


@if_stopped("Unless the file is there, nothing left. Ask for it again: the log tells of each copy.")
def run(options: ExportOptions) -> None:
    """Let something of a case out, once, through the gate. What is written is sealed with a passphrase."""
    if options.out.exists():
        raise OfficeError(f"{options.out} is there already. Choose another name; it stays as it is.")
    writable([options.out])  # it is made once, and the log tells that it left: not for a folder that is not there
    with open_office():
        from wellfounded.cases.actions.ask_export import ExportAsked, ask_export  # noqa: PLC0415 - needs Django set up
        from wellfounded.letters.gate import let_out  # noqa: PLC0415 - needs Django too

        user = colleague(options.by)
        chosen = "" if options.to == "other" else new_passphrase()
        asked = ExportAsked(
            kind=options.kind,
            numbers=(options.number,),
            recipient_kind=options.to,
            purpose=options.purpose,
            recipient=options.recipient,
            recipient_state=options.state,
            language=options.language,
        )
        product = let_out(user, ask_export(user, asked).pk, passphrase=chosen)
    write_atomically(options.out, product.content)
    say(f"{options.out}: sealed. Inside is {product.name.removesuffix('.age')}.")
    for name, value in product.cover.lines:
        say(f"  {name}: {value}")
    say("Open it with any age program; a case file also with: wellfounded case open")


def new_passphrase() -> str:
    """Asked for twice, before anything leaves."""
    chosen = ask("A passphrase for the file, at least 12 characters: ")
    if ask("The same again: ") != chosen:
        raise OfficeError("The two passphrases are not the same. Nothing left.")
    check_new(chosen)
    return chosen
