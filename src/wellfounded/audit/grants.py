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

# What the role of the connection owns, and nothing else: nobody may give away a table of another.
OWN = """DO $$ DECLARE one record; BEGIN
    FOR one IN
        SELECT oid::regclass AS name, relkind = 'S' AS counts FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'S')
        AND pg_has_role(relowner, 'USAGE')
    LOOP
        EXECUTE CASE WHEN one.counts THEN 'GRANT USAGE, SELECT ON SEQUENCE '
            ELSE 'GRANT SELECT, INSERT, UPDATE, DELETE ON ' END || one.name || ' TO {role}';
    END LOOP;
END $$"""


def grant_to(cursor: CursorWrapper, role: str) -> None:
    """Give the office's user what it needs, and of the log no more than reading and adding. As the owner."""
    for statement in statements(connection.ops.quote_name(role)):
        cursor.execute(statement)


def statements(role: str) -> Iterator[str]:
    """`role` is quoted already."""
    # The indexes of search make their tables when they are first used, and these belong to the office's user.
    yield f"GRANT USAGE, CREATE ON SCHEMA public TO {role}"
    yield _own_tables_to(role)
    for table in KEYS:
        yield f"REVOKE ALL ON {table} FROM {role}, PUBLIC"
        yield f"GRANT SELECT, INSERT{', DELETE' if table == ERASABLE else ''} ON {table} TO {role}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}"


def lend_to(cursor: CursorWrapper, owner: str) -> None:
    """Let the owner of the other tables copy what the office's user made by itself. As that user."""
    cursor.execute(_own_tables_to(connection.ops.quote_name(owner)))


def _own_tables_to(role: str) -> str:
    return OWN.format(role=role.replace("'", "''"))


def owns_nothing_of_the_log(cursor: CursorWrapper) -> bool:
    """Whether the user of this connection is held by the grants: no owner of these tables, and no superuser."""
    cursor.execute(
        "SELECT count(*) FROM pg_tables t, pg_roles r WHERE r.rolname = current_user AND t.tablename = ANY(%s) "
        "AND (r.rolsuper OR pg_has_role(current_user, t.tableowner, 'MEMBER'))",
        [list(KEYS)],
    )
    return bool(cursor.fetchone()[0] == 0)
