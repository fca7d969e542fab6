"""What a PostgreSQL keeps of rows that were erased, and taking it away.

The server only marks a removed row. Its vacuum frees the place without overwriting it, and its statistics keep samples
of what stood in the columns. So every table that may hold words of a file is written anew, with the statistics, and
the write-ahead log is gone through until each of its files was written over. It takes the tables for as long as it
lasts, and twice their room: it is for an hour in which nobody works.
"""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic, sleep
from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps
from django.db import Error, OperationalError, ProgrammingError, connection
from django.utils.translation import gettext as _

from wellfounded.cases.errors import NotNow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.utils import CursorWrapper
    from psycopg.errors import Diagnostic

OF_FILES = ("persons", "cases", "web")
PATIENCE = 10.0  # seconds, for somebody who still works
_LOOK_AGAIN = 0.05
_NUMBER = re.compile(r"\d+")
_LOCKED = "55P03"  # PostgreSQL's number for a lock that was not to be had in time
_SNAPSHOTS = """
SELECT pid, backend_xid::text, backend_xmin::text FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND coalesce(backend_xid, backend_xmin) IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Swept:
    """How many tables were written anew, and whether the statistics and the write-ahead log were as well."""

    tables: int
    statistics: bool
    log: bool


def check_may_sweep() -> None:
    """Raise `NotNow` unless this is a PostgreSQL, and the user of the connection owns the tables."""
    if connection.vendor != "postgresql":
        raise NotNow(_("The store is no PostgreSQL server: it overwrites what is erased by itself."))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE oid = ANY(%s::regclass[]) "
            "AND NOT pg_has_role(current_user, relowner, 'USAGE')",
            [list(tables())],
        )
        if cursor.fetchone()[0]:
            raise _not_the_owner()


def tables() -> Iterator[str]:
    """Of the register, the cases and the pages, and the details of the log."""
    for app in OF_FILES:
        yield from (model._meta.db_table for model in apps.get_app_config(app).get_models())  # noqa: SLF001 - the public way to ask a model
    yield "audit_detail"


def sweep() -> Swept:
    """Outside any transaction.

    Raises:
        NotNow: somebody works, or it is not for this connection.
    """
    check_may_sweep()
    written = list(tables())
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {round(PATIENCE * 1000)}")
        try:
            for table in written:
                if not _write_table_anew(cursor, f"VACUUM (FULL, VERBOSE, ANALYZE) {connection.ops.quote_name(table)}"):
                    raise _not_the_owner()
                _forget_samples(cursor, table)
            statistics = _write_table_anew(cursor, "VACUUM (FULL, VERBOSE) pg_statistic")
            log = _write_log_anew(cursor)
        except OperationalError as error:
            raise _why(error) from None
        finally:
            with suppress(Error):  # the server may have gone away
                cursor.execute("RESET lock_timeout")
        return Swept(len(written), statistics, log)


def _write_table_anew(cursor: CursorWrapper, statement: str) -> bool:
    """Until the server says that it kept no dead row; False if it passed over the table, as one that is not ours.

    What is dead to nobody is decided by the oldest transaction of the whole server, also one of another database.
    """
    until = monotonic() + PATIENCE
    while True:
        _wait_for_snapshots(cursor)
        with _told_by_server() as told:
            cursor.execute(statement)
        if any(remark.severity == "WARNING" for remark in told):
            return False
        if not any(_kept(remark.detail) for remark in told):
            return True
        if monotonic() > until:
            raise _somebody_works()
        sleep(_LOOK_AGAIN)


class _Remark(NamedTuple):
    """What the server tells beside an answer: how grave, in English whatever its language, and the details."""

    severity: str
    detail: str


@contextmanager
def _told_by_server() -> Iterator[list[_Remark]]:
    told: list[_Remark] = []

    def tell(notice: Diagnostic) -> None:
        told.append(_Remark(notice.severity_nonlocalized or "", notice.message_detail or ""))  # empty afterwards

    plain = connection.connection
    plain.add_notice_handler(tell)
    try:
        yield told
    finally:
        plain.remove_notice_handler(tell)


def _kept(detail: str) -> bool:
    """The first number of the detail, in any language, is how many dead rows could not be taken away yet."""
    number = _NUMBER.search(detail)
    return number is not None and int(number[0]) > 0


def _wait_for_snapshots(cursor: CursorWrapper) -> None:
    """Until every transaction has ended that began before: a table written anew keeps the dead rows that one may see.

    Also the server's own, which analyses tables when it likes.
    """
    until = monotonic() + PATIENCE
    cursor.execute(_SNAPSHOTS)
    before = remaining = set(cursor.fetchall())
    while remaining:
        if monotonic() > until:
            raise _somebody_works()
        sleep(_LOOK_AGAIN)
        cursor.execute(_SNAPSHOTS)
        remaining = before & set(cursor.fetchall())


def _somebody_works() -> NotNow:
    return NotNow(_("Somebody works in the office. Close it, and do this again."))


def _why(error: OperationalError) -> NotNow:
    """A lock that is not to be had is of somebody who works. A full disk, or a server that went away, is told."""
    if getattr(error.__cause__, "sqlstate", None) == _LOCKED:
        return _somebody_works()
    why = (str(error).strip().splitlines() or [""])[0]
    return NotNow(
        _(
            "The server did not write all of it anew: %(why)s. Nothing is lost. See to it, with room for the tables "
            "twice over, and do this again."
        )
        % {"why": why}
    )


def _not_the_owner() -> NotNow:
    return NotNow(_("Only the owner of the tables can do this: give its name in WELLFOUNDED_DB_OWNER."))


def _forget_samples(cursor: CursorWrapper, table: str) -> None:
    """Of a table in which nothing is left the server keeps its old samples; those of a column go when it is altered."""
    quote = connection.ops.quote_name
    cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {quote(table)})")  # noqa: S608 - a name of our own, quoted
    if cursor.fetchone()[0]:
        return
    cursor.execute(
        "SELECT s.attname, format_type(a.atttypid, a.atttypmod) FROM pg_stats s JOIN pg_attribute a "
        "ON a.attrelid = %s::regclass AND a.attname = s.attname WHERE s.schemaname = 'public' AND s.tablename = %s "
        # A column that a policy asks cannot be altered: it is the number of a case or a person.
        "AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_policy'::regclass "
        "AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum)",
        [table, table],
    )
    for column, kind in cursor.fetchall():
        cursor.execute(f"ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} TYPE {kind}")


def _write_log_anew(cursor: CursorWrapper) -> bool:
    """Go on by one file of the log as often as there are files: each is then written over or gone."""
    if not _allowed(cursor, "SELECT count(*) FROM pg_ls_waldir()"):
        return False
    files = int(cursor.fetchone()[0])
    return all(_allowed(cursor, "CHECKPOINT") and _allowed(cursor, "SELECT pg_switch_wal()") for _ in range(files + 2))


def _allowed(cursor: CursorWrapper, statement: str) -> bool:
    try:
        cursor.execute(statement)
    except ProgrammingError:  # the right to do it is missing
        return False
    return True
