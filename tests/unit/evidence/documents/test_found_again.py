"""A citation finds its place again after a new extraction, or says that it is lost and why."""

from __future__ import annotations

import pytest

from wellfounded.evidence.documents.citation import Citation, cite, cite_words
from wellfounded.evidence.documents.found_again import Finder, How, Place, Why, find_again

REPORT = """A/HRC/25/63

43. Persons who were returned said that guards had questioned them for 8 weeks about whom they had met abroad.

44. Persons who stayed did not say so. The commission regards the first account as true and “consistent”.

45. In winter the river between the two countries is frozen, and guards fire at those who cross it by night.
"""
QUOTE = "guards had questioned them for 8 weeks about whom they had met abroad"


@pytest.fixture
def citation() -> Citation:
    return cite_words("ab", REPORT, quote=QUOTE)


def words_of(place: Place, text: str) -> str:
    assert place.words == text[place.first : place.last]
    return place.words


def test_in_the_same_text_it_stands_where_it_stood(citation: Citation) -> None:
    place = find_again(citation, REPORT)
    assert (place.how, place.first, place.last, place.likeness) == (How.SAME, citation.first, citation.last, 100)
    assert place.sure


def test_behind_a_new_cover_page_it_is_found_letter_by_letter(citation: Citation) -> None:
    text = "Distributed by a mirror\n\n" + REPORT
    place = find_again(citation, text)
    assert place.how is How.EXACT
    assert words_of(place, text) == QUOTE


@pytest.mark.parametrize(
    "there",
    [
        "guards had questioned them for 8 weeks\nabout whom they had met abroad",
        "guards had ques-\ntioned them for 8 weeks about whom they had met abroad",
        "GUARDS had questioned them for ８ weeks about whom they had\u00a0met abroad",
        "guardshadquestionedthemfor8weeksaboutwhomtheyhadmetabroad",
    ],
)
def test_white_space_broken_words_and_kinds_of_signs_do_not_matter(citation: Citation, there: str) -> None:
    text = REPORT.replace(QUOTE, there)
    place = find_again(citation, text)
    assert (place.how, words_of(place, text)) == (How.NORMALISED, there)
    assert place.sure


def test_misread_letters_are_found_near_and_a_person_must_look(citation: Citation) -> None:
    there = "guards had questioned thern for 8 weeks ahout whom they had rnet abroad"
    text = REPORT.replace(QUOTE, there)
    place = find_again(citation, text)
    assert (place.how, words_of(place, text)) == (How.NEAR, there)
    assert 88 <= place.likeness < 100
    assert not place.sure


@pytest.mark.parametrize(
    ("there", "why"),
    [
        ("guards had questioned them for 3 weeks about whom they had met abroad", Why.NUMBERS),
        ("guards had not questioned them for 8 weeks about whom they had met abroad", Why.SENSE),
        ("guards had questioned nobody", Why.NOT_THERE),
        ("", Why.NOT_THERE),
    ],
)
def test_other_numbers_another_sense_and_other_words_are_lost(citation: Citation, there: str, why: Why) -> None:
    place = find_again(citation, REPORT.replace(QUOTE, there))
    assert (place.how, place.why, place.words) == (How.LOST, why, "")


def test_a_short_quotation_is_not_looked_for_nearly() -> None:
    citation = cite_words("ab", REPORT, quote="river between")
    assert find_again(citation, REPORT.replace("river", "rivcr")).why is Why.NOT_THERE


def test_a_few_words_among_other_words_are_not_taken_for_them() -> None:
    citation = cite_words("ab", REPORT, quote="by night")
    assert find_again(citation, "Cover. " + REPORT).how is How.EXACT
    assert find_again(citation, "They traded by night, all of them, and slept by day.").how is How.LOST


def test_of_two_places_the_words_around_decide() -> None:
    citation = cite("ab", REPORT, first=REPORT.rindex("Persons"), last=REPORT.rindex("Persons") + 7)
    text = "Cover.\n\n" + REPORT
    place = find_again(citation, text)
    assert place.how is How.EXACT
    assert text[place.last :].startswith(" who stayed")


def test_of_two_places_that_nothing_tells_apart_none_is_guessed() -> None:
    line = "Guards fired at those who crossed the river at night.\n\n"
    citation = cite("ab", line, first=0, last=52)
    for text in (line * 3, line.upper() * 3, line.replace("crossed", "crosscd") * 3):
        assert find_again(citation, "Cover. " + text).why is Why.SEVERAL


def test_korean_with_other_spaces_and_a_misread_syllable() -> None:
    text = "조사위원회는 송환된 사람들이 여덟 주 동안 심문을 받았다고 적었다. 그 밖의 사람은 말하지 않았다."
    citation = cite_words("ab", text, quote="송환된 사람들이 여덟 주 동안 심문을 받았다고 적었다")
    spaced = text.replace("여덟 주 동안", "여덟주동안")
    assert find_again(citation, spaced).how is How.NORMALISED
    misread = text.replace("여덟", "여덜")
    assert find_again(citation, "머리말. " + misread).how is How.NEAR
    assert find_again(citation, text.replace("받았다고", "받지 않았다고")).how is How.LOST


def test_one_finder_serves_many_citations() -> None:
    finder = Finder("Cover\n\n" + REPORT)
    places = [finder.find(cite_words("ab", REPORT, quote=words)) for words in (QUOTE, "“consistent”", "A/HRC/25/63")]
    assert [place.how for place in places] == [How.EXACT] * 3
