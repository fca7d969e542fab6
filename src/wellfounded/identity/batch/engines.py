"""What runs the batch: DuckDB on one machine, Spark on one or many, by the same settings and with the same result.

Both packages, and Splink between them, are optional and heavy: they are imported where a batch begins and not before.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from shutil import which
from typing import Any, Protocol

import pyarrow as pa

LEAST_WEIGHT = -14.0  # in bits, as Splink counts: far below what is shown, so that the core has the last word
ON_THIS_MACHINE = "local[*]"
FOUND = pa.schema([("left", pa.int64()), ("right", pa.int64()), ("bits", pa.float64())])
"""Two places in the register, the lower first, and what Splink makes of the two."""


class EngineName(StrEnum):
    """The engines there are."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class EngineMissingError(Exception):
    """What the engine needs is not installed; the message says what."""


class Engine(Protocol):
    """Something that compares a whole table with itself."""

    def found(self, slice_: int, *, of: int) -> pa.Table:
        """The pairs of one slice of the register with all of it, of `FOUND`; slices are counted from 1."""


class _Linked:
    """A register in the hands of Splink, on whichever engine."""

    def __init__(self, api: Any, rows: Any, *, records: int) -> None:
        splink = import_module("splink")
        configured = import_module("wellfounded.identity.batch.settings")
        self._linker = splink.Linker(api.register(rows), configured.settings(records), log_level=logging.ERROR)

    def found(self, slice_: int, *, of: int) -> pa.Table:
        """The pairs of one slice, in the order of the register whichever engine found them."""
        predicted = self._linker.inference.predict_chunk(
            left_chunk=(slice_, of), right_chunk=(1, 1), threshold_match_weight=LEAST_WEIGHT, warning_mode="never"
        )
        rows = predicted.as_record_list()
        predicted.drop_table_from_database_and_remove_from_cache()
        pairs = {(*sorted((row["unique_id_l"], row["unique_id_r"])), row["match_weight"]) for row in rows}
        ordered = [dict(zip(FOUND.names, pair, strict=True)) for pair in sorted(pairs)]
        return pa.Table.from_pylist(ordered, schema=FOUND)


@contextmanager
def engine(name: EngineName, rows: pa.Table, *, master: str = ON_THIS_MACHINE) -> Iterator[Engine]:
    """The register loaded into an engine, until the block ends.

    `master` is where Spark runs, in Spark's own words: `local[*]`, `spark://host:7077`.

    Raises:
        EngineMissingError: Splink, the engine or its Java is not installed.
    """
    try:
        if name is EngineName.DUCKDB:
            duckdb = import_module("splink.backends.duckdb")
            yield _Linked(duckdb.DuckDBAPI(), rows, records=rows.num_rows)
            return
        sql, spark = import_module("pyspark.sql"), import_module("splink.backends.spark")
    except ImportError as missing:
        raise EngineMissingError(str(missing)) from None
    if not os.environ.get("JAVA_HOME") and which("java") is None:
        raise EngineMissingError("Spark needs Java, and there is none. On Debian: apt-get install default-jre-headless")
    session = _session(sql, master)
    try:
        api = spark.SparkAPI(spark_session=session, break_lineage_method="persist", register_udfs_automatically=False)
        yield _Linked(api, session.createDataFrame(rows), records=rows.num_rows)
    finally:
        session.stop()


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
    }.items():
        builder = builder.config(setting, value)
    return builder.getOrCreate()
