"""Whether files that a command was asked to write can be written, told before any work is done."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wellfounded.law.errors import Code, InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


def writable(paths: Sequence[Path], *, read: Iterable[Path] = ()) -> None:
    """Raise every reason why one of these cannot be written, or would take the place of another.

    `read`: what the same command reads. A register that its own hits took the place of would be gone.
    """
    given = tuple(read)
    problems = [p for place, path in enumerate(paths) for p in _problems(path, before=paths[:place], read=given)]
    if problems:
        raise InputError(problems)


def would_replace(path: Path, read: Iterable[Path]) -> Problem | None:
    """The problem with a file that the same command reads, under whatever name; None when it is none of these."""
    if not any(_same(path, one) for one in read):
        return None
    message = "This command reads that very file."
    return Problem(Code.WRITE_REFUSED, message, "Name another file to write; this one stays as it is.", str(path))


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """No other run that asks for the same meanwhile. The folder is locked, since a file in it is replaced.

    Raises:
        InputError: it cannot be opened.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        message, mend = f"The folder cannot be opened: {error.strerror}.", "Check the name, and that it is yours."
        raise InputError.one(Problem(Code.FILE_UNREADABLE, message, mend, str(folder))) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _problems(path: Path, *, before: Sequence[Path], read: Iterable[Path]) -> Iterator[Problem]:
    folder = path.absolute().parent
    if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        mend = "Name a file in a folder where you may write."
        yield Problem(Code.WRITE_REFUSED, "Nothing can be written here.", mend, str(path))
    elif path.absolute() in {one.absolute() for one in before}:
        yield Problem(Code.WRITE_REFUSED, "Two outputs have the same name.", "Give each its own name.", str(path))
    elif (problem := would_replace(path, read)) is not None:
        yield problem
