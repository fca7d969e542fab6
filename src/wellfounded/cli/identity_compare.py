"""`wellfounded identity compare`: may two written names be one name, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from wellfounded.cli.terminal import paragraph, say
from wellfounded.identity.names.channel import THRESHOLD
from wellfounded.identity.names.compare import LIKELY, NameComparison, compare_names, every_answer, read
from wellfounded.law.errors import Code, InputError, Problem

EXAMPLE = 'wellfounded identity compare "김정은" "Kim Jong Un"'
KINDS = {"Korean": "a Korean name", "Chinese": "a Chinese name", "any alphabet": "a name of any people, by its letters"}
SCALE = f"above {THRESHOLD:g}: possible; from {LIKELY:g}: likely, if no other name fits"
LEAD = "A name is a lead and no proof: dates, places and kin must say the rest, and a person decides."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare", epilog=f"Example: {EXAMPLE}", context_settings={"allow_extra_args": True})(run)


def run(
    left: Annotated[str, typer.Argument(metavar="NAME", help="A name in any script.", show_default=False)],
    right: Annotated[str, typer.Argument(metavar="NAME", help="The other name.", show_default=False)],
    *,
    typed: typer.Context,
) -> None:
    """Say whether two written names may be one: likely, possible, different, or cannot compare."""
    if typed.args:  # the shell has parted a name at its blanks
        message = f"Two names are compared, and here are {2 + len(typed.args)} words."
        raise InputError.one(Problem(Code.WRONG_OPTION, message, f"Quote a name that has blanks: {EXAMPLE}", "NAME"))
    found = compare_names(left, right)
    show(left, right, found=found)
    for name, likeness in every_answer(read(left), read(right)):
        if name != found.channel:
            paragraph(f"As {KINDS[name]}: {likeness.left} beside {likeness.right}, score {likeness.score:+.1f}.")


def show(left: str, right: str, *, found: NameComparison) -> None:
    """The verdict, the reading on each side, and why."""
    say(found.verdict.value.capitalize(), style="bold")
    if found.score is not None:
        say(f"  {left}  read as {found.left}" if found.left not in {"", left} else f"  {left}")
        say(f"  {right}  read as {found.right}" if found.right not in {"", right} else f"  {right}")
        say(f"  score {found.score:+.1f} ({SCALE})")
    if found.why:
        paragraph(found.why)
    if found.score is not None:
        paragraph(LEAD)
