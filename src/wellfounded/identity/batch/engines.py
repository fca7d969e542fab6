"""What runs the batch: DuckDB on one machine, Spark on one or many, by the same settings and with the same result.

Both packages, and Splink between them, are optional and heavy: they are imported where a batch begins and not before.
Neither writes a name in clear to a disk: DuckDB keeps to the memory, Spark encrypts what it lays down.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from importlib import import_module
from shutil import which
from typing import Any, Protocol

import pyarrow as pa

from wellfounded.identity.batch.blocks import blocked
from wellfounded.identity.batch.places import PlaceTexts
from wellfounded.identity.batch.shares import Shares, Weights, learned

LEAST_WEIGHT = -14.0  # in bits, as Splink counts: far below what is shown, so that the core has the last word
ON_THIS_MACHINE = "local[*]"
COMPARED = ("name", "birth", "sex", "number", "home", "said")
FOUND = pa.schema(
    [
        ("left", pa.int64()),
        ("right", pa.int64()),
        ("bits", pa.float64()),
        *((one, pa.float64()) for one in COMPARED),
        ("rarity", pa.float64()),
    ]
)
"""Two places in the register, the lower first, what Splink makes of the two in bits, and how much of it is of each
comparison: which level was seen, since a level has a weight of its own. `rarity` is of the places that both write, in
nats; null where they write none alike."""

_DRAWN, _SEED = 2_000_000, 1  # pairs of strangers by which chance is learned
_BLOCKED = 2_000_000  # pairs of one block, at most


class EngineName(StrEnum):
    """The engines there are."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class EngineMissingError(Exception):
    """What the engine needs is not installed; the message says what."""


class RegisterTooLargeError(Exception):
    """The register and what is made of it do not fit into the memory of this machine."""


class Engine(Protocol):
    """Something that compares a whole table with itself."""

    def learned(self) -> Weights:
        """The shares that the table teaches; ours where it makes no sense."""

    def found(self, slice_: int, *, of: int, shares: Shares | None = None) -> pa.Table:
        """The pairs of one slice of the register with all of it, of `FOUND`; slices are counted from 1."""


class _Linked:
    """A register in the hands of Splink, on whichever engine."""

    def __init__(self, api: Any, loaded: Any, *, rows: pa.Table) -> None:
        self._splink = import_module("splink")
        self._configured = import_module("wellfounded.identity.batch.settings")
        self._table, self._records = api.register(loaded), rows.num_rows
        self._places = PlaceTexts(rows["places"].to_pylist())
        self._linkers: dict[int, Any] = {}

    def learned(self) -> Weights:
        """As Splink's manual says: chance by drawing pairs, the rest by expectation and maximisation over blocks."""
        linker = self._linker(self._configured.settings(self._records, open_=True))
        training = linker.training
        training.estimate_u_using_random_sampling(max_pairs=_DRAWN, seed=_SEED)
        unlike = import_module("splink.internals.exceptions").EMTrainingException
        for block in self._configured.TRAINED_ON:
            with suppress(unlike):  # nobody shares this block: it teaches nothing
                training.estimate_parameters_using_expectation_maximisation(
                    self._splink.block_on(*block), max_pairs=_BLOCKED
                )
        return learned(linker.misc.save_model_to_json(), self._configured.judged_shares())

    def found(self, slice_: int, *, of: int, shares: Shares | None = None) -> pa.Table:
        """The pairs of one slice, in the order of the register whichever engine found them."""
        if id(shares) not in self._linkers:
            self._linkers[id(shares)] = self._linker(self._configured.settings(self._records, shares))
        predicted = self._linkers[id(shares)].inference.predict_chunk(
            left_chunk=(slice_, of), right_chunk=(1, 1), threshold_match_weight=LEAST_WEIGHT, warning_mode="never"
        )
        rows = predicted.as_record_list()
        predicted.drop_table_from_database_and_remove_from_cache()
        parts = [f"mw_{one}" for one in COMPARED]
        pairs = {
            (*sorted((row["unique_id_l"], row["unique_id_r"])), row["match_weight"], *(row[one] for one in parts))
            for row in rows
        }
        ordered = [
            dict(zip(FOUND.names, (*pair, self._places.rarity(pair[0], pair[1])), strict=True))
            for pair in sorted(pairs)
        ]
        return pa.Table.from_pylist(ordered, schema=FOUND)

    def _linker(self, settings: Any) -> Any:
        return self._splink.Linker(self._table, settings, log_level=logging.ERROR)


@contextmanager
def engine(name: EngineName, rows: pa.Table, *, master: str = ON_THIS_MACHINE) -> Iterator[Engine]:
    """The register loaded into an engine, until the block ends.

    `master` is where Spark runs, in Spark's own words: `local[*]`, `spark://host:7077`.

    Raises:
        EngineMissingError: Splink, the engine or its Java is not installed.
    """
    try:
        if name is EngineName.DUCKDB:
            backend, duckdb = import_module("splink.backends.duckdb"), import_module("duckdb")
            with _in_memory(duckdb) as connection:
                yield _Linked(backend.DuckDBAPI(connection=connection), blocked(rows), rows=rows)
            return
        sql, spark = import_module("pyspark.sql"), import_module("splink.backends.spark")
    except ImportError as missing:
        raise EngineMissingError(str(missing)) from None
    if not os.environ.get("JAVA_HOME") and which("java") is None:
        raise EngineMissingError("Spark needs Java, and there is none. On Debian: apt-get install default-jre-headless")
    session = _session(sql, master)
    try:
        api = spark.SparkAPI(spark_session=session, break_lineage_method="persist", register_udfs_automatically=False)
        yield _Linked(api, session.createDataFrame(blocked(rows)), rows=rows)
    finally:
        session.stop()


@contextmanager
def _in_memory(duckdb: Any) -> Iterator[Any]:
    """A connection that lays nothing down on a disk; its wheel cannot encrypt what it would."""
    with duckdb.connect(":memory:", config={"temp_directory": ""}) as connection:
        try:
            yield connection
        except duckdb.OutOfMemoryException as full:
            raise RegisterTooLargeError(str(full).partition("\n")[0]) from None


def _session(sql: Any, master: str) -> Any:
    """A session that opens no page and, where all of it is on this machine, listens to this machine only."""
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        # Workers of a local cluster take the name of the machine from here, and need not resolve it.
        os.environ.setdefault("SPARK_LOCAL_HOSTNAME", "localhost")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.master(master).appName("wellfounded identity")
    for setting, value in {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.session.timeZone": "UTC",
        "spark.io.encryption.enabled": "true",
    }.items():
        builder = builder.config(setting, value)
    return builder.getOrCreate()
