"""Whether every page of an encrypted store is as it was written.

SQLCipher refuses a page that was changed, with one gap (4.19): when it is the last page that a statement reads, the end
of a long text comes back as zeros and nothing is raised. So the whole file is checked when the office opens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.vault.errors import StoreDamaged

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


def check_every_page(store: BaseDatabaseWrapper) -> None:
    """Verify the authentication code of each page: about a second for 100 MB.

    Raises:
        StoreDamaged: a page was changed or lost since it was written.
    """
    with store.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")  # pages still in the log are written where they are checked
        cursor.execute("PRAGMA cipher_integrity_check")
        complaints = [row[0] for row in cursor.fetchall()]
    if complaints:
        raise StoreDamaged(
            f"{len(complaints)} pages of the store were changed or lost since they were written "
            f"(the first: {complaints[0]}). Restore it from a backup; do not go on working with it."
        )
