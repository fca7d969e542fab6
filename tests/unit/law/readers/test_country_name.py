"""Countries have names in every language of the catalogue; a code without one stands for itself."""

from __future__ import annotations

import pytest

from wellfounded.law.catalogue import LANGUAGES
from wellfounded.law.country_name import country_name, country_names, entity_name


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("PRK", "en", "North Korea"),
        ("CHN", "ko", "중국"),
        ("CHN", "zh-Hans", "中国"),
        ("CHN", "fr", "CHN"),
        ("ZZZ", "en", "ZZZ"),
    ],
)
def test_a_country_has_a_name(code: str, language: str, *, name: str) -> None:
    assert country_name(code, language) == name


@pytest.mark.parametrize(
    ("entity", "name"),
    [("person", ""), ("CHN", "China"), ("CHN>PRK", "China → North Korea"), ("AAA>CHN", "AAA → China")],
)
def test_an_entity_is_named_as_a_page_says_it(entity: str, name: str) -> None:
    assert entity_name(entity) == name


def test_every_country_is_named_in_every_language() -> None:
    assert not [code for code, names in country_names().items() if set(LANGUAGES) - {k for k, v in names.items() if v}]
