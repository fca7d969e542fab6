"""`wellfounded identity dedupe`: a whole register compared with itself, for two people to look through."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.person_list import people_in
from wellfounded.cli.stopping import if_stopped
from wellfounded.cli.terminal import beside, paragraph, say
from wellfounded.cli.weighed_table import weighed_table
from wellfounded.cli.writable import writable
from wellfounded.identity.batch.dedupe import Batch, Deduped, Progress, cleared, dedupe
from wellfounded.identity.batch.engines import ON_THIS_MACHINE, EngineMissingError, EngineName, RegisterTooLargeError
from wellfounded.identity.batch.shares import NotSharesError, written
from wellfounded.identity.batch.work_folder import NotAWorkFolderError
from wellfounded.identity.record import Record
from wellfounded.law.atomic import write_atomically
from wellfounded.law.errors import Code, InputError, Problem

EXAMPLE = "wellfounded identity dedupe register.csv -o pairs.csv"
LEAD = "Nothing is merged. Each pair is a lead for two people to look at, and they may say that it cannot be said."
NEEDS = {
    EngineName.DUCKDB: "Run: pip install 'wellfounded[linkage]'",
    EngineName.SPARK: "Run: pip install 'wellfounded[spark]', and on Debian: apt-get install default-jre-headless",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("dedupe", epilog=f"Example: {EXAMPLE}")(run)


@if_stopped("What was done lies encrypted beside the output. Give the same command again, and it goes on.")
def run(
    people: Annotated[Path, typer.Argument(metavar="REGISTER", help="CSV, XLSX, XML or FollowTheMoney.")],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="The pairs as a table, CSV, likeliest first.")],
    engine: Annotated[EngineName, typer.Option(help="DuckDB on this machine, or Spark.")] = EngineName.DUCKDB,
    master: Annotated[str, typer.Option(help="Where Spark runs: local[*] or spark://host:7077.")] = ON_THIS_MACHINE,
    shares: Annotated[Path | None, typer.Option(help="What to weigh by: read if it is there, else written.")] = None,
) -> None:
    """Find the pairs in a register that may be one person, with what speaks for and against each.

    A register of 2,000 or more teaches what agreement is worth in it. What is done is kept, encrypted, in a folder
    beside the output until the pairs are written: run the same command again after a break, and it goes on where it
    was.
    """
    writable([out] if shares is None else [out, shares], read=[people])
    records = people_in(people).records
    folder = out.with_name(f"{out.name}.work")
    given = shares.read_text(encoding="utf-8") if shares and shares.is_file() else None
    done = _deduped(records, Batch(engine, master, folder, given))
    rows = ((pair.one, pair.other, pair.weighing) for pair in done.pairs)
    write_atomically(out, weighed_table(rows, sides=("one", "other")))
    if shares and given is None:
        write_atomically(shares, written(done.weights).encode())
    cleared(folder)
    pairs = "1 pair" if len(done.pairs) == 1 else f"{len(done.pairs):,} pairs"
    say(f"{pairs} among {len(records):,} records. Written: {out}")
    say(f"Weighed by shares {done.weights.training.value}.")
    paragraph(LEAD)


def _deduped(records: Sequence[Record], batch: Batch) -> Deduped:
    try:
        with beside.status("Comparing …") as status:

            def told(one: Progress) -> None:
                status.update(f"{one.stage.value.capitalize()}: {one.done:,} of {one.of:,} …")
                if not beside.is_terminal and one.done == one.of:
                    beside.print(f"{one.stage.value.capitalize()}: done")

            return dedupe(records, batch, told=told)
    except EngineMissingError as missing:
        raise InputError.one(Problem(Code.ENGINE_MISSING, f"{missing}.", NEEDS[batch.engine])) from None
    except NotSharesError as wrong:
        mend = "Give a file that this command wrote with --shares, or name one that is not there."
        raise InputError.one(Problem(Code.FILE_UNREADABLE, f"{wrong}", mend)) from None
    except RegisterTooLargeError as large:
        mend = "Use a machine with more memory, or Spark. Nothing was laid down on a disk in clear."
        raise InputError.one(Problem(Code.LIST_UNREADABLE, f"The memory is full. {large}", mend)) from None
    except OSError as refused:
        message = f"What is done meanwhile cannot be kept: {refused.strerror or refused}."
        mend = "Make room there, or name a file elsewhere. The same command then goes on where it was."
        raise InputError.one(Problem(Code.WRITE_REFUSED, message, mend, str(batch.folder))) from None
    except NotAWorkFolderError as refused:
        mend = "Name another file for the pairs, or take that folder away."
        raise InputError.one(Problem(Code.WRITE_REFUSED, f"{refused}", mend, str(batch.folder))) from None
