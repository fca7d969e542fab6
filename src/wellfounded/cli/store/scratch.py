"""The database into which a backup of a PostgreSQL is laid to be looked at: it holds the office in clear, and goes."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from wellfounded.cli.office import OfficeError, set_up
from wellfounded.cli.terminal import beside

if TYPE_CHECKING:
    from collections.abc import Iterator

# In any schema: a table, a view, a sequence. What is in none of them is empty.
ANYTHING = (
    "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND n.nspname NOT LIKE 'pg\\_%' "
    "AND n.nspname <> 'information_schema'"
)


@contextmanager
def scratch() -> Iterator[None]:
    """Drop the database at the end, whatever happens inside; what is no PostgreSQL is not touched.

    Raises:
        OfficeError: something is in it already, and nothing of it is touched; or it could not be dropped.
    """
    refuse_what_is_not_empty()
    from django.conf import settings  # noqa: PLC0415 - needs Django set up
    from django.db import connection  # noqa: PLC0415 - needs Django too

    if settings.DB != "postgres":
        yield
        return
    try:
        yield
    finally:
        _drop(str(connection.settings_dict["NAME"]))


def refuse_what_is_not_empty() -> None:
    """Before any share is typed, and once more before anything is laid.

    Raises:
        OfficeError: something is in the database already, and nothing of it is touched.
    """
    set_up()
    from django.conf import settings  # noqa: PLC0415 - needs Django set up
    from django.db import connection  # noqa: PLC0415 - needs Django too

    if settings.DB != "postgres":
        return
    import_module(settings.OPENING).reach()
    with connection.cursor() as cursor:
        cursor.execute(ANYTHING)
        if cursor.fetchone()[0]:
            raise OfficeError(
                "The database is not empty. A backup is looked at in one of its own, which is dropped at the end: name "
                "a new one."
            )


def _drop(name: str) -> None:
    from django.conf import settings  # noqa: PLC0415 - needs Django set up
    from django.db import DatabaseError, connection  # noqa: PLC0415 - needs Django too

    with import_module(settings.OPENING).speaking_as_owner():
        connection.close()
        try:
            with connection._nodb_cursor() as cursor:  # noqa: SLF001 - Django's own way to the server beside a database
                cursor.execute(f"DROP DATABASE {connection.ops.quote_name(name)} WITH (FORCE)")
        except DatabaseError as error:
            raise OfficeError(
                f"The database {name} could not be dropped ({str(error).strip()}). It holds the office in clear: drop "
                f"it now, with `dropdb {name}` as its owner."
            ) from None
    beside.print(f"The database {name}, in which it was laid, is dropped.")
