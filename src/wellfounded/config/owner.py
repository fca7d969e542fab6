"""On PostgreSQL, makes and alters tables as their owner, whose name the open office does not use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, connection

from wellfounded.audit.grants import grant_to, lend_to, owns_nothing_of_the_log
from wellfounded.vault.errors import VaultError


@contextmanager
def as_owner() -> Iterator[None]:
    """Speak as the owner inside, grant the office's user its rights at the end, and be that user afterwards."""
    user = _lending_user() if settings.DB_OWNER and connection.vendor == "postgresql" else ""
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
        reach()
        yield True
    finally:
        connection.close()
        connection.settings_dict["USER"] = user


def reach() -> None:
    """Raises `VaultError` where the server of a PostgreSQL does not answer, or does not let this user in."""
    if connection.vendor != "postgresql":
        return
    try:
        connection.ensure_connection()
    except OperationalError as error:
        why = str(error).strip().splitlines()[0]
        raise VaultError(
            f"PostgreSQL cannot be reached: {why}. Check that it runs, and the settings WELLFOUNDED_DB_HOST, _PORT, "
            "_NAME, _USER and _OWNER. Nothing was changed."
        ) from None


def _lending_user() -> str:
    """The office's database user, once its own tables are lent: the owner's copy before an upgrade has all of them."""
    user = _user()
    with connection.cursor() as cursor:
        lend_to(cursor, settings.DB_OWNER)
    return user


def _user() -> str:
    """The office's database user; where no setting names it, as with `peer`, the server knows."""
    reach()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def owner_of_the_log() -> Iterator[str]:
    """What the start says where the office's database user could change its own log, and how to mend that."""
    if connection.vendor != "postgresql":
        return
    user = _user()
    with connection.cursor() as cursor:
        if owns_nothing_of_the_log(cursor):
            return
    yield f"! The database user “{user}” owns the log of this office, or is a superuser: whoever speaks SQL as it can"
    yield "change the log. Mend it as “What the office’s database user cannot do” in docs/how-to/run-a-shared-office.md"
    yield f"tells: a second role, REASSIGN OWNED BY “{user}” to it, WELLFOUNDED_DB_OWNER, and --prepare once."
