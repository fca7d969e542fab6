"""`wellfounded audit witness`: keep watch over the log of somebody else's office, with files alone."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.audit.note import NoteError, open_note
from wellfounded.audit.proof_file import read_given
from wellfounded.audit.tree import Head
from wellfounded.audit.witness import Witness, cosign, new_witness, read_witness
from wellfounded.cli.audit_verify import BROKEN, read
from wellfounded.cli.office import OfficeError
from wellfounded.cli.options import command
from wellfounded.cli.terminal import say
from wellfounded.cli.writable import alone_in, writable
from wellfounded.law.atomic import write_atomically

EXAMPLE = "wellfounded audit witness proof.jsonl --state witness.json --out cosigned.txt"


@dataclass(frozen=True, slots=True)
class WitnessOptions:
    """What `audit witness` may be told."""

    file: Annotated[Path, typer.Argument(help="A checkpoint, or from the second time on the proof since the last one.")]
    state: Annotated[Path, typer.Option(help="Your own file: your key and the last checkpoint that you saw.")]
    out: Annotated[Path, typer.Option(help="The file for the checkpoint with your signature.")]
    name: Annotated[str | None, typer.Option(help="Your name as a witness; the first time only.")] = None
    key: Annotated[str | None, typer.Option(help="The line with the log's key; the first time only.")] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "witness", options=WitnessOptions, example=EXAMPLE)(run)


def run(options: WitnessOptions) -> None:
    """Sign a checkpoint of another office's log, if it follows from the last one that you saw. Needs no store."""
    state = options.state.resolve()
    if options.out.resolve() == state:
        raise OfficeError("--out would take the place of --state, which holds your key. Name another file.")
    writable([options.out])
    with alone_in(state.parent):
        after, note = _signed(options, state=state)
        # First what was seen, then the signature: one that left and was forgotten could be followed by another history.
        _keep(state, after)
        write_atomically(options.out, note.encode())
    say(f"{options.out}: signed. Give it back to the office, and to the other witnesses.")
    say(f"Your key, which others check it with: {after.key().line()}")


def _signed(options: WitnessOptions, *, state: Path) -> tuple[Witness, str]:
    try:
        witness = _witness(options, state=state)
        given = read_given(read(options.file))
        if _seen(witness) == open_note(given.note, witness.log).head:  # again: it is signed anew without a proof
            return cosign(witness, given.note, seconds=int(time.time()))
        _check_begins_where_it_ended(witness, given.older)
        return cosign(witness, given.note, proof=given.proof, seconds=int(time.time()))
    except NoteError as error:
        say(f"{options.file}: {error} Nothing was signed.")
        raise typer.Exit(BROKEN) from None


def _seen(witness: Witness) -> Head | None:
    return open_note(witness.last, witness.log).head if witness.last else None


def _check_begins_where_it_ended(witness: Witness, older: str) -> None:
    if older and open_note(older, witness.log).head != _seen(witness):
        raise NoteError("The proof begins at another checkpoint than the last one that you saw.")


def _witness(options: WitnessOptions, *, state: Path) -> Witness:
    if state.exists():
        if options.name or options.key:
            raise OfficeError(f"{options.state} is there already. --name and --key are for the first time.")
        return _read(options.state)
    if not options.name or not options.key:
        raise OfficeError("The first time, say --name for yourself, and --key with the line that the office published.")
    try:
        return new_witness(options.name, options.key)
    except NoteError as error:
        raise OfficeError(str(error)) from None


def _read(state: Path) -> Witness:
    try:
        return read_witness(read(state))
    except NoteError as error:
        raise OfficeError(f"{state}: {error}") from None


def _keep(path: Path, witness: Witness) -> None:
    """For its owner alone: whoever has it can sign as this witness."""
    write_atomically(path, witness.write().encode())
    path.chmod(0o600)
