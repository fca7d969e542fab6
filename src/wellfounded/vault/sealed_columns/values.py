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


class NotOurs(SealedToYou):
    """Somebody looked into what the program never wrote."""

    code = "WF-121"

    def __init__(self) -> None:
        VaultError.__init__(
            self, gettext("This part of the file was not written by this program: somebody changed the database.")
        )


class TextToLay(str):
    """On its way into the table."""

    __slots__ = ()


class BytesToLay(bytes):
    """On its way into the table."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class DataToLay:
    """Data that goes back as it lay."""

    data: Any


class InClear(str):
    """Words of the program itself, such as “(erased)”, that may stand in a sealed column as they are."""

    __slots__ = ()


# All that the program itself puts there. Any other words in clear are somebody else's.
OWN_WORDS: set[str] = set()


def in_clear(words: str) -> InClear:
    OWN_WORDS.add(words)
    return InClear(words)


class Closed(str):
    """A text that nobody here can open. It reads “sealed”, and goes back into its row as it lay there."""

    __slots__ = ("sealed",)
    sealed: str

    def __new__(cls, sealed: str) -> Self:
        made = super().__new__(cls, gettext("sealed"))
        made.sealed = sealed
        return made


class Foreign(Closed):
    """What the program never wrote: words in clear, or sealed words that were changed or stood elsewhere.

    It reads as what it is instead of as what somebody told, and goes back into its row as it lay there.
    """

    __slots__ = ()

    def __new__(cls, lies: str) -> Self:
        made = str.__new__(cls, gettext("not written by this program"))
        made.sealed = lies
        return made


class ClosedBytes(bytes):
    """Bytes that nobody here can open, or that the program never wrote."""

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
    def of(cls, closed: Closed) -> ClosedDate:
        return cls(f"({closed})", Calendar.USUAL, Precision.WORDS, (ALWAYS,), said="", sealed=closed.sealed)


class ClosedData(dict[str, Any]):
    """The same of data: whoever looks into it is refused, and it goes back as it lay there."""

    def __init__(self, sealed: Any, *, refusal: type[SealedToYou] = SealedToYou) -> None:
        super().__init__()
        self.sealed, self._refusal = sealed, refusal

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise self._refusal

    def __iter__(self) -> Iterator[str]:
        raise self._refusal

    __getitem__ = __contains__ = __len__ = __eq__ = __or__ = get = keys = values = items = copy = pop = _refuse
    __hash__ = None
