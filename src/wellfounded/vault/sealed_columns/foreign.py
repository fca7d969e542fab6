"""What stands in sealed columns and was never written by this program: noticed in a request, and told after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db import models

_noticed: ContextVar[set[str] | None] = ContextVar("noticed", default=None)
_ours: ContextVar[bool] = ContextVar("clear_words_are_ours", default=False)


@contextmanager
def noticing() -> Iterator[set[str]]:
    """Table and column of each that is met inside."""
    found: set[str] = set()
    before = _noticed.set(found)
    try:
        yield found
    finally:
        _noticed.reset(before)


@contextmanager
def clear_words_are_ours() -> Iterator[None]:
    """While an office that began in clear is sealed, what lies in clear is what people told."""
    before = _ours.set(True)
    try:
        yield
    finally:
        _ours.reset(before)


def is_ours(column: models.Field[Any, Any]) -> bool:
    """Whether words in clear may stand in this column; otherwise they are noticed."""
    if _ours.get():
        return True
    notice(column.model, column.name)
    return False


def notice(model: type[models.Model], column: str) -> None:
    found = _noticed.get()
    if found is not None:
        found.add(f"{model._meta.db_table}.{column}")  # noqa: SLF001 - Django's own way to ask a model
