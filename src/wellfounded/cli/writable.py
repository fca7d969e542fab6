"""Whether files that a command was asked to write can be written, told before any work is done."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from wellfounded.law.errors import Code, InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def writable(paths: Sequence[Path]) -> None:
    """Raise every reason why one of these cannot be written, or would take the place of another."""
    problems = [problem for place, path in enumerate(paths) for problem in _problems(path, before=paths[:place])]
    if problems:
        raise InputError(problems)


def _problems(path: Path, *, before: Sequence[Path]) -> Iterator[Problem]:
    folder = path.absolute().parent
    if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        mend = "Name a file in a folder where you may write."
        yield Problem(Code.WRITE_REFUSED, "Nothing can be written here.", mend, str(path))
    elif path.absolute() in {one.absolute() for one in before}:
        yield Problem(Code.WRITE_REFUSED, "Two outputs have the same name.", "Give each its own name.", str(path))
