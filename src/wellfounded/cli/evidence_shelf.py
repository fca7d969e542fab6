"""A library file as a shelf: its passages, and what people tied them to."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.cli.evidence_library import library_at, search_of
from wellfounded.evidence.linking.library_file import FileShelf, Ties
from wellfounded.evidence.linking.shelf import Held
from wellfounded.evidence.search.index.reach import Gate, Reach
from wellfounded.evidence.search.index.sqlite import SQLite
from wellfounded.evidence.statements.bearing import Bearing
from wellfounded.law.errors import Code, InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from wellfounded.evidence.search.index.sql_index import SqlIndex
    from wellfounded.evidence.statements.bearing import Described

ALL = Reach(Gate.everything())


@dataclass(frozen=True, slots=True)
class OpenShelf:
    """A library file that stands open."""

    index: SqlIndex
    ties: Ties
    shelf: FileShelf

    def passage(self, reference: str) -> Held:
        """The passage of a reference such as `3f2a9c01:12`: the beginning of a document's hash, and the passage.

        Raises `InputError` when there is none, or more than one.
        """
        start, _, number = reference.rpartition(":")
        keys = self.index.keys_beginning(start, ALL) if start else []
        if len(keys) > 1:
            mend = "Give more of the hash."
            raise InputError.one(Problem(Code.WRONG_OPTION, "More than one document begins so.", mend, reference))
        found = self.index.passages_of(keys[0], ALL) if keys else []
        held = next((one for one in found if str(one.passage.number + 1) == number), None)
        if held is None:
            mend = "Take the reference from “evidence brief”, “evidence facts” or “evidence search”: like 3f2a9c01:12."
            raise InputError.one(Problem(Code.WRONG_VALUE, "There is no such passage on the shelf.", mend, reference))
        return Held(held.card, held.passage)


@contextmanager
def shelf_at(path: Path, descriptions: Sequence[Described]) -> Iterator[OpenShelf]:
    """The shelf in a library file. Raises `InputError` when there is none that can be used."""
    with library_at(path, new=False) as index, closing(sqlite3.connect(path, isolation_level=None)) as connection:
        ties = Ties(SQLite(connection))
        search = search_of(index)
        yield OpenShelf(index, ties, FileShelf(index, search, ties=ties, reach=ALL, bearing=Bearing(descriptions)))
