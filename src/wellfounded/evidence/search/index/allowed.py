"""Which passages the filters of a reach let through, as a mask for each block of them.

On a large shelf a filter leaves nearly all passages or nearly none. So documents are asked for and not passages, and of
those that pass and those that do not only the fewer are read: the passages of a document have neighbouring numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from wellfounded.evidence.search.index.postings import BLOCK
from wellfounded.evidence.search.index.where import Conditions, among, document_conditions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from wellfounded.evidence.search.index.dialect import Dialect
    from wellfounded.evidence.search.index.reach import Reach

    Masks = dict[int, NDArray[np.bool_]]


def masks_of_documents(reach: Reach, dialect: Dialect) -> Masks:
    """By the filters of a reach that speak of documents; what lies outside its gate may be in them or not."""
    wanted, within = document_conditions(reach.filters, dialect), Conditions()
    if reach.gate.shelves is not None:
        within.add(*among("d.shelf", sorted(reach.gate.shelves), dialect=dialect))
    known, passing = dialect.run(
        f"SELECT count(*), coalesce(sum(CASE WHEN {wanted.sql} THEN 1 ELSE 0 END), 0) "
        f"FROM evidence_documents d WHERE {within.sql}",
        [*wanted.parameters, *within.parameters],
    )[0]
    fewer_pass = 2 * passing <= known
    chosen = f"d.id FROM evidence_documents d WHERE {within.sql} AND {'' if fewer_pass else 'NOT '}({wanted.sql})"
    found = _places(dialect, chosen, parameters=[*within.parameters, *wanted.parameters])
    return _cut(found if fewer_pass else ~found)


def masks_of_passages(numbers: Sequence[int]) -> Masks:
    """Of passages that are told one by one."""
    if not numbers:
        return {}
    found = np.zeros((max(numbers) // BLOCK + 1) * BLOCK, dtype=np.bool_)
    found[np.array(numbers, dtype=np.int64)] = True
    return _cut(found)


def passing(numbers: NDArray[np.int64], masks: Masks) -> NDArray[np.bool_]:
    """Which of some passages, in the order of their numbers, the masks let through."""
    found = np.zeros(len(numbers), dtype=np.bool_)
    for block, mask in masks.items():
        first, last = np.searchsorted(numbers, (block * BLOCK, (block + 1) * BLOCK))
        found[first:last] = mask[numbers[first:last] % BLOCK]
    return found


def _places(dialect: Dialect, chosen: str, *, parameters: Sequence[object]) -> NDArray[np.bool_]:
    """A mark at the number of every passage of the chosen documents."""
    last = dialect.run("SELECT coalesce(max(id), 0) FROM evidence_passages")[0][0]
    rows = dialect.run(
        "SELECT p.document, min(p.id), max(p.id), count(*) FROM evidence_passages p "
        f"WHERE p.document IN (SELECT {chosen}) GROUP BY p.document",
        parameters,
    )
    ends = np.zeros((last // BLOCK + 1) * BLOCK + 1, dtype=np.int32)
    if not rows:
        return ends[:-1] > 0
    document, first, end, count = np.array(rows, dtype=np.int64).T
    # Two writers at once may have taken their numbers in turn: such documents are read passage by passage.
    whole = end - first + 1 == count
    np.add.at(ends, first[whole], 1)
    np.add.at(ends, end[whole] + 1, -1)
    found = np.cumsum(ends[:-1]) > 0
    if not whole.all():
        scattered, values = dialect.among("p.document", document[~whole].tolist())
        statement = f"SELECT p.id FROM evidence_passages p WHERE {scattered}"
        found[np.array(dialect.run(statement, values), dtype=np.int64)[:, 0]] = True
    return found


def _cut(found: NDArray[np.bool_]) -> Masks:
    return dict(enumerate(found.reshape(-1, BLOCK)))
