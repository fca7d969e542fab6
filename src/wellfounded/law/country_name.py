"""The names of countries in the languages of the catalogue, by three-letter code.

The names are those of the Unicode Common Locale Data Repository (licence Unicode-3.0): common names, no position on
any dispute.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from wellfounded.law.case_file import PERSON

NAMES = Path(__file__).with_name("country_names.json")


@cache
def country_names() -> dict[str, dict[str, str]]:
    """Every country's names, by code and language."""
    names: dict[str, dict[str, str]] = json.loads(NAMES.read_text(encoding="utf-8"))
    return names


def country_name(code: str, language: str = "en") -> str:
    """The name of a country; the code itself where it has none."""
    return country_names().get(code, {}).get(language, code)


def entity_name(entity: str, language: str = "en") -> str:
    """The name of an entity of a case: a country, a way onward (“China → North Korea”), nothing for the person."""
    if entity == PERSON:
        return ""
    return " → ".join(country_name(code, language) for code in entity.split(">"))
