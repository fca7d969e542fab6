"""`wellfounded audit verify`: the log of the office, or a file that was exported from one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.audit.note import NoteError
from wellfounded.audit.standalone_verifier import Verifier, summary
from wellfounded.audit.witness import WitnessKey, cosigned_at
from wellfounded.cli.office import OfficeError, open_office
from wellfounded.cli.options import command
from wellfounded.cli.stopping import if_stopped
from wellfounded.cli.terminal import say, working

EXAMPLE = "wellfounded audit verify log.jsonl --key 'wellfounded-log/1f0c…'"
BROKEN = 2


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """What `audit verify` may be told."""

    file: Annotated[Path | None, typer.Argument(help="An exported log or a proof. Without it: the log here.")] = None
    key: Annotated[str | None, typer.Option(help="The line with the log's key that the office published.")] = None
    against: Annotated[list[Path], typer.Option(help="A checkpoint that was kept outside the store.")] = field(
        default_factory=list
    )
    witness: Annotated[list[str], typer.Option(help="The line of a witness who must have signed --against.")] = field(
        default_factory=list
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "verify", options=VerifyOptions, example=EXAMPLE)(run)


@if_stopped("Nothing was changed, and nothing is known of the log.")
def run(options: VerifyOptions) -> None:
    """Recompute everything, and list each thing that does not fit."""
    if options.witness and not options.against:
        raise OfficeError("--witness goes with --against: the checkpoint that the witness signed.")
    if options.file is None:
        _office(options)
    else:
        _file(options.file, options)


def _file(file: Path, options: VerifyOptions) -> None:
    """No store and no passphrase are needed."""
    notes = [read(path) for path in options.against]
    verifier = Verifier(options.key, against=notes, witnesses=options.witness)
    for trouble in verifier.run(read(file)):
        say(f"  {trouble}")
    say(summary(verifier))
    if verifier.troubles:
        raise typer.Exit(BROKEN)


def _office(options: VerifyOptions) -> None:
    if options.key:
        raise OfficeError(
            "--key is for a file: the log of an office knows its own key. Give checkpoints with --against."
        )
    notes = [read(path) for path in options.against]
    _check_witnesses(notes, options.witness)
    with open_office():
        from wellfounded.audit.verify import verify_log  # noqa: PLC0415 - needs Django set up

        with working("Recomputing the log"):
            report = verify_log(against=notes)
    for trouble in report.troubles:
        say(f"  {trouble.place} {trouble.what}")
    looked = f"{report.head.size} entries, {report.erased} of them erased, {report.checkpoints} checkpoints"
    say(f"{looked}: {'everything fits' if report.whole else f'{len(report.troubles)} do not fit'}.")
    if not report.whole:
        raise typer.Exit(BROKEN)
    if not notes:
        say("No checkpoint from outside was given: whoever owns the store could have made all of this anew.")


def _check_witnesses(notes: list[str], witnesses: list[str]) -> None:
    try:
        keys = [WitnessKey.read(line) for line in witnesses]
    except NoteError as error:
        raise OfficeError(str(error)) from None
    for key in keys:
        if any(cosigned_at(note, key) is None for note in notes):
            raise OfficeError(f"{key.name} did not sign a checkpoint that was given, or it was changed since.")


def read(path: Path) -> str:
    """A file of text.

    Raises:
        OfficeError: it cannot be read.
    """
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise OfficeError(f"{path} cannot be read: {getattr(error, 'strerror', None) or 'it is no text'}.") from None
