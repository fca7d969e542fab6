"""A register ten times as large without ten times the work: everybody again under other keys, born in other years.

Rows are copied inside SQLite, sorted as a build sorts them. So the size of the index and the times of look-ups are
those of a large register, whose names are as common as in the one it was made from, while rare names repeat more often
than they would. How long a build takes is not measured by it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

FIRST_YEAR, YEARS, APART = 1935, 75, 7


def other_year(year: int, turn: int) -> int:
    """The year of birth of somebody's copy."""
    return FIRST_YEAR + (year - FIRST_YEAR + APART * turn) % YEARS


def multiply(small: Path, large: Path, *, turns: int) -> None:
    """Write the index `large`, in which everybody of `small` stands `turns` times; does nothing where it stands."""
    if large.exists():
        return
    unfinished = large.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished, isolation_level=None)
    for setting in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -262144"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("ATTACH ? AS small", (str(small),))
    for (statement,) in connection.execute("SELECT sql FROM small.sqlite_master WHERE sql IS NOT NULL").fetchall():
        connection.execute(statement)
    apart = connection.execute("SELECT max(id) FROM small.identity_entry").fetchone()[0]
    connection.execute("CREATE TEMPORARY TABLE turn AS WITH RECURSIVE t(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM t "
                       "WHERE n + 1 < ?) SELECT n FROM t", (turns,))  # fmt: skip
    connection.execute("BEGIN")
    connection.execute(
        "INSERT INTO main.identity_entry (id, key, posted) SELECT id + n * ?, "
        "CASE n WHEN 0 THEN key ELSE key || '-' || n END, posted FROM turn CROSS JOIN small.identity_entry "
        "WHERE key LIKE 'r%' ORDER BY 1",
        (apart,),
    )
    connection.execute(
        "INSERT INTO main.identity_key (hash, year, id) SELECT k.hash, "
        "CASE n WHEN 0 THEN k.year ELSE ? + (k.year - ? + ? * n) % ? END, k.id + n * ? "
        "FROM small.identity_key k CROSS JOIN turn "
        "WHERE k.id IN (SELECT id FROM small.identity_entry WHERE key LIKE 'r%') ORDER BY 1, 2, 3",
        (FIRST_YEAR, FIRST_YEAR, APART, YEARS, apart),
    )
    connection.execute("COMMIT")
    connection.close()
    unfinished.rename(large)
