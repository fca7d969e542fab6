"""`wellfounded cohort`: a whole caseload at once, and whose finding changes when the law or a country fact does."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.caseload import Run, run_of
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.law_diff import law_named
from wellfounded.cli.options import command
from wellfounded.cli.outputs import Kind, Output, problems_of
from wellfounded.cli.terminal import heading, say, table, working
from wellfounded.law.cohort_file import Table, read_table
from wellfounded.law.cohort_findings import changes
from wellfounded.law.country_name import entity_name
from wellfounded.law.evaluate import Standing
from wellfounded.letters.assessment.wording import MET, NOT_MET, OPEN, PERSON

if TYPE_CHECKING:
    from wellfounded.law.assess import Key

EXAMPLE = "wellfounded cohort people.csv --profile unhcr --suppose PRK.exit_punished_severely=established"
WORDS = (NOT_MET, OPEN, MET)
ROWS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class CohortOptions:
    """What `cohort` may be told."""

    file: Annotated[
        Path, typer.Argument(help="CSV or Parquet: a row a person, columns like PRK.is_outside.", show_default=False)
    ]
    profile: Annotated[str, typer.Option(help="A profile, PROFILE@VERSION or PROFILE@DAY.")] = "unhcr"
    then: Annotated[str | None, typer.Option(metavar="PROFILE", help="Compare with this law.")] = None
    suppose: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=WORD", help="Compare with this fact set for everybody; may be given again."),
    ] = field(default_factory=lambda: None)
    host: Annotated[str, typer.Option(help="The State where the people are.")] = "CHN"
    decision: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day on which risk is judged; today if left out.")
    ] = None
    all_put: Annotated[bool, typer.Option("--all-put", help="Every adverse point was put to everybody.")] = False
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write every person's findings as CSV.")] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "cohort", options=CohortOptions, example=EXAMPLE)(run)


def run(options: CohortOptions) -> None:
    """Show the findings of a whole caseload, and whose finding changes when the law or a country fact changes.

    Exactly the findings that “assess” gives each person. Nobody is scored or ranked: the rows keep their order.
    """
    inputs = Inputs()
    day = inputs.day(options.decision, "--decision") or datetime.now(UTC).date()
    host = inputs.host(options.host)
    outputs = [] if options.out is None else [Output(Kind.CSV, options.out)]
    inputs.problems.extend(problems_of(outputs, read=[options.file]))
    library = inputs.library()
    law = law_named(options.profile, library, inputs=inputs)
    then = law if options.then is None else law_named(options.then, library, inputs=inputs)
    inputs.finish()
    if law is None or then is None:
        raise AssertionError("a law that cannot be read is a problem")
    standing = Standing(closed=False, everything_put=options.all_put, host=host, decision=day)
    with working("Reading the caseload"):
        people = read_table(options.file, law)
    with working("Working through everybody"):
        before = run_of(people, law, standing=standing)
        after = run_of(people, then, standing=standing, suppose=options.suppose or ())
    _show(people, before)
    if options.then or options.suppose:
        _show_changes(people, before, after=after)
    for output in outputs:
        output.write(_as_csv(people, before))
        say(f"Written: {output.path}")


def _show(people: Table, run: Run) -> None:
    say(
        f"{len(people.labels):,} {'person' if len(people.labels) == 1 else 'people'}, {run.law.profile.title}",
        style="bold",
    )
    rows = []
    for key, values in run.findings.items():
        counts = [int((values == value).sum()) for value in range(len(WORDS))]
        rows.append((_title(key, run), *(f"{counts[WORDS.index(word)]:,}" for word in (MET, OPEN, NOT_MET))))
    table(("finding", MET, OPEN, NOT_MET), rows)


def _title(key: Key, run: Run) -> str:
    return f"{run.law.criteria[key[0]].title} ({entity_name(key[1]) or PERSON})"


def _show_changes(people: Table, before: Run, *, after: Run) -> None:
    """Whose finding changes: how many, and the first of them by the file's own labels."""
    heading(f"What changes ({after.law.profile.title})")
    for column in people.ignored(after.law):
        say(f"  The column {column} counts for nothing under this law: no person finds that there.")
    for key, values in before.findings.items():
        if key not in after.findings:
            say(f"  {_title(key, before)}: not asked under the other law.")
            continue
        found = changes(values, after.findings[key])
        say(f"  {_title(key, before)}: {len(found):,} of {len(people.labels):,} change.")
        for change in found[:ROWS_SHOWN]:
            say(f"    {people.labels[change.row]}: {WORDS[change.before]} → {WORDS[change.after]}")
        if len(found) > ROWS_SHOWN:
            say(f"    … and {len(found) - ROWS_SHOWN:,} more.")


def _as_csv(people: Table, run: Run) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["case", *(f"{entity}.{name}" for name, entity in run.findings)])
    for row, label in enumerate(people.labels):
        writer.writerow([label, *(WORDS[values[row]] for values in run.findings.values())])
    return stream.getvalue().encode()
