"""What was corrected in the identity: what stood there, what stands there now, who changed it, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wellfounded.identity.dates.partial_date import parse
from wellfounded.persons.fields import PartialDateField
from wellfounded.persons.models import Identity, Journey, Nationality
from wellfounded.web.choices import shown_country
from wellfounded.web.date_words import date_words

if TYPE_CHECKING:
    from wellfounded.cases.models import Case

TABLES: dict[str, type[Any]] = {"": Identity, "journey": Journey, "nationality": Nationality}
COUNTRIES = frozenset({"birth_country", "journey.origin", "nationality.country"})


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    old: str
    new: str
    by: str
    at: datetime
    reason: str


def changes_of(case: Case) -> list[Change]:
    """The newest first. Filling in what was blank is no correction and stands in the history of the case."""
    rows = case.person.identity_changes.exclude(old="").select_related("by").order_by("-at", "-id")
    return [
        Change(
            _label(row.field), _shown(row.field, row.old), _shown(row.field, row.new), str(row.by), row.at, row.reason
        )
        for row in rows
    ]


def _label(field: str) -> str:
    table, _dot, name = field.rpartition(".")
    columns = {column.name: str(column.verbose_name) for column in TABLES[table]._meta.concrete_fields}  # noqa: SLF001 - Django's public way in
    return columns.get(name, name.replace("_", " "))


def _shown(field: str, text: str) -> str:
    if field in COUNTRIES and text:
        return shown_country(text)
    table, _dot, name = field.rpartition(".")
    column = next((one for one in TABLES[table]._meta.concrete_fields if one.name == name), None)  # noqa: SLF001 - Django's public way in
    if isinstance(column, PartialDateField) and text:
        return date_words(parse(text))
    words = dict(getattr(column, "flatchoices", ()))
    answers = {"True": _("yes"), "False": _("no")}
    return str(words.get(text, answers.get(text, text)))
