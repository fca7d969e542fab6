"""A check of what stands in a column, which on PostgreSQL also lets pass what is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import CheckConstraint

from wellfounded.vault.office_keys import in_use
from wellfounded.vault.sealed_columns.cipher import PREFIX

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.models import Model, Q


class CheckOfWords(CheckConstraint):
    """The same on SQLite as a plain check. What is sealed was checked by the verb alone."""

    def __init__(self, *, condition: Q, column: str, name: str) -> None:
        self.column = column
        super().__init__(condition=condition, name=name)

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        path, _args, kwargs = super().deconstruct()
        return path, (), kwargs | {"column": self.column}

    def _get_check_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> str:
        with in_use.using(None):  # a condition on a sealed column is refused otherwise
            plain: str = super()._get_check_sql(model, schema_editor)  # type: ignore[misc] # Django's own, without a type
        if schema_editor.connection.vendor != "postgresql":
            return plain
        return or_sealed(plain, schema_editor.quote_name(self.column))


def or_sealed(check: str, column: str) -> str:
    """`column` is quoted already."""
    return f"({check}) OR starts_with({column}, '{PREFIX}')"
