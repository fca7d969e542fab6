"""Who in a register may be this person: candidates are weighed, the likeliest comes first, every part is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import Standing, Weighing, weigh

SHOWN = 20
_ORDER = {Standing.LIKELY: 0, Standing.POSSIBLE: 1, Standing.LEAD: 2}


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
    """Weigh each candidate out of a register of `among` records; the likeliest first, at most `most`.

    `told` is called after each candidate, for a progress bar. Records that are unlikely, or that cannot be compared,
    are left out.
    """
    hits = []
    for record in candidates:
        found = weigh(query, record, among=among)
        if found.standing in _ORDER:
            hits.append(Hit(record, found))
        if told is not None:
            told()
    hits.sort(key=lambda hit: (_ORDER[hit.weighing.standing], -hit.weighing.total, hit.record.key))
    return hits[:most]
