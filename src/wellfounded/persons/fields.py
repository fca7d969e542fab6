"""The column in which a partial date lies: its text, exactly as it can be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from wellfounded.identity.dates.partial_date import PartialDate, parse
from wellfounded.persons.date_entry import LONGEST
from wellfounded.vault.sealed_columns import Closed, ClosedDate, SealedWords

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    _Column = models.Field[PartialDate | None, PartialDate | None]
else:
    _Column = models.Field


class PartialDateField(_Column):
    """A `PartialDate`, or None when nothing is known. In the database nothing is the empty text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": LONGEST, "blank": True, "default": None}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for given in ("max_length", "blank", "default"):
            kwargs.pop(given, None)
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "CharField"

    def from_db_value(self, value: str, *_: object) -> PartialDate | None:
        return parse(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        return value if isinstance(value, PartialDate) else parse(value) if value else None

    def get_prep_value(self, value: Any) -> str:
        return str(value) if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))


class SealedPartialDate(SealedWords[PartialDate | None, PartialDate | None], PartialDateField):
    """The same where the office seals its columns. What nobody here can open is a date of which nothing is known."""

    def _plain_converters(self, connection: BaseDatabaseWrapper) -> list[Any]:
        return PartialDateField.get_db_converters(self, connection)

    def from_db_value(self, value: str | None, *rest: object) -> PartialDate | None:
        found = super().from_db_value(value, *rest)
        if isinstance(found, Closed):
            return ClosedDate.of(found)
        return parse(found) if found else None
