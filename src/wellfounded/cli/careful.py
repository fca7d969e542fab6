"""How a command ends: problems of the user's input with 2, a fault with 1, a stop with 130 or 128 and its signal.

Never with a traceback.
"""

from __future__ import annotations

import errno
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer
from rich.text import Text
from typer.core import TyperGroup
from typer.exceptions import TyperException

from wellfounded.cli import stopping
from wellfounded.cli.terminal import beside, show_problems
from wellfounded.law.errors import Code, FaultError, InputError, Problem, WellfoundedError

_NO_ROOM = Problem(
    Code.WRITE_REFUSED, "There is no room left to write.", "Make room on the disk, and give the command again."
)


class CarefulGroup(TyperGroup):
    """The root of all commands."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command, and turn whatever goes wrong into words and an exit code."""
        try:
            return super().invoke(ctx)
        except InputError as error:
            show_problems(error.problems)
            raise typer.Exit(error.exit_code) from None
        except WellfoundedError as error:
            if isinstance(error, FaultError):
                _tell(error)
            else:
                beside.print(Text(_with_code(error)), soft_wrap=True)
            raise typer.Exit(error.exit_code) from None
        except (KeyboardInterrupt, typer.Abort) as stop:
            raise _stopped(stop) from None
        except (TyperException, typer.Exit, BrokenPipeError):
            raise
        except Exception as fault:  # noqa: BLE001 - the last door: a fault is told in words, never as a traceback
            if stopping.came():  # what broke off because of it, in words of its own
                raise _stopped(fault) from None
            if isinstance(fault, OSError) and fault.errno == errno.ENOSPC:
                show_problems([_NO_ROOM])
                raise typer.Exit(InputError.exit_code) from None
            _tell(fault)
            raise typer.Exit(1) from None


def _stopped(stop: BaseException) -> typer.Exit:
    """What the command says of it: where it stands, and what to do. A window that is closed takes no words."""
    said = " ".join(["Stopped.", *getattr(stop, "__notes__", [])])
    with suppress(OSError):
        beside.print(Text(said), soft_wrap=True)
    return typer.Exit(stopping.code())


def _with_code(error: WellfoundedError) -> str:
    """What it says, with the code under which the manual explains it, where it has one."""
    code = getattr(error, "code", "")
    return str(error) if not code or code in str(error) else f"{error} [{code}]"


def _tell(fault: Exception) -> None:
    """A fault in our own words, with the place that helps whoever mends it."""
    frames = traceback.extract_tb(fault.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    what = f"{type(fault).__name__}: {fault}" if str(fault) else type(fault).__name__
    beside.print(Text(f"Something failed that is not your doing: {what} ({place})."), soft_wrap=True)
    beside.print(
        Text(f"Please report this line; leave out what would tell of a person. [{Code.FAULT}]"), soft_wrap=True
    )
