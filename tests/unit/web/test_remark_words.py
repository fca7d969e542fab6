"""What a remark says on a screen: its own sentence, with every value in the language of the reader."""

import re
from datetime import date

import pytest
from django.utils.translation import override

from tests.factories import law_of, real
from wellfounded.law.case_file import FactState, FindingWord
from wellfounded.law.fact_reader import DISTORTING
from wellfounded.law.fact_reader import RESULTS as CREDIBILITY_RESULTS
from wellfounded.law.finding import Label
from wellfounded.law.remark import SENTENCES, Remark, RemarkCode, Told
from wellfounded.web.assessment import words
from wellfounded.web.assessment.remark_words import FOUND, LABELS, RESULTS, SAY, remark_words

LAW = law_of("unhcr", library=real())
VALUES: dict[str, Told] = {
    "criterion": LAW.criteria["cessation"].title,
    "country": "PRK",
    "profile": LAW.profile.title,
    "judged": "balance_of_probabilities",
    "standard": "reasonable_degree_of_likelihood",
    "fact": "motives",
    "facts": ("motives", "departure_date"),
    "criteria": ("cessation",),
    "found": FindingWord.ESTABLISHED,
    "label": Label.NOT_MET,
    "state": FactState.REFUTED,
    "result": "not_accepted",
    "waits": "person",
    "distorting": ("trauma", "statement_under_arrest"),
    "source": "“1”",
    "on": date(2015, 1, 2),
    "count": 3,
}


@pytest.mark.parametrize("language", ["ko", "zh-hans"])
@pytest.mark.parametrize("code", RemarkCode, ids=lambda code: code.name)
def test_no_english_word_is_left(code: RemarkCode, language: str) -> None:
    places = re.findall(r"\{(\w+)\}", code.sentence)
    with override(language):
        said = remark_words(Remark(code, values={name: VALUES[name] for name in places}), LAW)
    # A standard of proof keeps its English term beside its name.
    assert not re.search(r"[A-Za-z]{3}|[{}]", re.sub(r"[(（][^()（）]*[)）]", "", said))


def test_a_sentence_in_english_names_facts_by_their_titles() -> None:
    remark = Remark(RemarkCode.OLDER_THAN_THE_EVENT, values=VALUES)
    assert remark.message == "“1” (2015-01-02) is held against “motives”, but is older than the departure."
    with override("en"):
        said = remark_words(remark, LAW)
    assert (
        said == f"“1” (2 January 2015) is held against “{LAW.facts['motives'].title}”, but is older than the departure."
    )


def test_what_the_law_does_not_know_stands_as_it_was_written() -> None:
    unknown: dict[str, Told] = {"fact": "gone", "criteria": ("gone",), "judged": "gone", "distorting": ("gone",)}
    for code in (RemarkCode.NOT_MATERIAL, RemarkCode.TRANSITION_UNREAD, RemarkCode.DISTORTION_IGNORED):
        assert "gone" in remark_words(Remark(code, values=VALUES | unknown), LAW)
    assert "“gone”" in remark_words(Remark(RemarkCode.WRONG_STANDARD, values=VALUES | unknown), LAW)


def test_every_stable_word_has_its_words() -> None:
    assert set(FOUND) == {FindingWord.ESTABLISHED, FindingWord.NOT_ESTABLISHED}
    assert set(LABELS) == {Label.MET, Label.NOT_MET}
    assert set(RESULTS) == set(CREDIBILITY_RESULTS)
    assert set(words.FACTORS) == set(DISTORTING)


def test_every_place_of_a_sentence_is_said_in_some_way() -> None:
    places = {name for sentence in SENTENCES.values() for name in re.findall(r"\{(\w+)\}", sentence)}
    assert set(SENTENCES) == set(RemarkCode)
    assert places == set(SAY) | {"distorting", "source", "on", "count"}
