"""How whoever holds a copy of something is told that the index has changed: by a new number for each change.

The number is drawn by chance and not counted on. A change that was taken back, and another one after it, would
otherwise bear the same number, and a copy of what never was would be taken for what is.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellfounded.evidence.search.index.dialect import Dialect

PASSAGES, VECTORS = 1, 2
_BITS = 62


def changed(dialect: Dialect, what: int) -> None:
    """Say so, within the transaction of the change: `PASSAGES` with all that is told of them, or `VECTORS`."""
    dialect.run(
        "INSERT INTO evidence_state VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version",
        [what, secrets.randbits(_BITS)],
    )


def state_of(dialect: Dialect) -> tuple[int, int]:
    """The numbers of the last change of passages and of the last change of vectors; 0 where there was none."""
    told: dict[int, int] = dict(dialect.run("SELECT id, version FROM evidence_state"))
    return int(told.get(PASSAGES, 0)), int(told.get(VECTORS, 0))
