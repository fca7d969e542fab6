"""What was refused of a list, in the language of the screen: the core gives stable words, the screen says them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from wellfounded.persons.date_entry import SENTENCES

PROBLEMS = {
    "no_name": gettext_lazy("There is no name. Give at least one, in whatever script it is known."),
    "names": gettext_lazy("There are too many names, or one is too long."),
    "unreadable": gettext_lazy(
        "The name “%(value)s” cannot be read. Write the letters of the name, in whatever script."
    ),
    "no_number": gettext_lazy("The entry has no number of its own. Number the entries, so that a hit can be found."),
    "twice": gettext_lazy("The number %(value)s stands twice. Give each entry a number of its own."),
    "birth": gettext_lazy("The birth date “%(value)s” cannot be read."),
    "second_birth": gettext_lazy("A second birth date, “%(value)s”, is not compared. Enter the person twice."),
    "ahead": gettext_lazy(
        "The birth date “%(value)s” has not come yet. Look at its year and century, and whether it stands in the right "
        "column."
    ),
    "after_list": gettext_lazy(
        "The birth date “%(value)s” is later than the list itself. Look at its year and century, and whether it stands "
        "in the right column."
    ),
    "after_end": gettext_lazy(
        "The birth date “%(value)s” is later than what the list says of the same person’s death, report or entry. Look "
        "at its year and century, and whether it stands in the right column."
    ),
    "sex": gettext_lazy("The sex “%(value)s” is not known. Write female or male, or leave it empty."),
    "no_entity": gettext_lazy("This is no entity. A line is one JSON object with id, schema and properties."),
    "cells": gettext_lazy("More cells than headings. Put texts with a separator into quotation marks."),
    "columns": gettext_lazy(
        "These columns are left out: %(value)s. If one of them is to be compared, head it number, name, surname, given "
        "name, birth, sex, place, father, mother or paper."
    ),
    "above": gettext_lazy("What stands above the headings is left out. Look whether somebody stands there."),
    "sheets": gettext_lazy(
        "Other sheets are left out: %(value)s. Save them as files of their own, if people are on them."
    ),
    "merged": gettext_lazy(
        "Cells are merged over several rows: what stands in them counts for the first of these rows alone. Part them "
        "in the spreadsheet program, and fill in every row."
    ),
    "formula": gettext_lazy(
        "A cell holds a formula without its result. Open the workbook in a spreadsheet program, and save it there."
    ),
    "too_long": gettext_lazy("The number or the birth date is too long. Shorten it."),
}
PLACES = {
    "row": gettext_lazy("row %(number)s"),
    "line": gettext_lazy("line %(number)s"),
    "entry": gettext_lazy("entry %(number)s"),
}


@dataclass(frozen=True, slots=True)
class RowSaid:
    """A row as it is shown. `lang` is `en` where the reason is only known in English."""

    where: str
    refused: bool
    reason: str
    lang: str = ""


def rows_said(problems: Iterable[Mapping[str, Any]]) -> list[RowSaid]:
    """Problems of a list as the store keeps them, in the language of the reader.

    A list that was brought in before reasons had codes keeps its English.
    """
    return [_said(problem) for problem in problems]


def _said(problem: Mapping[str, Any]) -> RowSaid:
    where, refused = where_words(problem["where"]), bool(problem["refused"])
    sentence = PROBLEMS.get(problem.get("code", ""))
    if sentence is None:
        return RowSaid(where, refused, f"{problem['message']} {problem['mend']}", "en")
    detail = SENTENCES.get(problem.get("detail", ""), "")
    return RowSaid(where, refused, f"{sentence % {'value': problem.get('value', '')}} {detail}".strip())


def where_words(where: str) -> str:
    """The place in a list: its own number as it stands, a row that has none in the language of the screen."""
    kind, _space, number = where.partition(" ")
    return str(PLACES[kind] % {"number": number}) if kind in PLACES else where
