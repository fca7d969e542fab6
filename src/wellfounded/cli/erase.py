"""`wellfounded erase`: erase parts of a closed file, by two people, and hold one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Annotated

import typer

from wellfounded.cli.office import colleague, open_office
from wellfounded.cli.options import command
from wellfounded.cli.stopping import if_stopped
from wellfounded.cli.terminal import say

ASK = "wellfounded erase ask --case C-2345-6789 --part medical --why retention --by ines"
HOLD = "wellfounded erase hold --case C-2345-6789 --reason 'A court asks.' --by ines"


@dataclass(frozen=True, slots=True)
class AskOptions:
    """What `erase ask` must be told."""

    case: Annotated[str, typer.Option(help="The number of the closed case.")]
    part: Annotated[list[str], typer.Option(help="identity, account, medical, sources, assessment or decision.")]
    why: Annotated[str, typer.Option(help="retention, wish or mistake.")]
    by: Annotated[str, typer.Option(help="Your sign-in name.")]


@dataclass(frozen=True, slots=True)
class DoOptions:
    """What `erase do` must be told."""

    erasure: Annotated[int, typer.Option(help="The number that `erase ask` gave.")]
    by: Annotated[str, typer.Option(help="Your sign-in name: not of the one who asked.")]


@dataclass(frozen=True, slots=True)
class HoldOptions:
    """What `erase hold` must be told."""

    case: Annotated[str, typer.Option(help="The number of the case.")]
    reason: Annotated[str, typer.Option(help="Why nothing of it may be erased.")]
    by: Annotated[str, typer.Option(help="Your sign-in name.")]


@dataclass(frozen=True, slots=True)
class LiftOptions:
    """What `erase lift` must be told."""

    hold: Annotated[int, typer.Option(help="The number that `erase hold` gave.")]
    by: Annotated[str, typer.Option(help="Your sign-in name. Two people lift a hold, one after the other.")]


@dataclass(frozen=True, slots=True)
class SweepOptions:
    """What `erase sweep` must be told."""

    by: Annotated[str, typer.Option(help="Your sign-in name: of an administrator.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help="Erase parts of a closed file, by two people, and hold one.")
    command(group, "ask", options=AskOptions, example=ASK)(ask)
    command(group, "do", options=DoOptions, example="wellfounded erase do --erasure 3 --by rowan")(do)
    command(group, "hold", options=HoldOptions, example=HOLD)(hold)
    command(group, "lift", options=LiftOptions, example="wellfounded erase lift --hold 1 --by ines")(lift)
    command(group, "sweep", options=SweepOptions, example="wellfounded erase sweep --by adil")(sweep)
    app.add_typer(group, name="erase")


def ask(options: AskOptions) -> None:
    """Ask that parts of a closed case are erased; somebody else carries it out."""
    with open_office():
        from wellfounded.cases.actions.ask_erasure import ErasureAsked, ask_erasure  # noqa: PLC0415 - needs Django set up

        request = ErasureAsked(compartments=tuple(options.part), why=options.why)
        made = ask_erasure(colleague(options.by), options.case, request=request)
        say(f"Erasure {made.pk} waits for somebody else: wellfounded erase do --erasure {made.pk}")


@if_stopped("Give it again: it tells whether the erasure was carried out, and ends what was begun.")
def do(options: DoOptions) -> None:
    """Erase what a colleague asked for, and say what could not be confirmed."""
    with open_office():
        from wellfounded.cases.actions.carry_out_erasure import carry_out_erasure  # noqa: PLC0415 - needs Django set up
        from wellfounded.cases.erasure_preview import rows_told  # noqa: PLC0415 - needs Django too

        user = colleague(options.by)
        done = carry_out_erasure(user, options.erasure)
        for part, rows in rows_told(user, done).items():
            say(f"{part}: erased." if rows is None else f"{part}: {sum(rows.values())} rows erased.")
        for missing in done.receipt["not_confirmed"]:
            say(f"  not confirmed: {missing}")


def hold(options: HoldOptions) -> None:
    """Let nothing of a case be erased."""
    with open_office():
        from wellfounded.cases.actions.place_hold import place_hold  # noqa: PLC0415 - needs Django set up

        made = place_hold(colleague(options.by), options.case, reason=options.reason)
        say(f"Hold {made.pk} stands. Nothing of the case is erased until two people lift it.")


def lift(options: LiftOptions) -> None:
    """Lift a hold: the first call asks, the second by somebody else lifts."""
    with open_office():
        from wellfounded.cases.actions.lift_hold import lift_hold  # noqa: PLC0415 - needs Django set up

        found = lift_hold(colleague(options.by), options.hold)
        say("The hold is lifted." if found.lifted_at else "Asked. Somebody else lifts it with the same command.")


@if_stopped("What was written anew by then stays so; the receipts still name the rest. Give it again.")
def sweep(options: SweepOptions) -> None:
    """Take away what a PostgreSQL server keeps of erased rows: as the owner of the tables, when nobody works."""
    with open_office():
        from django.conf import settings  # noqa: PLC0415 - needs Django set up

        from wellfounded.cases.actions.sweep_server import sweep_server  # noqa: PLC0415 - needs Django too

        user = colleague(options.by)
        with import_module(settings.OPENING).as_owner():
            done = sweep_server(user)
        say(f"{done.tables} tables were written anew.")
        if not done.statistics:
            say("  not done: the statistics of the server, which keep samples of columns. Its keeper has to.")
        if not done.log:
            say("  not done: the write-ahead log of the server. Its keeper has to, as the manual says.")
