"""The encrypted store behind Django: Django's SQLite backend over `sqlcipher3`.

Only what differs stands here: which library is called, the key, and pragmas that make a committed answer survive a
power cut and a deleted row leave the file. The key comes from `vault.unlocked`; a store in memory, as tests use, has
none.
"""

from __future__ import annotations

import datetime as dt
import decimal
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base as sqlite
from django.db.backends.sqlite3._functions import (  # type: ignore[import-untyped] # Django publishes no types of it
    register as register_functions,
)
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as Database  # noqa: N812 - the name that Django's backends use

from wellfounded.vault.errors import StoreDamaged, StoreLocked
from wellfounded.vault.sqlcipher.cursor import Cursor
from wellfounded.vault.unlocked import key_for

BUSY_SECONDS = 20
STATEMENTS = 1000  # kept ready by a connection: a page needs many, and reading one anew costs more than running it
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # with less, a power cut loses answers that were acknowledged
    "secure_delete = ON",
    "temp_store = MEMORY",  # nothing spills onto the disk in clear
    "trusted_schema = OFF",  # a tampered schema calls no function of ours
    "foreign_keys = ON",
    "legacy_alter_table = OFF",
    "cache_size = -32000",  # kilobytes: decrypted pages stay in memory
)

# The library keeps adapters and converters of its own, so that Django's are given to it anew.
Database.register_converter("bool", b"1".__eq__)
Database.register_converter("date", sqlite.decoder(parse_date))
Database.register_converter("time", sqlite.decoder(parse_time))
Database.register_converter("datetime", sqlite.decoder(parse_datetime))
Database.register_converter("timestamp", sqlite.decoder(parse_datetime))
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(dt.date, sqlite.adapt_date)
Database.register_adapter(dt.datetime, sqlite.adapt_datetime)


class NoKey(StoreLocked, OperationalError):  # noqa: N818 - the word of the screen
    """The store is locked, said in a way that Django's commands understand too."""


class DatabaseWrapper(sqlite.DatabaseWrapper):
    display_name = "SQLCipher"
    Database = Database
    transaction_mode: str | None

    def get_connection_params(self) -> dict[str, Any]:
        params = {"timeout": BUSY_SECONDS, "cached_statements": STATEMENTS} | super().get_connection_params()
        self.transaction_mode = self.transaction_mode or "IMMEDIATE"  # a reader never has to become a writer midway
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        store = conn_params["database"]
        # The key is fetched first: no empty file is left beside a locked store.
        try:
            key = None if self.is_in_memory_db() else key_for(store)
        except StoreLocked as error:
            raise NoKey(error.message) from None
        connection = Database.connect(**conn_params)
        try:
            if key is not None:
                _unlock(connection, key, store=store)
            register_functions(connection)
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002 - Django's signature
        return self.connection.cursor(factory=Cursor)


def _unlock(connection: Any, key: bytes, *, store: Any) -> None:
    """Give the raw 256-bit key before anything else touches the file, and read a page to see that it fits."""
    connection.execute("PRAGMA cipher_log_level = NONE")  # what goes wrong is raised; the library need not print it too
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Database.DatabaseError as error:
        if isinstance(error, Database.OperationalError):  # no such folder, no right to write, busy: Django says it
            raise
        raise StoreDamaged(
            f"{store} cannot be read, although the passphrase and the key file are right. The store is damaged, or it "
            "belongs to another key file. Restore both from the same backup."
        ) from error
