"""A whole register filed at once: the same as one by one, by several processes, and after being killed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unit.identity.index.index_stores import Connect, Row, letters, rows_of, who_read
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.index import build as building
from wellfounded.identity.index.build import build
from wellfounded.identity.record import Record

PEOPLE = [
    Record(
        f"r{place}", (f"{'한류강박김'[place % 5]}{place}{'솔늘람'[place % 3]}",), birth=parse(str(1950 + place % 40))
    )
    for place in range(230)
]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "BATCH", 50)


def one_by_one(connect: Connect) -> list[Row]:
    index = connect(letters)
    index.add(PEOPLE)
    found = rows_of(index)
    index.remove([record.key for record in PEOPLE])
    return found


@pytest.mark.parametrize("workers", [1, 2])
def test_it_is_the_same_as_filing_one_by_one(connect: Connect, workers: int) -> None:
    expected = one_by_one(connect)
    index = connect(letters)
    told: list[int] = []
    assert build(index, PEOPLE, workers=workers, told=told.append) == (230, 230)
    assert rows_of(index) == expected
    assert told == [50, 100, 150, 200, 230]
    assert index.candidates(Record("?", PEOPLE[7].names), most=1) == ["r7"]


def test_people_of_one_given_name_go_to_one_process(connect: Connect) -> None:
    """In whatever batch and under whatever surname. Control: dealt out by turns, every given name is read by both."""
    given = ("솔하", "늘봄", "Chol-su", "Myong Hui", "Соль", "金玉")
    surnames = ("김", "리", "Kim ", "Pak ", "Ри ", "李")
    names = [f"{surnames[place % 6]}{given[place // 6 % 6]}" for place in range(180)]
    index = connect(who_read)
    build(index, [Record(f"r{place}", (name,)) for place, name in enumerate(names)], workers=2)
    readers = {(names[int(key[1:])][len(surnames[int(key[1:]) % 6]) :], value) for key, value, _, _ in rows_of(index)}
    assert len({value for _, value in readers}) == 2
    assert len(readers) == len(given)


def killed_after(count: int) -> Iterator[Record]:
    yield from PEOPLE[:count]
    raise KeyboardInterrupt


@pytest.mark.parametrize("count", [0, 49, 120, 230])
def test_a_build_that_was_killed_goes_on_and_loses_and_doubles_nothing(connect: Connect, count: int) -> None:
    expected = one_by_one(connect)
    with pytest.raises(KeyboardInterrupt):
        build(connect(letters), killed_after(count))
    index = connect(letters)
    assert build(index, PEOPLE).filed == 230 - count // 50 * 50
    assert rows_of(index) == expected


def test_a_build_that_was_killed_while_it_sorted_goes_on(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = one_by_one(connect)
    broken = connect(letters)
    monkeypatch.setattr(building, "_together", lambda _rows: killed_after(0))
    with pytest.raises(KeyboardInterrupt):
        build(broken, PEOPLE)
    monkeypatch.undo()
    index = connect(letters)
    assert build(index, PEOPLE) == (230, 0)
    assert rows_of(index) == expected


def test_what_others_do_meanwhile_stands(connect: Connect) -> None:
    other = connect(letters)
    other.add([Record("before", ("한별솔",))])

    def with_others() -> Iterator[Record]:
        for place, record in enumerate(PEOPLE):
            if place == 120:
                other.add([Record("meanwhile", ("한나래",)), Record("r3", ("황금빛",)), Record("r200", ("황금솔",))])
                other.remove(["before", "r5"])
            yield record

    index = connect(letters)
    build(index, with_others())
    found = rows_of(index)
    assert {"meanwhile", "r3", "r200"} <= {key for key, *_ in found}
    assert not {"before", "r5"} & {key for key, *_ in found}
    assert len(found) == len(set(found))


def test_what_changed_since_is_filed_anew(connect: Connect) -> None:
    index = connect(letters)
    build(index, PEOPLE)
    changed = [Record("r3", ("황금빛",)), *PEOPLE[4:]]
    assert build(index, changed) == (227, 1)
    assert index.candidates(Record("?", ("황빛",))) == ["r3"]
