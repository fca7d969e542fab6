"""What was typed for a table, read field by field as its columns want it.

What was left blank is not there at all, so that saving a form never erases what stands. What cannot be used is refused
all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from wellfounded.cases.typed_text import clean, refuse
from wellfounded.identity.dates.partial_date import NotADate
from wellfounded.law.country_name import country_names
from wellfounded.persons.date_entry import read_date
from wellfounded.persons.fields import PartialDateField

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

COUNTRY_CODE = 3


def read_entry(model: type[models.Model], request: DataclassInstance, *, needed: Iterable[str] = ()) -> dict[str, Any]:
    """The fields of `request` that `model` has too and that were filled in.

    Raises:
        Invalid: with a sentence for each field that cannot be used, or that is needed and blank.
    """
    typed = {field.name: getattr(request, field.name) for field in fields(request) if field.name != "key"}
    given, problems = read_typed(model, typed)
    refuse(problems | {name: _("This is still blank.") for name in needed if name not in given | problems})
    return given


def read_typed(model: type[models.Model], typed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """What can be used, and a sentence for each field that cannot."""
    columns = {field.name: field for field in model._meta.concrete_fields}  # noqa: SLF001 - Django's public way in
    given: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name in typed.keys() & columns.keys():
        try:
            value = _value(columns[name], typed[name])
        except ValueError as wrong:
            problems[name] = str(wrong)
        else:
            if value is not None and value != "":
                given[name] = value
    return given, dict(sorted(problems.items()))


def _value(column: models.Field[Any, Any], typed: Any) -> Any:
    """The value for a column; ValueError with the sentence for the screen when there is none."""
    if not isinstance(typed, str):
        return typed
    text = clean(typed)
    if not text:
        return None
    if isinstance(column, PartialDateField):
        return read_date(text)
    if isinstance(column, models.DateField):
        return _day(text)
    return _text(column, text)


def _text(column: models.Field[Any, Any], text: str) -> str:
    if column.choices and text not in dict(column.flatchoices):
        raise ValueError(_("Choose one of the words that are offered."))
    if column.max_length == COUNTRY_CODE:
        return country_code(text)
    if column.max_length and len(text) > column.max_length:
        raise ValueError(_("Write this more shortly, in at most %(count)d characters.") % {"count": column.max_length})
    return text


def country_code(text: str) -> str:
    """The code of a country, or ValueError with the sentence for the screen."""
    code = text.upper()
    if code not in country_names():
        raise ValueError(_("Choose a country, or write its code of three letters, like PRK."))
    return code


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotADate("form", _("Write the day as year, month, day: 2024-03-02.")) from None
