"""`wellfounded lists show`, `import`, `screen`, `hit` and `judge`: lists from outside. A hit is a lead and no more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.matching.side_by_side import By, Reason, Verdict, show_weights
from wellfounded.cli.office import colleague, open_office
from wellfounded.cli.options import command
from wellfounded.cli.terminal import say
from wellfounded.law.document import read_content

IMPORT_EXAMPLE = (
    'wellfounded lists import missing.csv --kind missing --title Missing --source "A list of 2026-11-02" --by mira'
)
Listed = Annotated[int, typer.Argument(help="The number of the list, as `lists show` gives it.", show_default=False)]
Hit = Annotated[int, typer.Argument(help="The number of the hit, as `lists show` gives it.", show_default=False)]


@dataclass(frozen=True, slots=True)
class ShowOptions:
    """What `lists show` must be told."""

    by: By
    listed: Annotated[int, typer.Option("--list", help="The hits of this list; without it, every list.")] = 0


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What `lists import` must be told."""

    file: Annotated[Path, typer.Argument(help="CSV, XLSX, UN or OFAC XML, FollowTheMoney.", show_default=False)]
    kind: Annotated[str, typer.Option(help="missing, repatriated or sanctions.", show_default=False)]
    title: Annotated[str, typer.Option(help="Its title.", show_default=False)]
    source: Annotated[str, typer.Option(help="Where it comes from, and of which day it is.", show_default=False)]
    by: By
    without_refused: Annotated[
        bool, typer.Option("--without-refused", help="Bring in the rest without the rows that are refused.")
    ] = False


@dataclass(frozen=True, slots=True)
class OneList:
    """What `lists screen` must be told."""

    listed: Listed
    by: By


@dataclass(frozen=True, slots=True)
class OneHit:
    """What `lists hit` must be told."""

    hit: Hit
    by: By


@dataclass(frozen=True, slots=True)
class JudgeOptions:
    """What `lists judge` must be told."""

    hit: Hit
    verdict: Verdict
    reason: Reason
    by: By


def register(app: typer.Typer) -> None:
    """Add the commands."""
    judge = 'wellfounded lists judge 7 --verdict different --reason "Another year." --by mira'
    command(app, "show", options=ShowOptions, example="wellfounded lists show --list 3 --by mira")(run_show)
    command(app, "import", options=ImportOptions, example=IMPORT_EXAMPLE)(run_import)
    command(app, "screen", options=OneList, example="wellfounded lists screen 3 --by mira")(run_screen)
    command(app, "hit", options=OneHit, example="wellfounded lists hit 7 --by mira")(run_hit)
    command(app, "judge", options=JudgeOptions, example=judge)(run_judge)


def run_show(options: ShowOptions) -> None:
    """Show every list, or the hits of one."""
    with open_office():
        from wellfounded.cases.list_hits import lists_of_office, open_list  # noqa: PLC0415 - needs Django set up

        user = colleague(options.by)
        if not options.listed:
            for one in lists_of_office(user):
                say(f"{one.pk}  {one.title} ({one.get_kind_display()}): {one.entries.count()} people")
            return
        opened = open_list(user, options.listed)
        say(f"{opened.listed.title}: {opened.size} people, {opened.rest} not compared yet", style="bold")
        for hit in opened.hits:
            said = len(hit.judgements.all())
            say(f"  {hit.pk}  {hit.person} may be {hit.entry.number}: {hit.get_reason_display()} ({said} judged)")


def run_import(options: ImportOptions) -> None:
    """Bring in a list. Every refused row is told; then nothing comes in, unless the rest is wanted."""
    content = read_content(options.file)
    with open_office():
        from wellfounded.cases.actions.import_list import ListGiven, import_list  # noqa: PLC0415 - needs Django set up

        asked = ListGiven(
            kind=options.kind,
            title=options.title,
            source=options.source,
            content=content,
            without_refused=options.without_refused,
        )
        report = import_list(colleague(options.by), request=asked)
        for problem in report.problems:
            say(f"{problem.where}: {problem.message} {problem.mend}")
        if report.listed is None:
            say(f"Nothing was brought in: {report.refused} rows are refused.")
            raise typer.Exit(2)
        say(f"Brought in as list {report.listed.pk}: {report.entries} people.")


def run_screen(options: OneList) -> None:
    """Hold a whole list against the register, from where it was left. Whoever made the list learns nothing."""
    with open_office():
        from wellfounded.cases.actions.screen_list import Screening, screen_list  # noqa: PLC0415 - needs Django set up
        from wellfounded.cases.list_hits import open_list  # noqa: PLC0415 - needs Django set up

        user = colleague(options.by)
        compared = found = 0
        while True:
            made = screen_list(user, request=Screening(listed=options.listed))
            compared, found = compared + made.compared, found + made.found
            if not open_list(user, options.listed).rest:
                break
    say(f"Compared: {compared} of the list. New leads: {found}.")


def run_hit(options: OneHit) -> None:
    """Show somebody of the register beside an entry of a list. The reading is logged."""
    with open_office():
        from wellfounded.cases.list_hits import open_list_hit  # noqa: PLC0415 - needs Django set up

        opened = open_list_hit(colleague(options.by), options.hit)
        reference = opened.side.person.reference
        show_weights(opened.weighing, sides=(reference, opened.entry.key), keepers=opened.keepers)
        for one in opened.others:
            say(f"{one.by}: {one.get_verdict_display()}. {one.reason}")


def run_judge(options: JudgeOptions) -> None:
    """Say whether somebody of the register is the one on a list. It stays a lead, and goes to no case."""
    with open_office():
        from wellfounded.cases.actions.judge_list_hit import ListHitJudged, judge_list_hit  # noqa: PLC0415 - needs Django set up

        asked = ListHitJudged(hit=options.hit, verdict=options.verdict, reason=options.reason)
        judge_list_hit(colleague(options.by), request=asked)
    say("Kept. It stays a lead.")
