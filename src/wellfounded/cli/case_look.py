"""`wellfounded case list`, `show`, `assess` and `states`: look at cases of the office, as far as one may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.office import colleague, open_office, set_up
from wellfounded.cli.options import command
from wellfounded.cli.summary import show_summary
from wellfounded.cli.terminal import heading, say, table
from wellfounded.letters.assessment.page import view_of

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, Deadline

Number = Annotated[str, typer.Argument(help="The number of the case.", show_default=False)]
By = Annotated[str, typer.Option(help="Your sign-in name.", show_default=False)]


@dataclass(frozen=True, slots=True)
class ListOptions:
    """What `case list` must be told."""

    by: By
    page: Annotated[int, typer.Option(min=1, help="Which page of the list.")] = 1


@dataclass(frozen=True, slots=True)
class OneCase:
    """What `case show` and `case assess` must be told."""

    number: Number
    by: By


@dataclass(frozen=True, slots=True)
class NoOptions:
    """`case states` asks nothing."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    command(app, "list", options=ListOptions, example="wellfounded case list --by mina")(run_list)
    command(app, "show", options=OneCase, example="wellfounded case show C-2H7K-Q --by mina")(run_show)
    command(app, "assess", options=OneCase, example="wellfounded case assess C-2H7K-Q --by mina")(run_assess)
    command(app, "states", options=NoOptions, example="wellfounded case states")(run_states)


def run_list(options: ListOptions) -> None:
    """List your open cases: imminent return first, then the oldest."""
    with open_office():
        from wellfounded.cases.worklists import mine  # noqa: PLC0415 - needs Django set up

        found = mine(colleague(options.by), page=options.page)
        rows = [
            (
                line.number,
                str(line.state.label),
                str(line.priority.label),
                line.in_state_since.isoformat(),
                line.due_on.isoformat() if line.due_on else "",
            )
            for line in found.lines
        ]
    table(("case", "state", "priority", "since", "due"), rows)
    if found.more:
        say(f"There are more: --page {options.page + 1}.")


def run_show(options: OneCase) -> None:
    """Show where a case stands, and who the person is as far as you may know it. The reading is logged."""
    with open_office():
        from wellfounded.cases.access import open_case  # noqa: PLC0415 - needs Django set up
        from wellfounded.cases.permissions import Permission, may  # noqa: PLC0415 - needs Django too

        user = colleague(options.by)
        case = open_case(user, options.number)
        say(case.number, style="bold")
        _show_head(case)
        if may(user, Permission.IDENTITY_READ, case=case):
            _show_person(user, case)


def _show_head(case: Case) -> None:
    from wellfounded.cases.registration_policies import assignments_in_force  # noqa: PLC0415 - needs Django set up

    say(f"  State: {case.get_state_display()}, priority: {case.get_priority_display()}")
    say(f"  Profile: {case.profile}, host: {case.host}, claim made: {case.claim_date}")
    for one in assignments_in_force(case).select_related("user"):
        say(f"  {one.get_relation_display().capitalize()}: {one.user.username}")
    for term in case.deadlines.filter(settled_at=None):
        say(f"  {term.get_kind_display()}: until {term.due_on}{_from(term)}")
        for doubt in term.what_is_not_known:
            say(f"    {doubt}")
        if term.latest_on is not None and term.latest_on > term.due_on:
            say(f"    Keep this day. None that comes until {term.latest_on} is called late.")


def _from(term: Deadline) -> str:
    event = f": {term.get_start_display()}" if term.start else ""
    return f", from {term.from_day}{event}"


def _show_person(user: User, case: Case) -> None:
    from wellfounded.cases.registration import registration_of  # noqa: PLC0415 - needs Django set up

    found = registration_of(user, case.number)
    heading("The person")
    for name in found.names:
        say(f"  Name: {name.text} ({name.get_kind_display()})")
    if found.identity is not None:
        said = {"Sex": found.identity.get_sex_display(), "Born": found.identity.birth or ""}
        for label, value in said.items():
            say(f"  {label}: {value or 'not known or not asked'}")
    for one in found.case.person.nationalities.all():
        say(f"  Nationality: {one.country or 'stateless'}")


def run_assess(options: OneCase) -> None:
    """Show what follows from the record of a case. The program decides nothing: a person does."""
    with open_office():
        from wellfounded.cases.access import open_case  # noqa: PLC0415 - needs Django set up
        from wellfounded.cases.permissions import Permission  # noqa: PLC0415 - needs Django too
        from wellfounded.cases.screening import screen  # noqa: PLC0415 - needs Django too

        case = open_case(colleague(options.by), options.number, permission=Permission.ASSESSMENT_READ)
        show_summary(view_of(screen(case)))


def run_states(_options: NoOptions) -> None:
    """List the states that a case goes through, and where each leads."""
    set_up()
    from wellfounded.cases.states import TRANSITIONS, State  # noqa: PLC0415 - needs Django set up

    rows = [
        (str(state), str(state.label), ", ".join(str(end.label) for end in State if end in TRANSITIONS[state]))
        for state in State
    ]
    table(("state", "in words", "goes on to"), rows)
