"""Under which key the rows of a table are sealed, and the two steps: into the table, and out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wellfounded.vault.office_keys import in_use, keyring
from wellfounded.vault.sealed_columns import cipher, foreign

if TYPE_CHECKING:
    from django.db import models

    from wellfounded.vault.office_keys.keyring import Keyring
    from wellfounded.vault.sealed_columns.rows import Row


class ChangedError(Exception):
    """What was sealed was changed since, or stood elsewhere."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """The compartment of a table, and the way from its rows to the case, person or user that they belong to.

    Without a way, the row itself is the subject.
    """

    compartment: str
    way: str = ""

    def subject_of(self, row: models.Model) -> str:
        """`case:12`. The last step reads no row.

        Raises:
            ValueError: the row that it belongs to was not saved yet.
        """
        *steps, last = self.way.split("__") if self.way else [""]
        for step in steps:
            row = getattr(row, step)
        if not last:
            return _subject(type(row), row.pk)
        field: Any = row._meta.get_field(last)  # noqa: SLF001 - Django's own way to ask a model
        return _subject(field.related_model, getattr(row, field.attname))


def _subject(model: type[models.Model], key: object) -> str:
    if key is None:
        raise ValueError(f"a {model.__name__} has to be saved before words of it are sealed")
    return f"{model._meta.model_name}:{key}"  # noqa: SLF001 - Django's own way to ask a model


def is_on() -> bool:
    """Whether this office seals its columns."""
    return in_use.store() is not None


def seal(row: models.Model, column: str, *, plain: bytes) -> bytes:
    """The value of one column of a row, as it goes into the table.

    Raises:
        NoKey: whoever writes has no key to it.
    """
    sealing: Sealing = row.sealing  # type: ignore[attr-defined] # each model with a sealed column says it
    if row.pk is None:
        raise ValueError(f"a {type(row).__name__} has to be saved, or numbered, before words of it are sealed")
    key_id, key = keyring.to_seal(sealing.subject_of(row), sealing.compartment)
    return cipher.seal(plain, key, key_id=key_id, where=_where(type(row), column), row=row.pk)


def unseal(model: type[models.Model], column: str, *, sealed: bytes, row: Row | None) -> bytes | None:
    """What was sealed; None for whoever has no key.

    Raises:
        ChangedError: the key that it names does not open it here, or the row is not the one that it belongs to.
    """
    ring = keyring.current()
    key = None if ring is None else ring.reads(cipher.key_of(sealed))
    if ring is None or key is None:
        return None
    plain = None
    if _fits(ring, model, sealed=sealed, row=row):
        plain = cipher.unseal(sealed, key, where=_where(model, column), row=None if row is None else row.number)
    if plain is None:
        foreign.notice(model, column)
        raise ChangedError
    return plain


def _fits(ring: Keyring, model: type[models.Model], *, sealed: bytes, row: Row | None) -> bool:
    """Whether the key is of the case or person of the row, and the seal is one that this office makes."""
    if not cipher.is_of_a_row(sealed) and ring.store.seals_rows:
        return False
    if row is None or row.of is None:
        return True
    way: str = model.sealing.way  # type: ignore[attr-defined] # each model with a sealed column says it
    field: Any = model._meta.get_field(way)  # noqa: SLF001 - Django's own way to ask a model
    return ring.subject_of(cipher.key_of(sealed)) == _subject(field.related_model, row.of)


def _where(model: type[models.Model], column: str) -> str:
    return f"{model._meta.db_table}.{column}"  # noqa: SLF001 - Django's own way to ask a model
