"""A record as a row of plain columns, for an engine that knows tables and no names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

from wellfounded.identity.names.keys import keys
from wellfounded.identity.places.gazetteer import find_places, path_of
from wellfounded.identity.record import Record

TOO_WIDE = ("g", "s")  # families of keys that thousands share: given name alone, surname with one syllable

SCHEMA = pa.schema(
    [
        ("unique_id", pa.int64()),
        ("keys", pa.list_(pa.string())),
        ("born_first", pa.int32()),
        ("born_last", pa.int32()),
        ("sex", pa.string()),
        ("county", pa.string()),
        ("province", pa.string()),
    ]
)
"""`born_first` and `born_last` count days from the year 1; `unique_id` is the place of the record in its register."""


def table_of(records: Sequence[Record]) -> pa.Table:
    """The register as a table; what is not known is null."""
    return pa.Table.from_pylist([_row(place, record) for place, record in enumerate(records)], schema=SCHEMA)


def _row(place: int, record: Record) -> dict[str, object]:
    born = record.birth if record.birth is not None and record.birth.bounded else None
    county, province = _home(record.places)
    return {
        "unique_id": place,
        "keys": sorted({key for name in record.names for key in keys(name) if not key.startswith(TOO_WIDE)}),
        "born_first": born.first.toordinal() if born else None,
        "born_last": born.last.toordinal() if born else None,
        "sex": record.sex or None,
        "county": county,
        "province": province,
    }


def _home(texts: Iterable[str]) -> tuple[str | None, str | None]:
    """The county and the province that the places name, when they name one and no other."""
    paths = [path_of(found[0]) for text in texts if len(found := find_places(text)) == 1]
    if not paths:
        return None, None
    path = max(paths, key=len)
    return (path[-2].code if len(path) > 1 else None), path[-1].code
