"""Blocks: who is compared at all. Few meet, those who may be one do, and a common thing never makes everybody meet."""

from itertools import combinations

import pytest

from wellfounded.identity.batch.blocks import BLOCKS, blocked
from wellfounded.identity.batch.marks import MOST_OF_A_KIND, Kind, marks
from wellfounded.identity.batch.rows import table_of
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.record import Record

HEAD = Record("0", ("Jonathan Harker",), parse("1861-03-05"), "", ("Exeter",))


def _met(records: list[Record], *, most: int = 50) -> set[tuple[int, int]]:
    """Who shares a block with whom, by their places in the list."""
    found = blocked(table_of(records), most=most)[BLOCKS].to_pylist()
    return {(one, other) for one, other in combinations(range(len(records)), 2) if set(found[one]) & set(found[other])}


@pytest.mark.parametrize(
    "other",
    [
        Record("1", ("Jonathan Harker",)),
        Record("1", ("Harker",), parse("1861-03-05")),  # a part of the name, the day
        Record("1", ("Jonathan Whitby",), parse("1861")),  # a part, the year
        Record("1", ("Jonxthan Whitby",), parse("1861-03-05")),  # how the name begins, the day
        Record("1", ("Mina Whitby",), parse("1861-03-05"), "", ("exeter",)),  # the day, the place
        Record("1", ("Jonathan Whitby",), parse("1868-03-05")),  # a part, day and month
        Record("1", ("Jonathan Whitby",), parse("1861-05-03")),  # the day and the month changed places
        Record("1", ("Mina Whitby",), parse("1861-03-25"), "", ("near Exeter",)),  # year and month, a word of the place
        Record("1", ("Jonathan Whitby",), None, "", ("Exeter",)),  # a part, the place
    ],
)
def test_two_things_of_different_kinds_bring_two_records_together(other: Record) -> None:
    assert _met([HEAD, other]) == {(0, 1)}


@pytest.mark.parametrize(
    "other",
    [
        Record("1", ("Jonathan Whitby",)),  # a part of a name alone
        Record("1", ("Mina Whitby",), parse("1861-03-05")),  # a day alone
        Record("1", ("Mina Whitby",), None, "", ("Exeter",)),  # a place alone
        Record("1", ("Jonathan Whitby",), parse("1868-04-09")),
        Record("1", ()),
    ],
)
def test_one_thing_does_not(other: Record) -> None:
    assert _met([HEAD, other]) == set()


def test_a_block_that_is_too_large_is_left_for_finer_ones() -> None:
    """Twelve of one name; by a year of birth too there are few enough of them."""
    namesakes = [Record(str(number), ("Jonathan Harker",), parse(str(1860 + number % 4))) for number in range(12)]
    everybody = set(combinations(range(12), 2))
    assert _met(namesakes, most=12) == everybody
    assert _met(namesakes, most=11) == {(a, b) for a, b in everybody if a % 4 == b % 4}
    assert _met(namesakes, most=2) == set()  # nothing is left that would part them


def test_the_pairs_grow_with_the_records_and_not_with_their_square() -> None:
    """Everybody has one name, one year and one of a few places: the worst register there is."""

    def met(count: int) -> int:
        places = ("Exeter", "Whitby", "London")
        return len(
            _met([Record(str(n), ("Jonathan Harker",), parse("1861"), "", (places[n % 3],)) for n in range(count)])
        )

    assert met(51) == 3 * 17 * 16 // 2
    assert met(150) == 3 * 50 * 49 // 2
    assert met(153) == 0


def test_the_order_of_kinds_is_no_matter_and_a_register_of_nothing_has_no_blocks() -> None:
    nothing = [Record("0", ()), Record("1", ())]
    assert blocked(table_of(nothing))[BLOCKS].to_pylist() == [[], []]
    table = blocked(table_of([HEAD, HEAD]))
    assert not set(table.column_names) & {kind.value for kind in Kind}
    one, other = table[BLOCKS].to_pylist()
    assert one == other
    assert one == sorted(one)


def test_a_record_of_thousands_of_words_has_few_marks() -> None:
    row = table_of([Record("0", (), None, "", (" ".join(f"word{number}" for number in range(5000)),))]).to_pylist()[0]
    assert [len(marks(row)[kind.value]) for kind in Kind] == [0, 0, 0, MOST_OF_A_KIND]
