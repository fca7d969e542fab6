"""Who in a register may be this person: candidates are weighed, the likeliest comes first, every part is shown."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter

from wellfounded.identity.names.compare import Verdict
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.comparison import Comparison
from wellfounded.identity.weighing.weigh import (
    NAME_FOR,
    PARENT_FOR,
    Standing,
    Weighing,
    name_worth,
    parent_worth,
    weigh,
)

SHOWN = 20
_ORDER = {Standing.LIKELY: 0, Standing.POSSIBLE: 1, Standing.LEAD: 2}
_ROUNDING = 1e-9  # nats by which two sums of the same parts may differ

Rank = tuple[int, float, str]
"""What hits are sorted by: standing, weight with its sign turned, key."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that may be the person asked for, with what speaks for and against it. A lead, never a fact."""

    record: Record
    weighing: Weighing


def look_up(
    query: Record,
    candidates: Iterable[Record],
    *,
    among: int,
    most: int = SHOWN,
    told: Callable[[], None] | None = None,
) -> list[Hit]:
    """Weigh candidates out of a register of `among` records; the likeliest first, at most `most`.

    `told` is called after each candidate, for a progress bar. Records that are unlikely, or that cannot be compared,
    are left out. Names are compared last, and not where even the same name would not bring a record among the first.
    """
    bare = _nameless(query)
    found: list[tuple[Rank, Record]] = []
    weighed = [(weigh(bare, _nameless(record), among=among), record) for record in candidates]
    reachable = [(_reach(query, record, rest=rest), record, rest) for rest, record in weighed]
    for best, record, rest in sorted(reachable, key=lambda one: one[0] or _NOWHERE):
        if best is not None and not _too_late(best, found, most=most):
            rank = _rank(_with_names(query, record, rest=rest), record.key)
            if rank is not None:
                insort(found, (rank, record), key=itemgetter(0))
        if told is not None:
            told()
    return [Hit(record, weigh(query, record, among=among)) for _, record in found[:most]]


_NOWHERE: Rank = (len(_ORDER), 0.0, "")


def reach(query: Record, record: Record, *, among: int) -> Rank | None:
    """The best rank that the record could have if names agreed as well as names can; None: none at all.

    No name is compared for it, and `weigh` never gives a better rank.
    """
    return _reach(query, record, rest=weigh(_nameless(query), _nameless(record), among=among))


def _reach(query: Record, record: Record, *, rest: Weighing) -> Rank | None:
    ideal = [
        Comparison(about, Verdict.LIKELY.value, nats, "", "", "")
        for about, nats, mine, theirs in (
            ("name", NAME_FOR, query.names, record.names),
            ("father", PARENT_FOR, query.father, record.father),
            ("mother", PARENT_FOR, query.mother, record.mother),
        )
        if mine and theirs
    ]
    return _rank(Weighing(rest.prior, (*ideal, *rest.comparisons)), record.key)


def _with_names(query: Record, record: Record, *, rest: Weighing) -> Weighing:
    """What `weigh` gives, in its order, but for the words of names: they are found for those who are shown."""
    name = name_worth(query.names, record.names)
    father = parent_worth("father", query.father, other=record.father)
    mother = parent_worth("mother", query.mother, other=record.mother)
    return Weighing(rest.prior, tuple(one for one in (name, *rest.comparisons, father, mother) if one is not None))


def _nameless(record: Record) -> Record:
    return Record(record.key, (), record.birth, record.sex, record.places, numbers=record.numbers)


def _rank(weighing: Weighing, key: str) -> Rank | None:
    order = _ORDER.get(weighing.standing)
    return None if order is None else (order, -weighing.total, key)


def _too_late(best: Rank, hits: list[tuple[Rank, Record]], *, most: int) -> bool:
    """Whether even the best rank stands behind the last that is shown."""
    if len(hits) < most:
        return False
    order, turned, _ = hits[most - 1][0]
    return best[0] > order or (best[0] == order and best[1] > turned + _ROUNDING)
