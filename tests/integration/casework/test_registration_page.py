"""The page on registration says what the program does."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from wellfounded.persons.date_entry import read_date
from wellfounded.persons.exchange.row import COLUMNS, WRITTEN_ONLY
from wellfounded.persons.quality import CHECKS

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "registration.md").read_text(encoding="utf-8")


def rows(after: str) -> list[list[str]]:
    """The rows of the first table after these words."""
    table = re.search(r"^\|---.*?\n((?:\|.*\n)+)", PAGE[PAGE.index(after) :], re.MULTILINE)
    assert table is not None
    return [[cell.strip() for cell in line.split(" | ")] for line in table[1].strip("|\n ").split(" |\n| ")]


def test_every_check_stands_there_with_its_sentence() -> None:
    assert rows("## Checks") == [[f"`{one.name}`", one.field, str(one.sentence)] for one in CHECKS]


def test_every_column_stands_there_and_whether_it_comes_in() -> None:
    found = {row[0].strip("`"): row[1].startswith("yes") for row in rows("## Lists out and in")}
    assert found == {column: column not in WRITTEN_ONLY for column in COLUMNS}


def test_every_date_that_is_shown_can_be_typed() -> None:
    shown = [typed for row in rows("## Dates") for typed in re.findall(r"`([^`]+)`", row[0])]
    assert len(shown) > 15
    assert all(read_date(typed) for typed in shown)


@pytest.mark.parametrize("model", list(apps.get_app_config("persons").get_models()), ids=lambda model: model.__name__)
def test_every_table_stands_there(model: type) -> None:
    assert f"`{model.__name__}`" in PAGE or model.__name__ == "Person"
