"""A citation that was made is true of its text, and what is found again is where it says, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellfounded.evidence.documents.citation import Citation, QuoteError, check, cite
from wellfounded.evidence.documents.extraction import RawPage, in_pages
from wellfounded.evidence.documents.found_again import How, find_again
from wellfounded.evidence.plain_text import passages_of
from wellfounded.evidence.sentences import sentences_of

WORDS = (
    "guards",
    "fired",
    "did",
    "not",
    "43.",
    "(a)",
    "border",
    "“never”",
    "난민은",
    "송환",
    "。",
    "难民",
    "\n",
    "\n\n",
    "U.N.",
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)
ANY = st.text(max_size=300)


@st.composite
def cited(draw: st.DrawFn) -> tuple[Citation, str]:
    """A text and a citation of some of it that is not blank."""
    text = draw(TEXTS.filter(lambda one: bool(one.strip())))
    first = draw(st.integers(0, len(text) - 1))
    last = draw(st.integers(first + 1, len(text)))
    if not text[first:last].strip():
        first, last = 0, len(text)
    return cite("ab", text, first=first, last=last), text


@given(cited())
def test_what_was_cited_holds_and_stands_where_it_stood(made: tuple[Citation, str]) -> None:
    citation, text = made
    check(citation, text)
    place = find_again(citation, text)
    assert (place.how, place.first, place.last) == (How.SAME, citation.first, citation.last)


@given(cited(), TEXTS)
@settings(max_examples=200)
def test_a_place_that_is_found_holds_the_words_that_are_said(made: tuple[Citation, str], other: str) -> None:
    citation, text = made
    for there in (other, f"{other}\n\n{text}", text.replace(" ", "\n"), f"{text}\n\n{text}"):
        place = find_again(citation, there)
        assert place.words == there[place.first : place.last]
        assert (place.how is How.LOST) == (place.why is not None) == (not place.words)
        if place.how in {How.SAME, How.EXACT}:
            assert place.words == citation.quote
        if place.how is How.NORMALISED:
            assert "".join(place.words.split()).casefold() == "".join(citation.quote.split()).casefold()


@given(ANY, st.integers(-5, 400), st.integers(-5, 400))
def test_a_citation_is_made_or_refused_and_nothing_else(text: str, first: int, last: int) -> None:
    try:
        citation = cite("ab", text, first=first, last=last)
    except QuoteError:
        return
    check(citation, text)
    assert citation.quote in text[first:last]


@given(st.one_of(ANY, TEXTS))
def test_sentences_hold_every_sign_once_and_in_order(text: str) -> None:
    spans = sentences_of(text)
    assert "".join("".join(text[slice(*span)].split()) for span in spans) == "".join(text.split())
    assert list(spans) == sorted(spans)
    for passage in passages_of(text):
        assert "".join("".join(passage.text[slice(*span)].split()) for span in passage.sentences) == "".join(
            passage.text.split()
        )


@given(st.lists(ANY, min_size=1, max_size=6))
def test_pages_stand_where_they_are_said_to(texts: list[str]) -> None:
    text, pages = in_pages([RawPage(number, words) for number, words in enumerate(texts, 1)])
    assert [page.number for page in pages] == list(range(1, len(texts) + 1))
    assert "\n\n".join(text[page.first : page.last] for page in pages) == text


def test_the_property_would_notice_a_citation_that_is_not_true() -> None:
    citation = cite("ab", "guards fired at night", first=0, last=12)
    with pytest.raises(QuoteError):
        check(citation, "guards fled at night!")
