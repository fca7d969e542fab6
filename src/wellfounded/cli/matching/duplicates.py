"""`wellfounded duplicates list`, `compare`, `show` and `judge`: who may be in the register twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from wellfounded.cli.matching.side_by_side import By, Reason, Verdict, show_weights
from wellfounded.cli.office import colleague, open_office
from wellfounded.cli.options import command
from wellfounded.cli.terminal import say

Lead = Annotated[int, typer.Argument(help="The number of the pair, as `duplicates list` gives it.", show_default=False)]


@dataclass(frozen=True, slots=True)
class ByMatcher:
    """What `duplicates list` and `compare` must be told."""

    by: By


@dataclass(frozen=True, slots=True)
class OnePair:
    """What `duplicates show` must be told."""

    lead: Lead
    by: By


@dataclass(frozen=True, slots=True)
class JudgeOptions:
    """What `duplicates judge` must be told."""

    lead: Lead
    verdict: Verdict
    reason: Reason
    by: By


def register(app: typer.Typer) -> None:
    """Add the commands."""
    judge = 'wellfounded duplicates judge 12 --verdict same --reason "One paper, one village." --by mira'
    command(app, "list", options=ByMatcher, example="wellfounded duplicates list --by mira")(run_list)
    command(app, "compare", options=ByMatcher, example="wellfounded duplicates compare --by mira")(run_compare)
    command(app, "show", options=OnePair, example="wellfounded duplicates show 12 --by mira")(run_show)
    command(app, "judge", options=JudgeOptions, example=judge)(run_judge)


def run_list(options: ByMatcher) -> None:
    """List the pairs that wait for you, for somebody else, or to be merged."""
    with open_office():
        from wellfounded.cases.duplicate_pairs import queue_of  # noqa: PLC0415 - needs Django set up

        queue = queue_of(colleague(options.by))
        parts = {
            "For you to look at": queue.mine,
            "You have judged; somebody else has to look as well": queue.others,
            "Said to be one person, not merged": queue.same,
            "Read as one": queue.merged,
        }
        for told, leads in parts.items():
            say(f"{told}: {len(leads)}", style="bold")
            for lead in leads:
                say(f"  {lead.pk}  {lead.person} and {lead.other}: {lead.get_reason_display()}")


def run_compare(options: ByMatcher) -> None:
    """Compare everybody who is new, and every name that was asked for, with the whole register."""
    with open_office():
        from wellfounded.cases.possible_duplicates import work_through  # noqa: PLC0415 - needs Django set up
        from wellfounded.cases.search_hits import work_through_searches  # noqa: PLC0415 - needs Django too

        user = colleague(options.by)
        people = searches = 0
        while found := work_through(user):
            people += found
        while found := work_through_searches(user):
            searches += found
    say(f"Compared: {people} people, {searches} searches by name.")


def run_show(options: OnePair) -> None:
    """Show a pair with every part of the weight. The reading is logged, and limited per day."""
    with open_office():
        from wellfounded.cases.duplicate_pairs import open_pair  # noqa: PLC0415 - needs Django set up
        from wellfounded.persons.identity_record import record_of  # noqa: PLC0415 - needs Django too

        pair = open_pair(colleague(options.by), options.lead)
        first, second = (one.person for one in pair.sides)
        for person in (first, second):
            say(f"{person.reference}  {' · '.join(record_of(person).names)}", style="bold")
        show_weights(pair.weighing, sides=(first.reference, second.reference), keepers=pair.keepers)
        for one in pair.others:
            say(f"{one.by}: {one.get_verdict_display()}. {one.reason}")
        for added in pair.added():
            say(f"Came since they were merged: {added.key} of {added.row.person}: {added.row}")


def run_judge(options: JudgeOptions) -> None:
    """Say whether two records are of one person. Two who say the same settle it."""
    with open_office():
        from wellfounded.cases.actions.judge_duplicate import (  # noqa: PLC0415 - needs Django set up
            LeadJudged,
            judge_duplicate,
        )

        asked = LeadJudged(lead=options.lead, verdict=options.verdict, reason=options.reason)
        settled = judge_duplicate(colleague(options.by), request=asked).verdict
    say("Settled: two of you say the same." if settled else "Kept. Somebody else has to look as well.")
