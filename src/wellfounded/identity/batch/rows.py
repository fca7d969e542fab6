"""A record as a row of plain columns, for an engine that knows tables and no names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import pyarrow as pa

from wellfounded.identity.batch.marks import Kind, marks
from wellfounded.identity.dates import lunar_span
from wellfounded.identity.dates.likeness import days_meant, written_numbers
from wellfounded.identity.dates.partial_date import PartialDate
from wellfounded.identity.names.compare import read
from wellfounded.identity.names.keys import keys
from wellfounded.identity.names.korean.hypothesis import Found
from wellfounded.identity.names.korean.keys import wide_keys_of
from wellfounded.identity.names.other.words import Words
from wellfounded.identity.places.gazetteer import find_places, path_of
from wellfounded.identity.places.likeness import plain
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import bare_number

_WORDS = pa.list_(pa.string())
SCHEMA = pa.schema(
    [
        ("unique_id", pa.int64()),
        ("forms", _WORDS),
        ("letters", pa.string()),
        ("keys", _WORDS),
        ("parts", _WORDS),
        ("numbers", _WORDS),
        ("digits", pa.string()),
        ("born_first", pa.int32()),
        ("born_last", pa.int32()),
        ("born_year", pa.int32()),
        ("born_month", pa.int32()),
        ("born_day", pa.int32()),
        ("born_if_lunar", pa.list_(pa.int32())),
        ("sex", pa.string()),
        ("places", _WORDS),
        ("place_words", _WORDS),
        ("county", pa.string()),
        ("province", pa.string()),
        *((kind.value, pa.list_(pa.int64())) for kind in Kind),
    ]
)
"""`unique_id` is the place of the record in its register. `forms` are names as written, folded, `letters`
the first of them that is in Latin letters; `keys` what two names
share that may be one; `parts` what is shared by names of which a part agrees. `born_first` and `born_last` count days
from the year 1, `born_year`, `born_month`, `born_day` are the numbers as written where a whole day is, and
`born_if_lunar` the days which these numbers mean as a lunar date. `digits` is the first number. `places` are texts,
folded, and `place_words` their words. Unknown is null.
The last are marks, of which blocks are made."""


def table_of(records: Sequence[Record], *, first: int = 0) -> pa.Table:
    """The records as a table; `first` is the place of the first of them in the register."""
    return pa.Table.from_pylist([_row(place, record) for place, record in enumerate(records, first)], schema=SCHEMA)


def _row(place: int, record: Record) -> dict[str, object]:
    county, province = _home(record.places)
    known = {
        "unique_id": place,
        "forms": _known(plain(name) for name in record.names),
        "keys": _known(key for name in record.names for key in keys(name)),
        "letters": next((form for name in record.names if (form := plain(name)).isascii() and form), None),
        "parts": _known(part for name in record.names for part in _parts(name)),
        "numbers": _known(map(bare_number, record.numbers)),
        "digits": next(filter(None, map(bare_number, record.numbers)), None),
        **_birth(record.birth),
        "sex": record.sex or None,
        "places": _known(map(plain, record.places)),
        "place_words": _known(word for text in record.places for word in plain(text).split()),
        "county": county,
        "province": province,
    }
    return known | marks(known)


def _known(texts: Iterable[str]) -> list[str] | None:
    return sorted(set(filter(None, texts))) or None


def _birth(birth: PartialDate | None) -> dict[str, object]:
    if birth is None or not birth.bounded:
        return {}
    meant = days_meant(birth)
    year, month, day = written_numbers(birth) or (None, None, None)
    return {
        "born_first": min(days[0] for days in meant).toordinal(),
        "born_last": max(days[1] for days in meant).toordinal(),
        "born_year": year,
        "born_month": month,
        "born_day": day,
        "born_if_lunar": sorted(_days_if_lunar(birth)) or None,
    }


def _days_if_lunar(birth: PartialDate) -> set[int]:
    """The days which the numbers of a date mean as a lunar one, a leap month tried too."""
    written = written_numbers(birth)
    if written is None:
        return set()
    year, month, day = written
    meant: set[date] = set()
    for leap in (False, True):
        try:
            meant.update(first for first, _ in lunar_span.of_day(year, month, day=day, leap=leap))
        except ValueError:
            continue
    return {one.toordinal() for one in meant}


def _parts(name: str) -> Iterator[str]:
    """Keys of a part of a name: given name, surname with one syllable, one word of another kind of name."""
    for found in read(name).read:
        if isinstance(found, Found) and found.typical:
            yield from wide_keys_of(found)
        elif isinstance(found, Words):
            yield from (f"x{word.skeleton}" for word in found.single if not word.light and len(word.skeleton) > 1)


def _home(texts: Iterable[str]) -> tuple[str | None, str | None]:
    """The county and the province that the places name, when they name one and no other."""
    paths = [path_of(found[0]) for text in texts if len(found := find_places(text)) == 1]
    if not paths:
        return None, None
    path = max(paths, key=len)
    return (path[-2].code if len(path) > 1 else None), path[-1].code
