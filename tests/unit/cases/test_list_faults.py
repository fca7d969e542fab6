"""What a page says of a file that is no list."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from wellfounded.cases.list_faults import FAULTS, list_fault

OF_THE_CORE = {"message": "The table breaks off.", "mend": "Save it again."}


@pytest.mark.parametrize("told", [OF_THE_CORE, OF_THE_CORE | {"code": "of a newer reader"}])
def test_a_word_that_is_not_known_stands_as_the_reader_said_it(told: dict[str, str]) -> None:
    with override("ko"):
        assert list_fault(told) == "The table breaks off. Save it again."


@pytest.mark.parametrize("code", FAULTS)
def test_a_known_one_is_said_in_the_language_of_the_screen_with_its_value(code: str) -> None:
    told = OF_THE_CORE | {"code": code, "value": "§7§"}
    said = {}
    for language in ("en", "ko", "zh-hans"):
        with override(language):
            said[language] = list_fault(told)
    assert len(set(said.values())) == len(said)
    assert {("§7§" in one) for one in said.values()} == {"%(value)s" in str(FAULTS[code])}
