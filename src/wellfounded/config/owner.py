"""On PostgreSQL, makes and alters tables as their owner, whose name the open office does not use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from wellfounded.audit.grants import grant_to, owns_nothing_of_the_log


@contextmanager
def as_owner() -> Iterator[None]:
    """Speak as the owner inside, grant the office's user its rights at the end, and be that user afterwards."""
    user = connection.settings_dict["USER"]
    with speaking_as_owner() as two:
        yield
        if two:
            with connection.cursor() as cursor:
                grant_to(cursor, user)


@contextmanager
def speaking_as_owner() -> Iterator[bool]:
    """Speak as the owner inside, and as the office's user afterwards. Whether they are two."""
    owner = settings.DB_OWNER
    if connection.vendor != "postgresql" or not owner:
        yield False
        return
    user = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = owner
    try:
        yield True
    finally:
        connection.close()
        connection.settings_dict["USER"] = user


def owner_of_the_log() -> Iterator[str]:
    """What the start says where the office's database user could change its own log, and how to mend that."""
    if connection.vendor != "postgresql":
        return
    user = connection.settings_dict["USER"]
    with connection.cursor() as cursor:
        if owns_nothing_of_the_log(cursor):
            return
    yield f"! The database user “{user}” owns the log of this office, or is a superuser: whoever speaks SQL as it can"
    yield "change the log. Mend it as “What the office’s database user cannot do” in docs/how-to/run-a-shared-office.md"
    yield f"tells: a second role, REASSIGN OWNED BY “{user}” to it, WELLFOUNDED_DB_OWNER, and --prepare once."
