"""Writes what changed in a row of the register, and keeps what stood there before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from wellfounded.persons.models import IdentityChange

if TYPE_CHECKING:
    from django.db import models

    from wellfounded.accounts.models import User


def changed_fields(row: models.Model, given: Mapping[str, Any]) -> list[str]:
    """The fields whose value would be another one."""
    return [name for name, value in given.items() if as_text(getattr(row, name)) != as_text(value)]


def write_changes(row: models.Model, given: Mapping[str, Any], *, by: User, reason: str) -> list[str]:
    """Save the new values of a row that belongs to a person; returns the fields that changed."""
    changed = changed_fields(row, given)
    table = type(row).__name__.lower()
    person: Any = getattr(row, "person")  # noqa: B009 - only the tables of one person come here
    for name in changed:
        old, new = as_text(getattr(row, name)), as_text(given[name])
        field = name if table == "identity" else f"{table}.{name}"
        IdentityChange.objects.create(person=person, field=field, old=old, new=new, reason=reason, by=by)
        setattr(row, name, given[name])
    if changed:
        row.save(update_fields=changed)
    return changed


def as_text(value: object) -> str:
    """A value as the history shows it; nothing known is the empty text."""
    return "" if value is None else str(value)
