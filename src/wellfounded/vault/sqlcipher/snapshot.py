"""A copy of the encrypted store as it is at one moment, while the office goes on working, under a key of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlcipher3 import dbapi2 as Database  # noqa: N812 - the name that Django's backends use

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


def snapshot(store: BaseDatabaseWrapper, to: Path, *, key: bytes) -> None:
    """Copy every page in one step, which a writer cannot come between. Nothing reaches the disk in clear."""
    to.touch(mode=0o600)
    store.ensure_connection()
    copy = Database.connect(str(to))
    try:
        copy.execute("PRAGMA cipher_log_level = NONE")
        copy.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        cast("Any", store.connection).backup(copy)
        # One file: what was in the write-ahead log of the store stands in its pages now.
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA synchronous = FULL")
    finally:
        copy.close()
