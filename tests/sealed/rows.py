"""A row in every table with a sealed column that the verbs of the rig left empty. What it says does not matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from wellfounded.accounts.models import User
from wellfounded.persons.models import Person
from wellfounded.vault.office_keys.keyring import NoKey

if TYPE_CHECKING:
    from tests.sealed.office import SealedOffice


def _named(username: str) -> Callable[[], models.Model]:
    return lambda: User.objects.get(username=username)


def _older_and_newer() -> dict[str, Person]:
    first = Person.objects.order_by("pk").first() or Person.objects.create(reference="P-1")
    return {"first": first, "second": Person.objects.get_or_create(reference="P-2")[0]}


OLDER, NEWER = (lambda: _older_and_newer()["first"]), (lambda: _older_and_newer()["second"])
THREE_PEOPLE = {"recommended_by": _named("adjudicator"), "reviewed_by": _named("reviewer")}
# What the constraints of a table ask beyond a value in each column that needs one.
SAYS: dict[str, dict[str, Any]] = {
    "Appeal": {
        "first_recommended_by": _named("adjudicator"),
        "first_reviewed_by": _named("reviewer"),
        "first_decided_by": _named("second_reviewer"),
    },
    "AppealAddition": {"grounds": "x"},
    "AppealResult": {"outcome": "confirmed"},
    "Decision": THREE_PEOPLE,
    "DerivativeStatus": {"assessed_by": _named("adjudicator"), "granted_by": _named("reviewer")},
    "DuplicateLead": {"person": OLDER, "other": NEWER},
    "ExclusionFlag": {"code": "LP-CR"},
    "FindingEntry": {"word": "established"},
    "Merge": {"kept": OLDER, "merged": NEWER},
    "Passage": {"start": 1, "end": 2},
    "Photo": {"picture": b"x"},
    "QualitySample": {"seed": "0" * 64},
    "Receipt": {"seal": "0" * 64},
    "Recommendation": {"by": _named("adjudicator")},
    "Review": {"recommended_by": _named("adjudicator"), "by": _named("reviewer"), "result": "agree"},
}


def rows_for_empty_tables(office: SealedOffice) -> None:
    """Straight into the tables, by the first colleague who has the keys."""
    for model in apps.get_models():
        if hasattr(model, "sealing") and not models.QuerySet(model).exists():
            _made(office, model)


def _made(office: SealedOffice, model: type[models.Model]) -> models.Model:
    rows: list[models.Model] = list(models.QuerySet(model)[:1])
    if rows:
        return rows[0]
    row = model(**_fields(office, model))
    for user in User.objects.order_by("pk"):
        with office.acting(user):
            try:
                with transaction.atomic():
                    row.save()
            except NoKey:
                continue
            return row
    raise AssertionError(f"nobody has a key to {model.__name__}")


def _fields(office: SealedOffice, model: type[models.Model]) -> dict[str, Any]:
    said = SAYS.get(model.__name__, {})
    columns = [one for one in model._meta.concrete_fields if not one.primary_key and one.name not in said]  # noqa: SLF001 - Django's own way to ask a model
    return {one.name: _value(office, one) for one in columns if _is_needed(one)} | {
        name: value() if callable(value) else value for name, value in said.items()
    }


def _is_needed(column: models.Field[Any, Any]) -> bool:
    return not (column.null or column.has_default() or getattr(column, "auto_now_add", False) or column.blank)


def _value(office: SealedOffice, column: models.Field[Any, Any]) -> Any:
    if isinstance(column, models.ForeignKey):
        return _made(office, column.related_model)
    if column.choices:
        return next(iter(column.choices))[0]
    kinds: list[tuple[type[models.Field[Any, Any]], Any]] = [
        (models.DateTimeField, timezone.now()),
        (models.DateField, date(2024, 3, 2)),
        (models.IntegerField, 1),
        (models.JSONField, {"says": "x"}),
        (models.BinaryField, b"x"),
        (models.CharField, "x"),
        (models.TextField, "x"),
    ]
    return next(value for kind, value in kinds if isinstance(column, kind))
