"""The list of specific needs: codes as the field uses them, with labels of our own, kept as a versioned file.

The Korean and Chinese labels wait for a qualified reader: `checked` names the languages that are signed off.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wellfounded.persons.models.need import FLAGS

NEWEST = "v3"
LISTS = Path(__file__).with_name("lists")
LANGUAGES = ("en", "ko", "zh-hans")


@dataclass(frozen=True, slots=True)
class Need:
    """A code of the list."""

    code: str
    category: str
    labels: dict[str, str]
    checked: frozenset[str]

    def label(self, language: str) -> str:
        return self.labels.get(language, self.labels["en"])

    @property
    def flag(self) -> bool:
        """Whether it points towards questions on exclusion."""
        return self.code in FLAGS


@cache
def need_list(version: str = NEWEST) -> dict[str, Need]:
    """Every code of a version, in the order of the list."""
    with (LISTS / f"specific_needs.{version}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["code"]: Need(
            row["code"],
            row["category"],
            {language: row[language] for language in LANGUAGES},
            frozenset(row["checked"].split()),
        )
        for row in rows
    }
