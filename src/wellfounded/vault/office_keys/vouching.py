"""Which public halves are the office's own. The log knows them, and stands on a floor above: that floor says it here.

Whoever can write the file of the key store could put a half of their own in the place of the recovery, of a group or of
a colleague. Nothing is wrapped to one for which nobody vouches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from wellfounded.vault.errors import VaultError


class ForeignHalf(VaultError):  # noqa: N818 - the word of the screen
    """Somebody was to be given a key, and their public half is not the one that the office made."""

    code = "WF-122"

    def __init__(self) -> None:
        super().__init__(
            "The public half of these keys is not the one that the log tells of: somebody put another one into the key "
            "store, or it and the database come from different days. It is given nothing. Find out which; then reset "
            "this sign-in, and confirm the keys that are made then."
        )


class Book(Protocol):
    """Where it is written down which halves were made here. Nobody who writes in the key store can write in it."""

    def fits(self, halves: Mapping[str, bytes]) -> Mapping[str, bool]:
        """Those of these halves that are the last ones made for their party; of each, whether it was confirmed."""

    def made(self, party: str, public: bytes, *, confirmed: bool) -> None:
        """A half was made. Raises what it likes: then it was not."""

    def gone(self, party: str) -> None:
        """From now on none of this party is the office's own, until one is made anew."""

    def is_first(self) -> bool:
        """Whether nobody's half was ever confirmed here, so that there is nobody who could confirm one."""


class Memory:
    """The book of a process that has no log: it vouches for what was made in it."""

    def __init__(self) -> None:
        self._halves: dict[str, tuple[bytes, bool]] = {}

    def fits(self, halves: Mapping[str, bytes]) -> dict[str, bool]:
        held = self._halves
        return {party: held[party][1] for party, public in halves.items() if party in held and held[party][0] == public}

    def made(self, party: str, public: bytes, *, confirmed: bool) -> None:
        self._halves[party] = (public, confirmed)

    def gone(self, party: str) -> None:
        self._halves.pop(party, None)

    def is_first(self) -> bool:
        return not any(confirmed for _, confirmed in self._halves.values())


_book: list[Book] = [Memory()]
_refused: ContextVar[set[str] | None] = ContextVar("refused_halves", default=None)


def give_book(book: Book) -> None:
    """Say where it is written down which halves are the office's own."""
    _book[0] = book


def book() -> Book:
    return _book[0]


@contextmanager
def noticing() -> Iterator[set[str]]:
    """The parties who were refused a key inside, since their half is not the office's own."""
    found: set[str] = set()
    before = _refused.set(found)
    try:
        yield found
    finally:
        _refused.reset(before)


def notice(party: str) -> None:
    found = _refused.get()
    if found is not None:
        found.add(party)
