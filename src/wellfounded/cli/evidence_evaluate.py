"""`wellfounded evidence evaluate`: how good the search is on a collection with judged answers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from wellfounded.cli.options import command
from wellfounded.cli.terminal import beside, say
from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.engine import Mode
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.index.sqlite import SQLite
from wellfounded.evidence.search.meaning.cached import CachedEmbedder
from wellfounded.evidence.search.meaning.embedder import installed_embedders
from wellfounded.evidence.search.measure.collection import CollectionError, read_collection
from wellfounded.evidence.search.measure.evaluate import Bench, Quality, evaluate
from wellfounded.law.errors import Code, InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.meaning.embedder import Embedder
    from wellfounded.evidence.search.measure.collection import Collection

EXAMPLE = "wellfounded evidence evaluate questions.json --mode fused"
EXTRA = "pip install 'wellfounded[semantic]'"


@dataclass(frozen=True, slots=True)
class EvaluateOptions:
    """What `evidence evaluate` may be told."""

    collection: Annotated[
        Path,
        typer.Argument(metavar="COLLECTION.json", help="A JSON file with docs, queries, qrels.", show_default=False),
    ]
    mode: Annotated[Mode, typer.Option(help="By words, by meaning, both, or across languages.")] = Mode.KEYWORD
    vectors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep vectors in this file for the next run.")
    ] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "evaluate", options=EvaluateOptions, example=EXAMPLE)(run)


def run(options: EvaluateOptions) -> None:
    """Measure the search (nDCG@10) on a collection whose answers were judged.

    The documents go into an index in memory, and the questions through the very search that “evidence search” uses.
    """
    collection = _collection(options.collection)
    for remark in collection.remarks:
        beside.print(Text(remark), soft_wrap=True)
    with closing(sqlite3.connect(":memory:")) as connection, closing(_kept(options.vectors)) as kept:
        embedders: Sequence[Embedder] = () if options.mode is Mode.KEYWORD else _embedders(options.mode)
        if options.vectors is not None:
            embedders = [CachedEmbedder(embedder, kept) for embedder in embedders]
        quality = _run(collection, options.mode, connection=connection, embedders=embedders)
    sizes = f"{len(collection.documents):,} documents, {len(collection.questions):,} questions"
    say(f"{options.collection.name}: {sizes}, mode {options.mode}", style="bold")
    for embedder in embedders:
        say(f"  model {embedder.model}")
    say(f"nDCG@10 {quality.mean:.4f}")


def _run(
    collection: Collection, mode: Mode, *, connection: sqlite3.Connection, embedders: Sequence[Embedder]
) -> Quality:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=beside, transient=True) as progress:
        task = progress.add_task("Reading the documents", total=None)

        def tell(what: str, *, done: int, whole: int) -> None:
            progress.update(task, description=what, completed=done, total=whole)

        analyzer = Analyzer()
        index = SqlIndex(SQLite(connection), analyzer)
        return evaluate(collection, mode, bench=Bench(index, analyzer, embedders, tell))


def _collection(path: Path) -> Collection:
    try:
        return read_collection(path)
    except CollectionError as error:
        mend = "The shape is in docs/reference/search.md."
        problems = (Problem(Code.FILE_UNREADABLE, what, mend, str(path), path=where) for where, what in error.problems)
        raise InputError(problems) from None
    except FileNotFoundError:
        mend = "Check the name and the folder you are in."
        raise InputError.one(Problem(Code.FILE_MISSING, "There is no such file.", mend, str(path))) from None
    except OSError as error:
        message = f"This file cannot be read: {error.strerror}."
        raise InputError.one(Problem(Code.FILE_UNREADABLE, message, "Give a JSON file.", str(path))) from None


def _kept(path: Path | None) -> sqlite3.Connection:
    """The file of vectors; one in memory when none was named."""
    if path is None:
        return sqlite3.connect(":memory:")
    try:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA schema_version")
    except sqlite3.Error as error:
        message = f"No vectors can be kept there: {error}."
        mend = "Name a file of its own, in a folder where you may write."
        raise InputError.one(Problem(Code.WRITE_REFUSED, message, mend, str(path))) from None
    return connection


def _embedders(mode: Mode) -> Sequence[Embedder]:
    found = installed_embedders()
    if not found:
        message = f"The mode {mode} needs a model of meaning, and none is installed."
        raise InputError.one(Problem(Code.WRONG_OPTION, message, f"{EXTRA}, or use --mode keyword.", "--mode"))
    return found
