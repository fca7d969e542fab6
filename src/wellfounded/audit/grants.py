"""On PostgreSQL: what the office's database user may do, so that it cannot change the log.

The tables belong to another role, which makes and alters them and is not used while the office is open. A trigger stops
slips; a right that is missing stops whoever speaks SQL as the office, which can neither change an entry nor take away a
trigger. It may add entries, and remove a detail of which a tombstone tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.backends.utils import CursorWrapper

from wellfounded.audit.triggers import ERASABLE, KEYS


def grant_to(cursor: CursorWrapper, role: str) -> None:
    """Give the office's user what it needs, and of the log no more than reading and adding. As the owner."""
    for statement in statements(connection.ops.quote_name(role)):
        cursor.execute(statement)


def statements(role: str) -> Iterator[str]:
    """`role` is quoted already."""
    # The indexes of search make their tables when they are first used.
    yield f"GRANT USAGE, CREATE ON SCHEMA public TO {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    for table in KEYS:
        yield f"REVOKE ALL ON {table} FROM {role}, PUBLIC"
        yield f"GRANT SELECT, INSERT{', DELETE' if table == ERASABLE else ''} ON {table} TO {role}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}"


def owns_nothing_of_the_log(cursor: CursorWrapper) -> bool:
    """Whether the user of this connection is held by the grants: no owner of these tables, and no superuser."""
    cursor.execute(
        "SELECT count(*) FROM pg_tables t, pg_roles r WHERE r.rolname = current_user AND t.tablename = ANY(%s) "
        "AND (r.rolsuper OR pg_has_role(current_user, t.tableowner, 'MEMBER'))",
        [list(KEYS)],
    )
    return bool(cursor.fetchone()[0] == 0)
