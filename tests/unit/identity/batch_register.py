"""A small register for tests of the batch: people written twice, in other scripts and by other calendars."""

from pathlib import Path

from wellfounded.identity.batch.dedupe import Batch
from wellfounded.identity.batch.engines import EngineName
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.record import Record

REGISTER = [
    Record("1", ("김은희",), parse("1984-03-05"), "female", ("회령",)),
    Record("2", ("Kim Eun-hee",), parse("1984"), "female", ("Hoeryong",)),
    Record("3", ("김은희",), parse("1951"), "female", ("신의주",)),
    Record("4", ("류하늘",), parse("1984"), "male"),
    Record("5", ("한별솔",), parse("lunar:1984-03-05"), "", ("무산", "경성")),
    Record("6", ("Han Pyol-sol",), parse("1984-04-05"), numbers=("passport 12",)),
    Record("7", ("王丽",), parse("1984-03-05"), "female", ("회령",)),
    Record("8", ("??",), None, numbers=("Passport 12", "hukou 3")),
    Record("9", ("Ivanova Anna",), parse("1990-01-01"), "female", ("Springfield",)),
    Record("10", ("Иванова Анна",), parse("1990-07-02"), "female", ("springfield",)),
]


def small_pieces(folder: Path | None, engine: EngineName = EngineName.DUCKDB) -> Batch:
    """Several pieces of each kind, although the register is small."""
    return Batch(engine, folder=folder, rows_at_once=3, slice_size=5, pairs_at_once=2)
