"""`wellfounded identity score`: a whole table of pairs of names, to measure the comparison on one's own pairs."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.stopping import if_stopped
from wellfounded.cli.terminal import say, working
from wellfounded.cli.writable import writable
from wellfounded.identity.lists.read import MOST_BYTES
from wellfounded.identity.names.pairs import PairsError, scored
from wellfounded.law.atomic import write_atomically
from wellfounded.law.errors import Code, InputError, Problem

EXAMPLE = "wellfounded identity score pairs.tsv -o scored.tsv"
TSV = "Give a table in UTF-8 with tabs between its columns, name1 and name2 among them."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("score", epilog=f"Example: {EXAMPLE}")(run)


@if_stopped("Nothing was written.")
def run(
    pairs: Annotated[Path, typer.Argument(help="Tab-separated, with columns name1 and name2.", show_default=False)],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="The same table with a score and a verdict a row.")],
) -> None:
    """Score every pair of a table. One wrong row, and nothing is written; all of them are named."""
    writable([out], read=[pairs])
    text = _text_of(pairs)
    try:
        with working("Comparing"):
            table = scored(text)
    except PairsError as error:
        raise InputError(
            Problem(Code.PAIRS_ROW, one.message, one.mend, str(pairs), one.line) for one in error.problems
        ) from None
    write_atomically(out, table.encode())
    pairs_scored = table.count("\n") - 1
    say(f"{'1 pair' if pairs_scored == 1 else f'{pairs_scored:,} pairs'}. Written: {out}")


def _text_of(path: Path) -> str:
    coding = "utf-8-sig"
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            problem = Problem(Code.FILE_UNREADABLE, "The table is larger than 300 MB.", "Divide it.", str(path))
            raise InputError.one(problem)
        if not content:
            raise InputError.one(Problem(Code.FILE_UNREADABLE, "The file is empty.", TSV, str(path)))
        # What Excel calls “Unicode text” is a table with tabs in UTF-16.
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            coding = "utf-16"
        return content.decode(coding)
    except FileNotFoundError:
        problem = Problem(Code.FILE_MISSING, "There is no such file.", "Check the name and the folder.", str(path))
    except IsADirectoryError:
        problem = Problem(Code.FILE_UNREADABLE, "This is a folder, not a file.", TSV, str(path))
    except PermissionError:
        problem = Problem(Code.FILE_UNREADABLE, "This file may not be read.", "Ask whoever owns it.", str(path))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"This is no text in {coding.removesuffix('-sig').upper()}."
        problem = Problem(Code.FILE_UNREADABLE, message, TSV, str(path), line)
    raise InputError.one(problem)
