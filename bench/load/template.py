"""A case with everything that hangs on it, taken apart so that it can be copied many thousand times."""

# ruff: noqa: SLF001 - the tables of a model have no other way in; Django describes it

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models

from bench.load.staff import RELATIONS
from wellfounded.accounts.models import User
from wellfounded.cases.models import Assignment, Case
from wellfounded.persons.models import Person

Table = type[models.Model]
# What even a case of long ago has kept. A recommendation and a decision lean on the receipt of the case they copy.
THIN = frozenset(
    {"Person", "Identity", "PersonName", "Nationality", "SpokenLanguage", "Journey", "Case", "Assignment"}
    | {"StatusEntry", "Deadline", "Recommendation", "Review", "Decision", "Counselling"}
)
LEFT_OUT = frozenset({"DuplicateCheck", "SavedRequest"})  # what waits for a matcher, and keys of forms


@dataclass(slots=True)
class Row:
    """A row as the store takes it. `key` is the column of its own key, where it has one that is not another row's."""

    table: Table
    values: list[Any]
    key: int | None
    # Columns that point to another row of the template (its place), and columns that point to a colleague.
    moves: list[tuple[int, int]] = field(default_factory=list)
    people: list[int] = field(default_factory=list)


def template_of(case: Case, *, whole: bool) -> list[Row]:
    """The rows of a case and its person, each after those that it points to."""
    known: dict[Table, list[models.Model]] = {Person: [case.person], Case: [case]}
    for table in tables():
        if table not in known and table.__name__ not in LEFT_OUT and (whole or table.__name__ in THIN):
            found = {row.pk: row for row in _hanging_on(table, known)}
            known[table] = [found[key] for key in sorted(found)]
    if not whole:
        known[Assignment] = _one_each(known[Assignment])
    originals = [row for table in tables() for row in known.get(table, ())]
    places = {(type(row), row.pk): place for place, row in enumerate(originals)}
    return [_taken_apart(row, places) for row in originals]


def place_of(table: Table, column: str) -> int:
    """Where a column stands among the values of a row."""
    return [one.attname for one in table._meta.concrete_fields].index(column)


@cache
def tables() -> tuple[Table, ...]:
    """The tables of people and cases, in an order in which no row points to a later one."""
    waiting = [*apps.get_app_config("persons").get_models(), *apps.get_app_config("cases").get_models()]
    ordered: list[Table] = []
    while waiting:
        free = [table for table in waiting if not ({one.related_model for one in _links(table)} - {table}) & {*waiting}]
        ordered += free
        waiting = [table for table in waiting if table not in free]
    return tuple(ordered)


def _links(table: Table) -> list[Any]:
    return [one for one in table._meta.concrete_fields if isinstance(one, models.ForeignKey)]


def _hanging_on(table: Table, known: dict[Table, list[models.Model]]) -> list[models.Model]:
    """The rows of a table that point to known rows of others."""
    links = [one for one in _links(table) if one.related_model in known and one.related_model is not table]
    manager = table._default_manager
    return [row for one in links for row in manager.filter(**{f"{one.name}__in": known[one.related_model]})]


def _one_each(assignments: list[Any]) -> list[models.Model]:
    """One colleague in each relation that the office under load gives out."""
    return list({one.relation: one for one in reversed(assignments) if one.relation in RELATIONS}.values())


def _taken_apart(original: models.Model, places: dict[tuple[Any, Any], int]) -> Row:
    columns = original._meta.concrete_fields
    values = [one.get_db_prep_save(getattr(original, one.attname), connection) for one in columns]
    own = original._meta.pk
    key = None if isinstance(own, models.OneToOneField) else columns.index(own)
    row = Row(type(original), values, key)
    for place, one in enumerate(columns):
        if isinstance(one, models.ForeignKey) and one.related_model is User:
            row.people.append(place)
        elif isinstance(one, models.ForeignKey) and (one.related_model, values[place]) in places:
            row.moves.append((place, places[one.related_model, values[place]]))
    return row
