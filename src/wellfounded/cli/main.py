"""The program `wellfounded`. Reading its commands takes a second, in which it can be stopped as well."""

from __future__ import annotations

import io
import sys

from wellfounded.cli import stopping


def main() -> None:
    """Run the program."""
    # A terminal that knows no Hangul shows its codes; without this the first such letter would end the command.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    with stopping.ended_as_by_hand():
        try:
            from wellfounded.cli.program import app  # noqa: PLC0415 - so that a stop while it is read is taken, too
        except KeyboardInterrupt:
            sys.stderr.write("Stopped. Nothing was begun.\n")
            sys.exit(stopping.code())
        app(prog_name="wellfounded")
