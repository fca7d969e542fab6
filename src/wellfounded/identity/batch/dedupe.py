"""Everybody in a register compared with everybody else, and each pair that may be one person weighed and explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module

from wellfounded.identity.batch.rows import table_of
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import Standing, Weighing, weigh

LEAST_WEIGHT = -10.0  # in bits, as Splink counts: far below what is shown, so that the core has the last word
SHOWN = {Standing.LIKELY, Standing.POSSIBLE}


class EngineMissingError(Exception):
    """The engine's packages are not installed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be of one person, and how they were weighed."""

    one: Record
    other: Record
    weighing: Weighing


def dedupe(records: Sequence[Record], *, told: Callable[[int], None] | None = None) -> list[Pair]:
    """The pairs that are at least “possible”, the likeliest first.

    `told` is called with the number of pairs that the engine brought together, before they are weighed.

    Raises:
        EngineMissingError: Splink or DuckDB is not installed.
    """
    found = [(records[left], records[right]) for left, right in _brought_together(records)]
    if told is not None:
        told(len(found))
    pairs = [Pair(one, other, weigh(one, other, among=len(records))) for one, other in found]
    shown = [pair for pair in pairs if pair.weighing.standing in SHOWN]
    return sorted(shown, key=lambda pair: (-pair.weighing.total, pair.one.key, pair.other.key))


def _brought_together(records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    if len(records) < 2:  # noqa: PLR2004 - a pair
        return
    try:
        splink = import_module("splink")
        duckdb = import_module("splink.backends.duckdb")
        configured = import_module("wellfounded.identity.batch.settings")
    except ImportError as missing:
        raise EngineMissingError(str(missing)) from None
    engine = duckdb.DuckDBAPI()
    frame = engine.register(table_of(records))
    linker = splink.Linker(frame, configured.settings(len(records)), log_level=None)
    predicted = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT)
    for row in predicted.as_record_list():
        yield min(row["unique_id_l"], row["unique_id_r"]), max(row["unique_id_l"], row["unique_id_r"])
