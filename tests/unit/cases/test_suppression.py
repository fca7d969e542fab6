"""No count under five is shown, and none can be worked out, by whoever knows how it is done and every total."""

from collections import defaultdict
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.cases.suppression import FEWEST, shown_total, suppressed

Counts = tuple[int, ...]
Shown = tuple[int | None, ...]


def shown(counts: Counts) -> Shown:
    return tuple(suppressed(dict(enumerate(counts))).values())


def naive(counts: Counts) -> Shown:
    """What a first attempt would do: hide the small ones and nothing else."""
    return tuple(None if count < FEWEST else count for count in counts)


def smallest_first(counts: Counts) -> Shown:
    """What a second attempt would do: hide the smallest of the others too."""
    hidden = [place for place, count in enumerate(counts) if count < FEWEST]
    rest = sorted((place for place in range(len(counts)) if place not in hidden), key=lambda place: counts[place])
    while hidden and rest and (len(hidden) < 2 or sum(counts[place] for place in hidden) < 2 * FEWEST):
        hidden.append(rest.pop(0))
    return tuple(None if place in hidden else count for place, count in enumerate(counts))


def worked_out(hide: Callable[[Counts], Shown], *, cells: int, most: int) -> list[Counts]:
    """Tables of which somebody who knows the method and the total learns a hidden count for certain.

    Every table with a total up to `most` is tried, so that nothing that looks alike is left out.
    """
    alike: dict[tuple[Shown, int], list[Counts]] = defaultdict(list)
    for counts in product(range(most + 1), repeat=cells):
        if sum(counts) <= most:
            alike[hide(counts), sum(counts)].append(counts)
    return [
        tables[0]
        for (seen, whole), tables in alike.items()
        if whole >= FEWEST
        and any(seen[place] is None and len({table[place] for table in tables}) == 1 for place in range(len(seen)))
    ]


@pytest.mark.parametrize(("cells", "most"), [(2, 40), (3, 34), (4, 26), (5, 21)])
def test_nothing_hidden_can_be_worked_out(cells: int, most: int) -> None:
    assert worked_out(shown, cells=cells, most=most) == []


@pytest.mark.parametrize("attempt", [naive, smallest_first])
def test_the_check_sees_what_is_done_badly(attempt: Callable[[Counts], Shown]) -> None:
    assert worked_out(attempt, cells=3, most=30)


@given(st.lists(st.integers(0, 400), max_size=20))
def test_what_is_shown_is_true_and_never_small(counts: list[int]) -> None:
    seen = suppressed(dict(enumerate(counts)))
    assert list(seen) == list(range(len(counts)))
    hidden = [counts[place] for place, count in seen.items() if count is None]
    assert all(count is None or (count >= FEWEST and count == counts[place]) for place, count in seen.items())
    if len(hidden) < len(counts):
        assert not hidden or (len(hidden) > 1 and sum(hidden) > 8), "what is hidden is itself few"


@pytest.mark.parametrize(
    ("counts", "seen"),
    [
        ((), ()),
        ((5, 6, 7), (5, 6, 7)),
        ((1, 20, 30), (None, None, 30)),
        ((20, 1, 30), (None, None, 30)),
        ((0, 0, 0), (None, None, None)),
        ((4, 4, 4), (None, None, None)),
        ((1, 5, 5, 40), (None, None, None, 40)),
        ((3, 40, 2, 50), (None, None, None, 50)),
    ],
)
def test_tables_as_they_are_shown(counts: Counts, seen: Shown) -> None:
    assert shown(counts) == seen


@pytest.mark.parametrize(("counts", "whole"), [((4,), None), ((1, 4), 5), ((), None), ((2, 2), None), ((9, 1), 10)])
def test_a_small_total_is_not_shown(counts: Counts, whole: int | None) -> None:
    assert shown_total(dict(enumerate(counts))) == whole
