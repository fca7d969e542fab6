"""Everybody in a register compared with everybody else, and each pair that may be one person weighed and explained.

Four stages: rows are made of the records (the readings of names take the time), a register that is large enough teaches
its shares, the engine brings pairs together slice by slice, and the core weighs each pair by these shares. With a
working folder each finished piece is kept, sealed (`work_folder`, `seal`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa

from wellfounded import __version__
from wellfounded.identity.batch.blocks import MOST
from wellfounded.identity.batch.engines import (
    COMPARED,
    FOUND,
    LEAST_WEIGHT,
    ON_THIS_MACHINE,
    EngineMissingError,
    EngineName,
    engine,
)
from wellfounded.identity.batch.reweighed import reweighed
from wellfounded.identity.batch.rows import SCHEMA, table_of
from wellfounded.identity.batch.seal import Seal
from wellfounded.identity.batch.shares import LEAST_TRAINED, Shares, Training, Weights, read, written
from wellfounded.identity.batch.work_folder import WorkFolder, clear, opened
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import Standing, Weighing, weigh

SHOWN = {Standing.LIKELY, Standing.POSSIBLE}


class Stage(StrEnum):
    """What a batch is doing."""

    ROWS = "reading names"
    SHARES = "learning shares"
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
        shares: what to weigh by, as `shares.written` gives it; None learns it where the register is large enough.
        rows_at_once: records of which rows are made in one piece.
        slice_size: records that the engine compares with all others in one piece.
        pairs_at_once: pairs that are weighed in one piece.
    """

    engine: EngineName = EngineName.DUCKDB
    master: str = ON_THIS_MACHINE
    folder: Path | None = None
    shares: str | None = None
    rows_at_once: int = 10_000
    slice_size: int = 100_000
    pairs_at_once: int = 20_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be of one person, and how they were weighed."""

    one: Record
    other: Record
    weighing: Weighing


@dataclass(frozen=True, slots=True)
class Deduped:
    """The pairs that are at least “possible”, the likeliest first, and what they were weighed by."""

    pairs: list[Pair]
    weights: Weights


def dedupe(records: Sequence[Record], batch: Batch | None = None, *, told: Told | None = None) -> Deduped:
    """Who in a register may be one person.

    `told` is called after each piece. A working folder stays when it is done: whoever has written the pairs down takes
    it away (`cleared`). What it holds is sealed, whatever becomes of the run.

    Raises:
        EngineMissingError: Splink, the engine or its Java is not installed.
        NotAWorkFolderError: the working folder holds something else, or is in use.
        NotSharesError: the shares that were given are none.
        RegisterTooLargeError: the memory of this machine does not hold it.
    """
    batch = batch or Batch()
    configured = _configured()
    ours = configured.judged_shares()
    given = replace(read(batch.shares, ours), training=Training.GIVEN) if batch.shares is not None else None
    if len(records) < 2:  # noqa: PLR2004 - a pair
        return Deduped([], given or Weights(ours, Training.TOO_SMALL))
    with ExitStack() as stack:
        folder = stack.enter_context(_folder(batch.folder, records, batch=batch)) if batch.folder else None
        run = _Run(records, batch, _Pieces(folder, told or (lambda _: None)), stack)
        run.rows  # noqa: B018 - made first, and told first
        weights = given or run.weights
        shown = run.weighed(run.found(weights.shares), weights)
    return Deduped(sorted(shown, key=lambda pair: (-pair.weighing.total, pair.one.key, pair.other.key)), weights)


def cleared(folder: Path) -> None:
    """Take the working folder of a finished batch away."""
    if folder.is_dir():
        clear(folder)


def weighed(records: Sequence[Record], found: Mapping[str, Any], *, weights: Weights) -> Weighing:
    """The weighing of a pair of a register, a row of `FOUND`: by our shares, or by those that it taught."""
    pair = records[found["left"]], records[found["right"]]
    by_ours = weigh(*pair, among=len(records))
    if weights.judged:
        return by_ours
    bits = {one: found[one] for one in COMPARED}
    return reweighed(by_ours, pair, bits=bits, shares=weights.shares, rarity=found["rarity"])


def _configured() -> Any:
    try:
        return import_module("wellfounded.identity.batch.settings")
    except ImportError as missing:
        raise EngineMissingError(str(missing)) from None


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

    @staticmethod
    def name(stage: Stage, number: int) -> str:
        return f"{stage.name.lower()}-{number + 1:05}"


@dataclass(frozen=True)
class _Run:
    records: Sequence[Record]
    batch: Batch
    pieces: _Pieces
    stack: ExitStack

    @cached_property
    def rows(self) -> pa.Table:
        size = self.batch.rows_at_once

        def make(number: int) -> pa.Table:
            return table_of(self.records[number * size : (number + 1) * size], first=number * size)

        return _together(self.pieces.of(Stage.ROWS, _count(len(self.records), size), make=make), SCHEMA)

    @cached_property
    def engine(self) -> Any:
        """Started when it is first asked: it takes a while, and none is needed where all was found before."""
        return self.stack.enter_context(engine(self.batch.engine, self.rows, master=self.batch.master))

    @cached_property
    def weights(self) -> Weights:
        ours = _configured().judged_shares()
        if len(self.records) < LEAST_TRAINED:
            return Weights(ours, Training.TOO_SMALL)

        def make(_: int) -> pa.Table:
            return pa.table({"text": [written(self.engine.learned())]})

        (kept,) = self.pieces.of(Stage.SHARES, 1, make=make)
        return read(kept["text"][0].as_py(), ours)

    def found(self, shares: Shares) -> pa.Table:
        slices = _count(len(self.records), self.batch.slice_size)

        def make(number: int) -> pa.Table:
            return self.engine.found(number + 1, of=slices, shares=shares)

        found = _together(self.pieces.of(Stage.FOUND, slices, make=make), FOUND)
        return found.sort_by([("left", "ascending"), ("right", "ascending")])

    def weighed(self, found: pa.Table, weights: Weights) -> list[Pair]:
        """The pairs that are shown."""
        size = self.batch.pairs_at_once

        def seen(row: Mapping[str, Any]) -> Weighing:
            return weighed(self.records, row, weights=weights)

        def make(number: int) -> pa.Table:
            kept = [row for row in found.slice(number * size, size).to_pylist() if seen(row).standing in SHOWN]
            return pa.Table.from_pylist(kept, schema=FOUND)

        shown = _together(self.pieces.of(Stage.WEIGHED, _count(found.num_rows, size), make=make), FOUND)
        return [Pair(self.records[row["left"]], self.records[row["right"]], seen(row)) for row in shown.to_pylist()]


def _together(tables: Iterator[pa.Table], schema: pa.Schema) -> pa.Table:
    return pa.concat_tables([schema.empty_table(), *tables])


def _count(things: int, size: int) -> int:
    return -(-things // size)


def _folder(path: Path, records: Sequence[Record], *, batch: Batch) -> AbstractContextManager[WorkFolder]:
    """The folder with what its work is of: another register, engine, version or other settings make it useless."""
    seal = Seal.of(records)
    settings = _configured().settings(len(records), None).create_settings_dict("duckdb")
    told = json.dumps([settings, MOST, LEAST_WEIGHT, LEAST_TRAINED, batch.shares], sort_keys=True, default=str)
    about = {
        "register": seal.mark,
        "settings": blake2b(told.encode(), digest_size=16).hexdigest(),
        "engine": batch.engine.value,
        "pieces": f"{batch.rows_at_once} {batch.slice_size} {batch.pairs_at_once}",
        "version": __version__,
    }
    return opened(path, about, seal=seal)
