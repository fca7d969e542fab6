"""The library file that the commands of evidence work on: one SQLite file with documents and their index."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.engine import Search
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.index.sqlite import SQLite
from wellfounded.evidence.search.meaning.embedder import installed_embedders
from wellfounded.law.errors import Code, InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT = Path("library.evidence")
HELP = "The library file."
_MARK = b"SQLite format 3\0"


@contextmanager
def library_at(path: Path, *, new: bool) -> Iterator[SqlIndex]:
    """The index in a library file. Raises `InputError` when it cannot be used, or is not there and must be."""
    if not new and not path.is_file():
        mend = "Add documents first: wellfounded evidence add FILE."
        raise InputError.one(Problem(Code.FILE_MISSING, "There is no library file here.", mend, str(path)))
    if not _may_be_library(path):
        mend = "Name another file with --library; this one stays as it is."
        raise InputError.one(Problem(Code.FILE_UNREADABLE, "This is no library file.", mend, str(path)))
    try:
        with closing(sqlite3.connect(path)) as connection:
            yield SqlIndex(SQLite(connection), Analyzer())
    except sqlite3.Error as error:
        message = f"This library file cannot be used: {error}."
        mend = "Name another file with --library, or check that you may write there."
        raise InputError.one(Problem(Code.FILE_UNREADABLE, message, mend, str(path))) from None


def _may_be_library(path: Path) -> bool:
    """Whether nothing of somebody else is lost there: SQLite writes over a short file that is none of its own."""
    if not path.is_file() or not path.stat().st_size:
        return True
    try:
        with path.open("rb") as stream:
            return stream.read(len(_MARK)) == _MARK
    except OSError:
        return True  # the database says why


def search_of(index: SqlIndex) -> Search:
    """A search over an index, with the models that are installed and have vectors in it."""
    return Search(
        index, Analyzer(), embedders=[one for one in installed_embedders() if index.vectors.holds_any(one.model)]
    )
