"""Everybody in a register compared with everybody else, and each pair that may be one person weighed and explained.

Three stages: rows are made of the records (the readings of names take the time), the engine brings pairs together
slice by slice, and the core weighs each pair. With a working folder each finished piece is kept (`work_folder`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa

from wellfounded import __version__
from wellfounded.identity.batch.engines import (
    FOUND,
    LEAST_WEIGHT,
    ON_THIS_MACHINE,
    EngineMissingError,
    EngineName,
    engine,
)
from wellfounded.identity.batch.rows import SCHEMA, table_of
from wellfounded.identity.batch.work_folder import WorkFolder, opened
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import Standing, Weighing, weigh

SHOWN = {Standing.LIKELY, Standing.POSSIBLE}


class Stage(StrEnum):
    """What a batch is doing."""

    ROWS = "reading names"
    FOUND = "bringing pairs together"
    WEIGHED = "weighing pairs"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many pieces of a stage are done, and of how many."""

    stage: Stage
    done: int
    of: int


Told = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """How a register is gone through.

    Attributes:
        engine: what brings the pairs together.
        master: where Spark runs, in its own words.
        folder: where finished pieces are kept; None keeps nothing, and a killed batch begins anew.
        rows_at_once: records of which rows are made in one piece.
        slice_size: records that the engine compares with all others in one piece.
        pairs_at_once: pairs that are weighed in one piece.
    """

    engine: EngineName = EngineName.DUCKDB
    master: str = ON_THIS_MACHINE
    folder: Path | None = None
    rows_at_once: int = 10_000
    slice_size: int = 100_000
    pairs_at_once: int = 20_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be of one person, and how they were weighed."""

    one: Record
    other: Record
    weighing: Weighing


def dedupe(records: Sequence[Record], batch: Batch | None = None, *, told: Told | None = None) -> list[Pair]:
    """The pairs that are at least “possible”, the likeliest first.

    `told` is called after each piece. A working folder stays when it is done: whoever has written the pairs down takes
    it away (`cleared`).

    Raises:
        EngineMissingError: Splink, the engine or its Java is not installed.
        NotAWorkFolderError: the working folder holds something else, or is in use.
    """
    batch = batch or Batch()
    if len(records) < 2:  # noqa: PLR2004 - a pair
        return []
    with ExitStack() as stack:
        folder = stack.enter_context(opened(batch.folder, _about(records, batch)))[0] if batch.folder else None
        run = _Run(records, batch, _Pieces(folder, told or (lambda _: None)))
        shown = run.weighed(run.found(run.rows()))
    pairs = [Pair(records[left], records[right], _weighed(records, left, right=right)) for left, right in shown]
    return sorted(pairs, key=lambda pair: (-pair.weighing.total, pair.one.key, pair.other.key))


def cleared(folder: Path) -> None:
    """Take the working folder of a finished batch away."""
    if folder.is_dir():
        WorkFolder(folder).clear()


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Pieces of work, each made unless it was kept, and told of."""

    folder: WorkFolder | None
    told: Told

    def of(self, stage: Stage, count: int, *, make: Callable[[int], pa.Table]) -> Iterator[pa.Table]:
        for number in range(count):
            name = self.name(stage, number)
            yield make(number) if self.folder is None else self.folder.piece(name, lambda: make(number))  # noqa: B023 - called at once
            self.told(Progress(stage, number + 1, count))

    def all_kept(self, stage: Stage, count: int) -> bool:
        return self.folder is not None and all(self.folder.has(self.name(stage, one)) for one in range(count))

    @staticmethod
    def name(stage: Stage, number: int) -> str:
        return f"{stage.name.lower()}-{number + 1:05}"


@dataclass(frozen=True, slots=True)
class _Run:
    records: Sequence[Record]
    batch: Batch
    pieces: _Pieces

    def rows(self) -> pa.Table:
        size = self.batch.rows_at_once

        def make(number: int) -> pa.Table:
            return table_of(self.records[number * size : (number + 1) * size], first=number * size)

        return _together(self.pieces.of(Stage.ROWS, _count(len(self.records), size), make=make), SCHEMA)

    def found(self, rows: pa.Table) -> pa.Table:
        slices = _count(len(self.records), self.batch.slice_size)
        with ExitStack() as stack:
            held: Any = None  # an engine takes a while to start, and none is needed where all was found before
            if not self.pieces.all_kept(Stage.FOUND, slices):
                held = stack.enter_context(engine(self.batch.engine, rows, master=self.batch.master))
            made = self.pieces.of(Stage.FOUND, slices, make=lambda number: held.found(number + 1, of=slices))
            return _together(made, FOUND).sort_by([("left", "ascending"), ("right", "ascending")])

    def weighed(self, found: pa.Table) -> list[tuple[int, int]]:
        """The pairs that are shown."""
        size = self.batch.pairs_at_once

        def make(number: int) -> pa.Table:
            rows = found.slice(number * size, size).to_pylist()
            kept = [row for row in rows if _weighed(self.records, row["left"], right=row["right"]).standing in SHOWN]
            return pa.Table.from_pylist(kept, schema=FOUND)

        shown = _together(self.pieces.of(Stage.WEIGHED, _count(found.num_rows, size), make=make), FOUND)
        return [(row["left"], row["right"]) for row in shown.to_pylist()]


def _weighed(records: Sequence[Record], left: int, *, right: int) -> Weighing:
    return weigh(records[left], records[right], among=len(records))


def _together(tables: Iterator[pa.Table], schema: pa.Schema) -> pa.Table:
    return pa.concat_tables([schema.empty_table(), *tables])


def _count(things: int, size: int) -> int:
    return -(-things // size)


def _about(records: Sequence[Record], batch: Batch) -> dict[str, str]:
    """What the work is of: another register, engine, version or other settings make it useless."""
    seen = blake2b(digest_size=16)
    for record in records:
        seen.update(repr(record).encode())
    try:
        settings = import_module("wellfounded.identity.batch.settings").settings(len(records))
    except ImportError as missing:
        raise EngineMissingError(str(missing)) from None
    told = json.dumps([settings.create_settings_dict("duckdb"), LEAST_WEIGHT], sort_keys=True, default=str)
    return {
        "register": seen.hexdigest(),
        "settings": blake2b(told.encode(), digest_size=16).hexdigest(),
        "engine": batch.engine.value,
        "pieces": f"{batch.rows_at_once} {batch.slice_size} {batch.pairs_at_once}",
        "version": __version__,
    }
