"""A citation is checked against the text when it is made and when it is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from wellfounded.evidence.documents.citation import LONGEST, QuoteError, check, cite, cite_words

TEXT = "43. Guards fired at those who crossed.\n\n44. Guards did not fire. The river was frozen."


def test_a_citation_keeps_its_words_and_those_around_it() -> None:
    citation = cite("ab", TEXT, first=4, last=16)
    assert (citation.quote, citation.prefix) == ("Guards fired", "43. ")
    assert citation.suffix.startswith(" at those who crossed.")
    check(citation, TEXT)


def test_spaces_at_the_ends_are_left_out() -> None:
    assert cite("ab", TEXT, first=3, last=17).quote == "Guards fired"


@pytest.mark.parametrize(("first", "last"), [(-1, 4), (4, 4), (5, 4), (0, len(TEXT) + 1), (38, 40)])
def test_a_place_without_words_is_refused(first: int, last: int) -> None:
    with pytest.raises(QuoteError):
        cite("ab", TEXT, first=first, last=last)


def test_a_quotation_without_measure_is_refused() -> None:
    with pytest.raises(QuoteError):
        cite("ab", "x" * (LONGEST + 1), first=0, last=LONGEST + 1)


def test_words_are_found_where_they_stand_once() -> None:
    citation = cite_words("ab", TEXT, quote=" The river was frozen. ")
    assert TEXT[citation.first : citation.last] == "The river was frozen."


def test_words_are_compared_in_one_form_of_unicode() -> None:
    assert cite_words("ab", "caf\u00e9 noir", quote="cafe\u0301").quote == "caf\u00e9"


@pytest.mark.parametrize("quote", ["Guards", "guards fired", "Guards  fired", "", "  "])
def test_words_that_stand_twice_or_otherwise_are_refused(quote: str) -> None:
    with pytest.raises(QuoteError):
        cite_words("ab", TEXT, quote=quote)


@pytest.mark.parametrize(
    "change",
    [{"quote": "Guards fled"}, {"first": 5}, {"last": 15}, {"prefix": "42. "}, {"suffix": " upon"}, {"first": -90}],
)
def test_a_citation_that_does_not_stand_in_the_text_is_not_saved(change: dict[str, Any]) -> None:
    citation = replace(cite("ab", TEXT, first=4, last=16), **change)
    with pytest.raises(QuoteError):
        check(citation, TEXT)
