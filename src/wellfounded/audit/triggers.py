"""What the database itself refuses, whatever program speaks to it: to change the log.

They stop slips and injected statements. Whoever owns the database can take them away; that is what checkpoints kept by
others are for. SQLite makes a table anew for many alterations and loses its triggers: a migration that alters one of
these tables must call `install` at its end. Here SQLite's REPLACE counts, which removes a row without telling a
DELETE trigger: it is stopped at the insertion.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "The log is append-only."
NO_TOMBSTONE = "A detail is erased only after a later entry told of it."
OUT_OF_TURN = "Entries are counted without a gap."
ERASABLE = "audit_detail"
KEYS = {  # every table of the log with its primary key
    "audit_entry": "number",
    "audit_tombstone": "erased_id",
    "audit_checkpoint": "id",
    "audit_logkey": "id",
    ERASABLE: "entry_id",
}


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Set every trigger, in place of any that stands."""
    remove(editor)
    make = _postgres() if editor.connection.vendor == "postgresql" else _sqlite()
    for statement in make:
        editor.execute(statement, params=None)


def remove(editor: BaseDatabaseSchemaEditor) -> None:
    """Take every trigger away: before a migration that alters a table of the log, and between tests."""
    postgres = editor.connection.vendor == "postgresql"
    for table in KEYS:
        for name in _names(table):
            editor.execute(f"DROP TRIGGER IF EXISTS {name}{f' ON {table}' if postgres else ''}", params=None)


def _names(table: str) -> list[str]:
    return [f"{table}_no_{verb}" for verb in ("update", "delete", "truncate", "replace", "gap")]


def _sqlite() -> Iterator[str]:
    for table, key in KEYS.items():
        update, delete, _, replace, _ = _names(table)
        yield _sqlite_trigger(update, f"UPDATE ON {table}", words=REFUSAL)
        # The row's own number counts as well: REPLACE also takes away a row of the same rowid.
        there = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key} OR rowid = NEW.rowid)"  # noqa: S608 - names of our own
        if table == ERASABLE:
            missing = "NOT EXISTS (SELECT 1 FROM audit_tombstone WHERE erased_id = OLD.entry_id)"
            yield _sqlite_trigger(delete, f"DELETE ON {table} WHEN {missing}", words=NO_TOMBSTONE)
        else:
            yield _sqlite_trigger(delete, f"DELETE ON {table}", words=REFUSAL)
        yield _sqlite_trigger(replace, f"INSERT ON {table} WHEN {there}", words=REFUSAL)
    gap = "NEW.number <> (SELECT COALESCE(MAX(number) + 1, 0) FROM audit_entry)"
    yield _sqlite_trigger("audit_entry_no_gap", f"INSERT ON audit_entry WHEN {gap}", words=OUT_OF_TURN)


def _sqlite_trigger(name: str, when: str, *, words: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{words}'); END"


def _postgres() -> Iterator[str]:
    yield _postgres_function("audit_refuse", _raise(REFUSAL))
    missing = "NOT EXISTS (SELECT 1 FROM audit_tombstone WHERE erased_id = OLD.entry_id)"
    yield _postgres_function("audit_keep_detail", f"IF {missing} THEN {_raise(NO_TOMBSTONE)} END IF; RETURN OLD;")
    gap = "NEW.number <> (SELECT COALESCE(MAX(number) + 1, 0) FROM audit_entry)"
    yield _postgres_function("audit_count", f"IF {gap} THEN {_raise(OUT_OF_TURN)} END IF; RETURN NEW;")
    for table in KEYS:
        update, delete, truncate, *_ = _names(table)
        keeper = "audit_keep_detail" if table == ERASABLE else "audit_refuse"
        yield f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        yield f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {keeper}()"
        yield f"CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    yield "CREATE TRIGGER audit_entry_no_gap BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_count()"


def _raise(words: str) -> str:
    return f"RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';"


def _postgres_function(name: str, body: str) -> str:
    # Without a path of its own a temporary table of the session, called audit_tombstone, would vouch for any erasure.
    path = "SET search_path = pg_catalog, public, pg_temp"
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {path} AS $$ BEGIN {body} END $$"
