"""The batch and the core weigh with the same numbers: what Splink adds up is what the waterfall shows, names apart."""

from dataclasses import replace
from math import log
from typing import Any

import pytest

from wellfounded.identity.batch.blocks import MOST
from wellfounded.identity.batch.engines import EngineName, engine
from wellfounded.identity.batch.rows import table_of
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import weigh

ONE = Record("0", ("한별솔",))
CASES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"sex": "female"}, {"sex": "female"}),
    ({"sex": "female"}, {"sex": "male"}),
    ({"sex": "female"}, {}),
    ({"birth": parse("1984-03-05")}, {"birth": parse("1984-03-05")}),
    ({"birth": parse("1984-03-15")}, {"birth": parse("1984-03-15")}),
    ({"birth": parse("1984-01-01")}, {"birth": parse("1984-01-01")}),
    ({"birth": parse("1984-03-05")}, {"birth": parse("1984")}),
    ({"birth": parse("1984-03-05")}, {"birth": parse("1984-03")}),
    ({"birth": parse("1984-03-05")}, {"birth": parse("1984-05-03")}),
    ({"birth": parse("1984-03-05")}, {"birth": parse("1984-03-25")}),
    ({"birth": parse("1984-03-05")}, {"birth": parse("1984-09-25")}),
    ({"birth": parse("1984-03-05")}, {"birth": parse("lunar:1984-03-05")}),
    ({"birth": parse("1984-03-05")}, {"birth": parse("1984-04-05")}),
    ({"birth": parse("1984-03-05")}, {"birth": parse("1986-01-25")}),
    ({"birth": parse("1984-03-05")}, {"birth": parse("1991-03-05")}),
    ({"places": ("회령",)}, {"places": ("Hoeryong",)}),
    ({"places": ("회령",)}, {"places": ("무산",)}),
    ({"places": ("회령",)}, {"places": ("신의주",)}),
    ({"places": ("함경북도",)}, {"places": ("North Hamgyong",)}),
    ({"places": ("Springfield",)}, {"places": ("springfield",)}),
    ({"places": ("Springfield",)}, {"places": ("Shelbyville",)}),
    ({"numbers": ("passport 12",)}, {"numbers": ("Passport 12",)}),
    ({"numbers": ("passport 12",)}, {"numbers": ("Passport 3456",)}),
]
PAIRS = [(ONE, ONE), *((replace(ONE, **mine), replace(ONE, **theirs)) for mine, theirs in CASES)]


@pytest.fixture(scope="module")
def bits() -> list[float]:
    """What Splink makes of each pair, all of them in one register."""
    assert 2 * len(PAIRS) <= MOST, "all bear one name: in a larger block they would not meet"
    rows = table_of([record for pair in PAIRS for record in pair])
    with engine(EngineName.DUCKDB, rows) as held:
        found = {(row["left"], row["right"]): row["bits"] for row in held.found(1, of=1).to_pylist()}
    return [found[2 * number, 2 * number + 1] for number in range(len(PAIRS))]


@pytest.mark.parametrize("number", range(1, len(PAIRS)))
def test_a_level_is_worth_what_the_waterfall_says(number: int, bits: list[float]) -> None:
    one, other = PAIRS[number]
    shown = sum(part.nats for part in weigh(one, other, among=2).comparisons if part.about != "name")
    added = (bits[number] - bits[0]) * log(2)
    assert added == pytest.approx(shown, abs=0.06), (one, other)
