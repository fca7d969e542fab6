"""Who in a register may be this person: candidates are weighed, the likeliest comes first, every part is shown."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Hashable, Iterable, Iterator
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
    beside_names,
    with_names,
    with_worths,
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
    found: list[tuple[Rank, Record, Weighing]] = []
    for best, record, rest in sorted(_reachable(query, candidates, among=among), key=lambda one: one[0] or _NOWHERE):
        if best is not None and not _too_late(best, found, most=most):
            rank = _rank(with_worths(query, record, rest=rest), record.key)
            if rank is not None:
                insort(found, (rank, record, rest), key=itemgetter(0))
        if told is not None:
            told()
    return [Hit(record, with_names(query, record, rest=rest)) for _, record, rest in found[:most]]


_NOWHERE: Rank = (len(_ORDER), 0.0, "")

Reachable = tuple[Rank | None, Record, Weighing]
"""The best rank within reach of a record, and what is known of it beside names."""


def _reachable(query: Record, candidates: Iterable[Record], *, among: int) -> Iterator[Reachable]:
    """Each candidate with its reach; records that say the same beside names are weighed once."""
    known: dict[Hashable, tuple[Weighing, Rank | None]] = {}
    for record in candidates:
        said = _said(query, record)
        if said not in known:
            rest = beside_names(query, record, among=among)
            known[said] = rest, _reach(query, record, rest=rest)
        rest, best = known[said]
        yield (best and (*best[:2], record.key)), record, rest


def _said(query: Record, record: Record) -> Hashable:
    """All that `beside_names` and `_reach` look at, where the query says anything of it."""
    return (
        query.birth and record.birth,
        query.places and record.places,
        query.sex and record.sex,
        query.numbers and record.numbers,
        bool(record.names),
        bool(record.father),
        bool(record.mother),
    )


def reach(query: Record, record: Record, *, among: int) -> Rank | None:
    """The best rank that the record could have if names agreed as well as names can; None: none at all.

    No name is compared for it, and `weigh` never gives a better rank.
    """
    return _reach(query, record, rest=beside_names(query, record, among=among))


_IDEAL = tuple(
    Comparison(about, Verdict.LIKELY.value, nats, "", "", "")
    for about, nats in (("name", NAME_FOR), ("father", PARENT_FOR), ("mother", PARENT_FOR))
)


def _reach(query: Record, record: Record, *, rest: Weighing) -> Rank | None:
    both = (
        query.names and record.names,
        query.father and record.father,
        query.mother and record.mother,
    )
    ideal = [one for one, compared in zip(_IDEAL, both, strict=True) if compared]
    return _rank(Weighing(rest.prior, (*ideal, *rest.comparisons)), record.key)


def _rank(weighing: Weighing, key: str) -> Rank | None:
    order = _ORDER.get(weighing.standing)
    return None if order is None else (order, -weighing.total, key)


def _too_late(best: Rank, hits: list[tuple[Rank, Record, Weighing]], *, most: int) -> bool:
    """Whether even the best rank stands behind the last that is shown."""
    if len(hits) < most:
        return False
    order, turned, _ = hits[most - 1][0]
    return best[0] > order or (best[0] == order and best[1] > turned + _ROUNDING)
