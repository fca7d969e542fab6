"""On PostgreSQL, makes and alters tables as their owner, whose name the open office does not use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from wellfounded.audit.grants import grant_to


@contextmanager
def as_owner() -> Iterator[None]:
    """Speak as the owner inside, grant the office's user its rights at the end, and be that user afterwards."""
    owner = settings.DB_OWNER
    if connection.vendor != "postgresql" or not owner:
        yield
        return
    user = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = owner
    try:
        yield
        with connection.cursor() as cursor:
            grant_to(cursor, user)
    finally:
        connection.close()
        connection.settings_dict["USER"] = user
