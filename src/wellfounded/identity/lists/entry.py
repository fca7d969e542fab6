"""What a list holds of one person, what could not be used, and the whole of it."""

from __future__ import annotations

from dataclasses import dataclass

from wellfounded.identity.record import Record

OF_THE_TABLE = frozenset({"columns", "above", "sheets", "merged"})
"""Codes of what is left out of a table as a whole, and not of an entry."""


@dataclass(frozen=True, slots=True)
class ListProblem:
    """One row, or one part of a row or of the table, that was not taken.

    Attributes:
        where: the row or entry, as its own file counts or names it.
        message: what is wrong.
        mend: what to do about it.
        refused: whether the whole entry was left out; otherwise only the part was.
        code: a stable word for what is wrong; screens say it in their language.
        value: what the list wrote there, where the message names it.
        detail: why a date cannot be read, as `NotADate.code` says it.
    """

    where: str
    message: str
    mend: str
    refused: bool
    code: str = ""
    value: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PersonList:
    """A list as read: its entries in order, and every problem."""

    kind: str
    records: tuple[Record, ...]
    problems: tuple[ListProblem, ...]


class ListError(ValueError):
    """The file as a whole cannot be read. Nothing of it was taken.

    `code` is a stable word for what is wrong, `value` what the message names: screens say it in their language.
    """

    def __init__(self, message: str, *, mend: str, code: str = "", value: str = "") -> None:
        """Keep the mend beside the message."""
        self.message, self.mend, self.code, self.value = message, mend, code, value
        super().__init__(f"{message} {mend}")
