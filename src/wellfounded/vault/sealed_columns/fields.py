"""Columns that are sealed where the office has a key store, and plain columns where it has none.

What is empty stays empty, in clear: an empty text, no date, an empty list. Whoever reads the table learns that nothing
is there, and conditions on it work as ever. No other comparison does, and none is let through.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models

from wellfounded.vault.sealed_columns import cipher, foreign, rows
from wellfounded.vault.sealed_columns.sealing import ChangedError, is_on, seal, unseal
from wellfounded.vault.sealed_columns.values import (
    OWN_WORDS,
    BytesToLay,
    Closed,
    ClosedBytes,
    ClosedData,
    DataToLay,
    Foreign,
    InClear,
    NotOurs,
    SealedColumnError,
    SealedToYou,
    TextToLay,
)

ST = TypeVar("ST")  # what may be put into the column
GT = TypeVar("GT")  # what comes out of it

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

    from wellfounded.vault.sealed_columns.rows import Row

    class _Column(models.Field[ST, GT]):
        pass

    _Text = models.TextField[str, str]
    _Char = models.CharField[str, str]
    _Data = models.JSONField[Any, Any]
    _Binary = models.BinaryField[Any, Any]
else:

    class _Column:  # `Generic` has a layout of its own, which copies of Django's fields do not
        def __class_getitem__(cls, _: object) -> type:
            return cls

    _Text, _Char, _Data, _Binary = models.TextField, models.CharField, models.JSONField, models.BinaryField

ASKED = frozenset({"exact", "in", "isnull"})
EMPTY_DATA = frozenset({"{}", "[]", "null"})


class SealedColumn(_Column[ST, GT]):
    """What the columns have in common. It stands before a field of Django's among the bases."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        value = super().pre_save(model_instance, add)
        if isinstance(value, InClear) or not is_on():
            return value
        if (lay := getattr(value, "sealed", None)) is not None:  # before it is looked at: sealed bytes read as none
            return self._given_back(lay)
        return value if self._is_empty(value) else self._sealed(model_instance, value)

    def get_db_prep_value(self, value: Any, *rest: Any, **named: Any) -> Any:
        ready = isinstance(value, InClear | TextToLay | BytesToLay) or self._is_empty(value)
        if is_on() and not ready and not hasattr(value, "resolve_expression"):
            raise SealedColumnError(
                f"{self.model.__name__}.{self.attname} is sealed: save its row, and find it by another column."
            )
        return super().get_db_prep_value(value, *rest, **named)

    def select_format(self, compiler: SQLCompiler, *rest: Any) -> tuple[str, Any]:
        """With the number of its row before it, to which it is bound."""
        sql, params = rest
        return (rows.beside(self, sql, connection=compiler.connection) if is_on() else sql), params

    def get_db_converters(self, connection: BaseDatabaseWrapper) -> list[Any]:
        """An office that seals nothing reads its words as fast as ever."""
        return super().get_db_converters(connection) if is_on() else self._plain_converters(connection)

    def _plain_converters(self, connection: BaseDatabaseWrapper) -> list[Any]:  # noqa: ARG002 - others ask for it
        return []

    def get_lookup(self, lookup_name: str) -> Any:
        """Only what can be asked of the empty value: each value is checked above."""
        if is_on() and lookup_name not in ASKED:
            raise SealedColumnError(
                f"{self.model.__name__}.{self.attname} is sealed: the database cannot compare it by “{lookup_name}”."
            )
        return super().get_lookup(lookup_name)

    def _is_empty(self, value: Any) -> bool:
        """A text is what counts here, so that a date and a list are asked in one way."""
        return value is None or (isinstance(value, str | bytes | list | tuple) and not value)

    def _given_back(self, sealed: Any) -> Any:
        return TextToLay(sealed)

    def _sealed(self, row: models.Model, value: Any) -> Any:
        return TextToLay(cipher.as_text(seal(row, self.name, plain=self._as_bytes(value))))

    def _as_bytes(self, value: Any) -> bytes:
        return str(value).encode("utf-8", "surrogatepass")

    def _opened(self, sealed: str, row: Row | None) -> str:
        """What was told, or a `Closed` in its place."""
        try:
            plain = unseal(self.model, self.name, sealed=cipher.from_text(sealed), row=row)
        except ChangedError:
            return Foreign(sealed)
        return Closed(sealed) if plain is None else plain.decode("utf-8", "surrogatepass")

    def lies_in_clear(self, lies: Any) -> bool:
        """Whether words that this office ought to have sealed stand in the table as they are."""
        return bool(lies) and not lies.startswith(cipher.PREFIX) and lies not in OWN_WORDS


class SealedWords(SealedColumn[ST, GT]):
    """Of any length in PostgreSQL, since sealed words are longer than the words."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "text" if connection.vendor == "postgresql" else super().db_type(connection)

    def from_db_value(self, value: str | None, *_: object) -> Any:
        if not value or not is_on():
            return value
        row, lies = rows.apart(value)
        if lies.startswith(cipher.PREFIX):
            return self._opened(lies, row)
        return lies if not lies or lies in OWN_WORDS or foreign.is_ours(self) else Foreign(lies)


class SealedText(SealedWords[str, str], _Text):
    """A sealed `TextField`."""


class SealedChar(SealedWords[str, str], _Char):
    """A sealed `CharField`; `max_length` is for forms, and for SQLite."""


class SealedJSON(SealedColumn[Any, Any], _Data):
    """A sealed `JSONField`: in the table a text, and an empty list or object as it is."""

    def from_db_value(self, value: str | None, *rest: Any) -> Any:
        row, lies = (None, value) if value is None or not is_on() else rows.apart(value)
        found = super().from_db_value(lies, *rest)
        if not is_on() or self._is_empty(found):
            return found
        if not isinstance(found, str) or not found.startswith(cipher.PREFIX):
            return found if foreign.is_ours(self) else ClosedData(found, refusal=NotOurs)
        opened = self._opened(found, row)
        if isinstance(opened, Closed):
            return ClosedData(found, refusal=NotOurs if isinstance(opened, Foreign) else SealedToYou)
        return json.loads(opened, cls=self.decoder)

    def lies_in_clear(self, lies: Any) -> bool:
        """As the database gives its text."""
        return bool(lies) and lies not in EMPTY_DATA and not lies.startswith(f'"{cipher.PREFIX}')

    def _given_back(self, sealed: Any) -> Any:
        return TextToLay(sealed) if isinstance(sealed, str) else DataToLay(sealed)

    def get_db_prep_value(self, value: Any, *rest: Any, **named: Any) -> Any:
        if isinstance(value, DataToLay):
            return models.JSONField.get_db_prep_value(self, value.data, *rest, **named)
        return super().get_db_prep_value(value, *rest, **named)

    def _plain_converters(self, connection: BaseDatabaseWrapper) -> list[Any]:
        return models.JSONField.get_db_converters(self, connection)

    def _is_empty(self, value: Any) -> bool:
        return value is None or (type(value) in {dict, list} and not value)

    def _as_bytes(self, value: Any) -> bytes:
        return json.dumps(value, cls=self.encoder, ensure_ascii=False).encode("utf-8", "surrogatepass")


class SealedBytes(SealedColumn[Any, Any], _Binary):
    """A sealed `BinaryField`."""

    def from_db_value(self, value: Any, *_: object) -> Any:
        if value is None or not is_on():
            return value
        row, lies = rows.apart_bytes(bytes(value))
        if not lies.startswith(cipher.PREFIX_BYTES):
            return lies if not lies or foreign.is_ours(self) else ClosedBytes(lies)
        try:
            opened = unseal(self.model, self.name, sealed=lies, row=row)
        except ChangedError:
            opened = None
        return ClosedBytes(lies) if opened is None else opened

    def lies_in_clear(self, lies: Any) -> bool:
        return bool(lies) and not bytes(lies).startswith(cipher.PREFIX_BYTES)

    def _given_back(self, sealed: Any) -> Any:
        return BytesToLay(sealed)

    def _sealed(self, row: models.Model, value: Any) -> Any:
        return BytesToLay(seal(row, self.name, plain=bytes(value)))


def sealed_in(model: type[models.Model]) -> set[str]:
    """The names of the columns that may be sealed."""
    columns = model._meta.concrete_fields  # noqa: SLF001 - Django's own way to ask a model
    return {one.name for one in columns if isinstance(one, SealedColumn)}
