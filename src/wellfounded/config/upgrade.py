"""Brings the tables of a store that holds something up to date: wholly, or not at all.

Every migration runs in one transaction, so that a failure in any of them, or the end of the process, leaves the store
as it was. Before it begins, a copy of the store is put beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from wellfounded.cases.backups import write_backup
from wellfounded.cases.store_keeping import (
    BEFORE_UPGRADE,
    BEFORE_UPGRADE_ON_POSTGRES,
    HALF_A_COPY,
    forget_copies_before_upgrade,
    home,
    is_encrypted,
    recovery,
)
from wellfounded.config.first_tables import lay_first_tables
from wellfounded.vault import unlocked
from wellfounded.vault.errors import VaultError
from wellfounded.vault.key_file import sync_folder
from wellfounded.vault.row_security import OFFICE, speaking_for
from wellfounded.vault.sqlcipher.snapshot import snapshot

NOTHING_SAID = "it gave no reason"
NO_RIGHT = "42501"  # PostgreSQL's number for it
NOT_THE_OWNER = (
    "This version needs other tables, and only the owner of the tables can make them. Give its name in "
    "WELLFOUNDED_DB_OWNER, with --prepare, and open the office without it afterwards. The store is as it was."
)


def lay_tables() -> bool:
    """Make the tables of a new store, or upgrade an old one. Returns whether an old one was upgraded.

    Raises:
        VaultError: the upgrade failed. The store is as it was.
    """
    with speaking_for(OFFICE):
        return _lay_tables()


def _lay_tables() -> bool:
    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        lay_first_tables(executor)
    elif executor.migration_plan(executor.loader.graph.leaf_nodes()):
        copy_before()
        _upgrade()
        return True
    else:
        forget_copy()  # the office was opened since the last upgrade, so that it went well
    _migrate()
    return False


def copy_before() -> None:
    """A copy to go back to. Encrypted like the store; of a PostgreSQL a backup, which needs a recovery."""
    forget_copy()
    if is_encrypted():
        store = Path(settings.DATABASES["default"]["NAME"])
        beside = home() / HALF_A_COPY
        snapshot(connection, beside, key=unlocked.key_for(store))
        beside.replace(home() / BEFORE_UPGRADE)
        sync_folder(home())
        return
    standing = recovery()  # never to one that the log does not know
    if standing is not None:
        write_backup(home() / BEFORE_UPGRADE_ON_POSTGRES, None, quorum=standing.quorum)


def forget_copy() -> None:
    forget_copies_before_upgrade()


def _upgrade() -> None:
    try:
        with _all_or_nothing():
            _migrate()
    except Exception as error:
        if getattr(error.__cause__, "sqlstate", "") == NO_RIGHT:
            raise VaultError(NOT_THE_OWNER) from error
        reason = (str(error).strip().splitlines() or [NOTHING_SAID])[0]
        raise VaultError(
            f"The store could not be upgraded to this version ({type(error).__name__}: {reason}). It is as it was, and "
            "nothing is lost. Open it with the version before, and report this."
        ) from error


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """SQLite remakes tables, which it does only while it does not check references; they are checked at the end."""
    with connection.constraint_checks_disabled(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that wait cannot be altered
        yield
        connection.check_constraints()


def _migrate() -> None:
    """Also where every table stands already: at its end Django notes which models and permissions there are."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
