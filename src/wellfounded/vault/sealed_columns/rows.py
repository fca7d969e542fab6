"""Which row a sealed value belongs to: its number is drawn before it is written, and read together with the value.

The database draws the number of a row only after its words were sealed. So it is asked for one beforehand. A value that
is read says nothing of its row, also not where Django gives values without rows; so the number, and that of the case or
person, is put before each sealed value by the query itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connections, models, router

from wellfounded.vault.office_keys import in_use

ST = TypeVar("ST")  # what may be put into the column
GT = TypeVar("GT")  # what comes out of it

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    class _Number(models.BigAutoField[ST, GT]):
        pass

else:

    class _Number(models.BigAutoField):
        def __class_getitem__(cls, _: object) -> type:
            return cls


MARK = "\x01"  # begins and ends what is put before a value; PostgreSQL keeps no \x00


@dataclass(frozen=True, slots=True)
class Row:
    """The number of a row, and the number of the subject where a column of the row itself says it."""

    number: int
    of: int | None = None


class RowNumber(_Number[ST, GT]):
    """The number of a row, drawn before the row is written where the office seals its columns."""

    def deconstruct(self) -> Any:
        """To migrations it is what it was."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BigAutoField", args, kwargs

    def get_pk_value_on_save(self, instance: models.Model) -> Any:
        sealing = getattr(instance, "sealing", None)
        # A row that is its own subject is saved before words of it are sealed.
        if sealing is None or not sealing.way or in_use.store() is None:
            return super().get_pk_value_on_save(instance)
        return _drawn(type(instance))


def _drawn(model: type[models.Model]) -> int:
    """The next number of this table."""
    connection = connections[router.db_for_write(model)]
    table = model._meta.db_table  # noqa: SLF001 - Django's own way to ask a model
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            column = str(model._meta.pk.column)  # noqa: SLF001 - the same
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [connection.ops.quote_name(table), column])
            return int(cursor.fetchone()[0])
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = %s RETURNING seq", [table])
        if (found := cursor.fetchone()) is not None:
            return int(found[0])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, 1)", [table])
        return 1


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def beside(field: models.Field[Any, Any], sql: str, *, connection: BaseDatabaseWrapper) -> str:
    """The column with the numbers before it. What is no plain column stays as it is, and opens to nothing."""
    quote = connection.ops.quote_name
    table, dot, column = sql.rpartition(".")
    if not dot or column != quote(str(field.column)):
        return sql
    options = field.model._meta  # noqa: SLF001 - Django's own way to ask a model
    subject = _column_of_subject(field.model)
    numbers = f"{table}.{quote(str(options.pk.column))}"
    of = f"COALESCE(CAST({table}.{quote(subject)} AS text), '')" if subject else "''"
    mark = "chr(1)" if connection.vendor == "postgresql" else "char(1)"
    before = f"{mark} || {numbers} || ':' || {of} || {mark}"
    if not isinstance(field, models.BinaryField):
        return f"({before} || CAST({sql} AS text))"
    if connection.vendor == "postgresql":
        return f"(convert_to({before}, 'UTF8') || {sql})"
    return f"CAST({before} || {sql} AS blob)"


def apart(found: str) -> tuple[Row | None, str]:
    """The row and the value as it lies in it."""
    if not found.startswith(MARK):
        return None, found
    numbers, _, lies = found[len(MARK) :].partition(MARK)
    return _row(numbers), lies


def apart_bytes(found: bytes) -> tuple[Row | None, bytes]:
    mark = MARK.encode()
    if not found.startswith(mark):
        return None, found
    numbers, _, lies = found[len(mark) :].partition(mark)
    return _row(numbers.decode("ascii", "replace")), lies


def _row(numbers: str) -> Row | None:
    number, _, of = numbers.partition(":")
    try:
        return Row(int(number), int(of) if of else None)
    except ValueError:  # not written by the query
        return None


def _column_of_subject(model: type[models.Model]) -> str:
    """Where one step leads from the row to its subject: its column."""
    way: str = model.sealing.way  # type: ignore[attr-defined] # each model with a sealed column says it
    if not way or "__" in way:
        return ""
    field: Any = model._meta.get_field(way)  # noqa: SLF001 - Django's own way to ask a model
    return str(field.column)
