"""Every column that can hold words is sealed where the office has keys, or is named with the reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from django.apps import apps
from django.db import models
from ruamel.yaml import YAML

from wellfounded.cases.compartments import HOLDS
from wellfounded.cases.entitled import EXPORTS, LISTS, NAMES, OWN, READ, WRITE
from wellfounded.cases.permissions import Permission
from wellfounded.vault.sealed_columns.fields import SealedColumn
from wellfounded.vault.sealed_columns.sealing import Sealing

APPS = ("persons", "cases", "library", "web")
REASONS = YAML(typ="safe").load(Path(__file__).with_name("clear_columns.yaml"))
HOLDS_WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
Column: TypeAlias = "models.Field[Any, Any]"


def tables() -> Iterator[type[models.Model]]:
    for app in APPS:
        yield from apps.get_app_config(app).get_models()


def columns(model: type[models.Model]) -> list[Column]:
    found = model._meta.concrete_fields  # noqa: SLF001 - Django's own way to ask a model
    return [one for one in found if isinstance(one, HOLDS_WORDS) or one.get_internal_type() == "CharField"]


def label(model: type[models.Model]) -> str:
    return str(model._meta.label)  # noqa: SLF001 - the same


def sealed(model: type[models.Model]) -> set[str]:
    return {one.name for one in columns(model) if isinstance(one, SealedColumn)}


def named() -> list[tuple[str, str]]:
    """Each clear column that the list names, in its order."""
    return [
        (table, column)
        for entries in REASONS.values()
        for entry in entries
        for table, names in entry.items()
        for column in names
    ]


def test_each_column_is_sealed_or_named_with_its_reason() -> None:
    clear = {(label(model), one.name) for model in tables() for one in columns(model)}
    clear -= {(label(model), name) for model in tables() for name in sealed(model)}
    whole = {table for table, column in named() if column == "*"}
    told = {pair for pair in named() if pair[1] != "*"}
    assert {pair for pair in clear if pair[0] not in whole} - told == set(), "sealed nowhere, and without a reason"
    assert told - clear == set(), "named as clear, and sealed or not there"
    assert len(named()) == len(set(named()))


def test_a_column_that_is_named_nowhere_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the list without one of its reasons."""
    reason = next(iter(REASONS))
    monkeypatch.setattr(
        "tests.architecture.test_sealed_columns.REASONS", {k: v for k, v in REASONS.items() if k != reason}
    )
    with pytest.raises(AssertionError, match="without a reason"):
        test_each_column_is_sealed_or_named_with_its_reason()


def test_every_table_of_somebodys_file_says_under_which_key_it_is_sealed() -> None:
    filed = {name for names in HOLDS.values() for name in names}
    without = {label(model) for model in tables() if sealed(model) and not hasattr(model, "sealing")}
    assert not without
    words = {label(model) for model in tables() if label(model) in filed and columns(model)}
    only_chosen = {table for table, _ in named()} - {label(model) for model in tables() if sealed(model)}
    assert words - only_chosen <= {label(model) for model in tables() if hasattr(model, "sealing")}


def test_each_compartment_has_its_readers() -> None:
    used = {sealing.compartment for model in tables() if (sealing := getattr(model, "sealing", None))}
    assert all(isinstance(model.sealing, Sealing) for model in tables() if hasattr(model, "sealing"))
    assert used == READ.keys() | {EXPORTS, LISTS, OWN, NAMES.partition(":")[2]} - {""}
    assert READ.keys() == WRITE.keys()


def test_each_reading_permission_opens_a_compartment() -> None:
    """A new permission to read belongs into the table of the keys."""
    reads = {one for one in Permission if re.search(r":read(_\w+)?$", one) and one.startswith("case:")}
    assert reads - {one for row in READ.values() for one in row} == {Permission.HISTORY_READ}  # lies with the course


def test_nothing_orders_or_finds_by_a_sealed_column() -> None:
    for model in tables():
        options = model._meta  # noqa: SLF001 - Django's own way to ask a model
        by = {str(one).lstrip("-") for one in options.ordering or ()}
        by |= {name.lstrip("-") for index in options.indexes for name in index.fields}
        assert not by & sealed(model), label(model)
        assert not [
            one.name
            for one in columns(model)
            if one.name in sealed(model) and (one.unique or getattr(one, "db_index", False))
        ]


def test_what_a_unique_constraint_no_longer_keeps_is_known() -> None:
    """Two seals of the same words differ: where a table keeps something once, its verb has to look."""
    found = {
        one.name
        for model in tables()
        for one in model._meta.constraints  # noqa: SLF001 - the same
        if isinstance(one, models.UniqueConstraint) and sealed(model).intersection(one.fields)
    }
    assert found == {"persons_language_once"}  # `add_language` looks
