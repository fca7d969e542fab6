"""What a remark says on a screen: its own sentence, with every value in the language of the reader."""

import re
from datetime import date

import pytest
from django.utils.html import escape
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
    "cited": "Guide, para 3",
    "published": date(2010, 1, 1),
    "on": date(2015, 1, 2),
    "count": 3,
}


@pytest.mark.parametrize("language", ["ko", "zh-hans"])
@pytest.mark.parametrize("code", RemarkCode, ids=lambda code: code.name)
def test_no_english_word_is_left(code: RemarkCode, language: str) -> None:
    places = re.findall(r"\{(\w+)\}", code.sentence)
    with override(language):
        said = remark_words(Remark(code, values={name: VALUES[name] for name in places}), LAW)
    # A standard of proof keeps its English term beside its name; what is marked as English may be so.
    said = re.sub(r"<(q|span) lang=.en.>.*?</\1>|<code>.*?</code>", "", said)
    assert not re.search(r"[A-Za-z]{3}|[{}]", re.sub(r"[(（][^()（）]*[)）]", "", said))


def test_a_sentence_in_english_names_facts_by_their_titles() -> None:
    remark = Remark(RemarkCode.OLDER_THAN_THE_EVENT, values=VALUES)
    assert remark.message == "“1” (2015-01-02) is held against “motives”, but is older than the departure."
    with override("en"):
        said = remark_words(remark, LAW)
    assert (
        said == f"“1” (2 January 2015) is held against “{LAW.facts['motives'].title}”, but is older than the departure."
    )


def test_a_country_fact_is_told_by_what_it_says_with_day_and_source_and_its_id_as_a_reference() -> None:
    fact = next(one for one in LAW.library.country_facts if one.published is not None)
    told: dict[str, Told] = {"source": fact.id, "statement": f"{fact.statement} <b>", "cited": fact.cited}
    remark = Remark(RemarkCode.COUNTRY_FACT_DUE, values=told | {"published": date(2010, 1, 2), "on": date(2015, 1, 2)})
    with override("ko"):
        said = remark_words(remark, LAW)
    assert f'<q lang="en">{escape(fact.statement)} &lt;b&gt;</q> <code>{fact.id}</code>' in said
    assert f'<span lang="en">{escape(fact.cited)}</span>, 2010년 1월 2일' in said


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
    # A country fact is said in the place of its source.
    assert places | {"statement"} == set(SAY) | {"distorting", "source", "on", "published", "count"}
