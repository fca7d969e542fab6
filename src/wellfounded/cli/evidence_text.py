"""The text file that a command of evidence was given, with its problems as every command tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.statements.reading import TextError, read_text
from wellfounded.law.errors import Code, InputError, Problem

if TYPE_CHECKING:
    from pathlib import Path


def text_of(path: Path) -> str:
    """The text. Raises `InputError` when there is none to read."""
    if not path.is_file():
        message = "This is a folder, not a file." if path.is_dir() else "There is no such file."
        raise InputError.one(Problem(Code.FILE_MISSING, message, "Check the name.", str(path)))
    try:
        return read_text(path)
    except TextError as error:
        raise InputError.one(Problem(Code.FILE_UNREADABLE, error.what, error.mend, str(path))) from None
    except OSError as error:
        message = f"This file cannot be opened: {error.strerror}."
        raise InputError.one(Problem(Code.FILE_UNREADABLE, message, "Check its rights.", str(path))) from None
