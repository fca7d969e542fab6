"""Plants words in every sealed column of an office: by its verbs where people type them, then in each row there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from tests.crash.canaries import planted
from tests.sealed.office import SealedOffice
from tests.sealed.rows import rows_for_empty_tables
from tests.sealed.verbs import told_by_verbs
from wellfounded.accounts.models import User
from wellfounded.identity.dates.partial_date import PartialDate
from wellfounded.vault.office_keys.keyring import NoKey
from wellfounded.vault.sealed_columns.fields import SealedColumn


def _somebody() -> User:
    return User.objects.get(username="second_reviewer")


_BY_AND_AT = ("by", _somebody), ("at", timezone.now)
# What the constraints ask for beside a reason: who it was, and when.
BESIDE: dict[str, dict[str, Any]] = {
    "closed_by": {"closed_on": timezone.localdate},
    "edited": {f"edited_{name}": value for name, value in _BY_AND_AT},
    "ended_reason": {f"ended_{name}": value for name, value in _BY_AND_AT} | {"ended_on": timezone.localdate},
    "told_how": {"told_on": timezone.localdate},
    "undone_reason": {f"undone_{name}": value for name, value in _BY_AND_AT},
    "withdrawn_reason": {f"withdrawn_{name}": value for name, value in _BY_AND_AT},
    "cancelled_reason": {"state": "cancelled", "started_at": None},
    "SearchHit.note": {"outcome": "nothing", "settled_by": _somebody, "settled_at": timezone.now},
}


# In clear, the table takes no word in these but those of its list.
CHECKED = {"answered", "word"}


@dataclass
class Planted:
    words: int = 0
    columns: set[str] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=count)

    def word(self) -> str:
        self.words += 1
        return planted(next(self.numbers))


def sealed_columns() -> set[str]:
    """All that hold words; a date has no room for one."""
    return {f"{model._meta.label}.{one.name}" for model in sealed_models() for one in columns_of(model)}  # noqa: SLF001 - Django's own way to ask a model


def sealed_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if hasattr(model, "sealing")]


def columns_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    found = [one for one in model._meta.concrete_fields if isinstance(one, SealedColumn)]  # noqa: SLF001 - Django's own way to ask a model
    return [one for one in found if not _is_date(one)]


def plant(office: SealedOffice, *, words: int) -> Planted:
    found = Planted()
    told_by_verbs(office, found.word, words=words)
    rows_for_empty_tables(office)
    for model in sealed_models():
        _in_each_column(office, model, found)
    return found


def _in_each_column(office: SealedOffice, model: type[models.Model], found: Planted) -> None:
    """By whoever can open the row: the colleagues are tried one after the other."""
    rows: list[models.Model] = list(models.QuerySet(model).order_by("pk")[:1])
    if not rows:
        return
    [row] = rows
    for column in columns_of(model):
        if office.store is None and column.name in CHECKED:
            continue
        setattr(row, column.attname, _as_value(column, found.word()))
        beside = BESIDE.get(column.name, {}) | BESIDE.get(f"{model.__name__}.{column.name}", {})
        for name, value in beside.items():
            if hasattr(model, name):
                setattr(row, name, value() if callable(value) else value)
    for user in User.objects.order_by("pk"):
        with office.acting(user):
            if _saved(row):
                found.columns |= {f"{model._meta.label}.{column.name}" for column in columns_of(model)}  # noqa: SLF001 - Django's own way to ask a model
                return


def _saved(row: models.Model) -> bool:
    try:
        models.Model.save(row)  # past what is written once: only the columns count here
    except NoKey:
        return False
    return True


def _as_value(column: models.Field[Any, Any], word: str) -> Any:
    if isinstance(column, models.JSONField):
        return {"told": word}
    return word.encode() * 3 if isinstance(column, models.BinaryField) else word


def _is_date(column: models.Field[Any, Any]) -> bool:
    return isinstance(column.to_python("1992"), PartialDate)
