"""Tells PostgreSQL for whom this program asks, so that the server hides the rows of others: a second line.

The policies are in `wellfounded.cases.row_policies`. Each connection is told when it is made, and again whenever the
answer changes, so that none that is kept for the next request speaks for whoever came before. Whoever is not told
speaks for nobody, and sees no row. On SQLite nothing is said.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.backends.signals import connection_created

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

VARIABLE = "wellfounded.person"
NOBODY = ""
# What no person asks: a command before anybody signed in, a backup, a check that must not miss what is hidden.
OFFICE = "office"

_whose: ContextVar[str] = ContextVar("whose", default=NOBODY)


@contextmanager
def speaking_for(whose: int | str) -> Iterator[None]:
    """Inside, the database shows what this user may see: by number, or `NOBODY`, or `OFFICE`."""
    token = _whose.set(str(whose))
    try:
        _tell(connection)
        yield
    finally:
        _whose.reset(token)
        _tell_at_the_end(connection)


def speak_for(whose: int | str) -> None:
    """The same until a context around it ends: for a command, once it knows who gave it."""
    _whose.set(str(whose))
    _tell(connection)


def listen() -> None:
    """Tell each connection that is made. A pool gives the same one to many: it is told that nobody asks, too."""
    connection_created.connect(_tell_new, dispatch_uid="wellfounded.vault.row_security")


def _tell_new(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    _tell(connection)


def _tell(to: BaseDatabaseWrapper) -> None:
    """Past Django's cursors, which refuse in a transaction that failed. One that is not open is told when it opens."""
    if to.vendor == "postgresql" and to.connection is not None:
        to.connection.execute("SELECT set_config(%s, %s, false)", [VARIABLE, _whose.get()])


def _tell_at_the_end(to: BaseDatabaseWrapper) -> None:
    """A connection that cannot be told is not kept. In a failed transaction the server goes back to what was before."""
    try:
        _tell(to)
    except to.Database.Error:  # type: ignore[attr-defined] # each backend names its driver so
        if not to.in_atomic_block:
            to.close()
