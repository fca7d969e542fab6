"""What stands in a row of Python where a column is sealed: on its way into the table, or out of it without the key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn, Self

from django.utils.translation import gettext

from wellfounded.identity.dates.partial_date import ALWAYS, Calendar, PartialDate, Precision
from wellfounded.vault.errors import VaultError


class SealedColumnError(TypeError):
    """Words were given to a sealed column past the row that they belong to: a mistake of ours, never of a user."""


class SealedToYou(VaultError):  # noqa: N818 - the word of the screen
    """Somebody without the key looked into what is sealed."""

    code = "WF-120"

    def __init__(self) -> None:
        super().__init__(gettext("This part of the file is sealed, and you have no key to it."))


class TextToLay(str):
    """On its way into the table."""

    __slots__ = ()


class BytesToLay(bytes):
    """On its way into the table."""

    __slots__ = ()


class InClear(str):
    """Words of the program itself, such as “(erased)”, that may stand in a sealed column as they are."""

    __slots__ = ()


def in_clear(words: str) -> InClear:
    return InClear(words)


class Closed(str):
    """A text that nobody here can open. It reads “sealed”, and goes back into its row as it lay there."""

    __slots__ = ("sealed",)
    sealed: str

    def __new__(cls, sealed: str) -> Self:
        made = super().__new__(cls, gettext("sealed"))
        made.sealed = sealed
        return made


class ClosedBytes(bytes):
    """The same of bytes."""

    sealed: bytes

    def __new__(cls, sealed: bytes) -> Self:
        made = super().__new__(cls, b"")
        made.sealed = sealed
        return made


@dataclass(frozen=True)
class ClosedDate(PartialDate):
    """The same of a date: nothing is known of it here."""

    sealed: str = ""

    @classmethod
    def of(cls, sealed: str) -> ClosedDate:
        word = gettext("sealed")
        return cls(f"({word})", Calendar.USUAL, Precision.WORDS, (ALWAYS,), said="", sealed=sealed)


class ClosedData(dict[str, Any]):
    """The same of data: whoever looks into it is refused, and it goes back as it lay there."""

    def __init__(self, sealed: str) -> None:
        super().__init__()
        self.sealed = sealed

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise SealedToYou

    def __iter__(self) -> Iterator[str]:
        raise SealedToYou

    __getitem__ = __contains__ = __len__ = __eq__ = __or__ = get = keys = values = items = copy = pop = _refuse
    __hash__ = None
