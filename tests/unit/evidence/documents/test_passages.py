"""Passages of a document with pages: the furniture left out, numbers carried over, every offset right."""

from __future__ import annotations

import pytest

from wellfounded.evidence.documents.content_type import Kind
from wellfounded.evidence.documents.extraction import Extraction, RawPage, in_pages
from wellfounded.evidence.documents.furniture import inner_spans
from wellfounded.evidence.documents.passages import passages_of_document
from wellfounded.evidence.passage import Passage
from wellfounded.evidence.search.language import Language


def report(*pages: str) -> Extraction:
    text, found = in_pages([RawPage(number, words) for number, words in enumerate(pages, 1)])
    return Extraction(Kind.PDF, text, "a reader", found)


REPORT = report(
    "A/HRC/25/63\n\n42. Persons who were returned said so.\n\n43. They said that guards had questioned\n\n2",
    "A/HRC/25/63\n\nthem for weeks about whom they had met.\n\n44. 그들은 강을 건넜다고 말했다. 밤이었다.\n\n3",
    "A/HRC/25/63\n\nA table of years\n\n45. Nobody else was asked.\n\n4",
    "A/HRC/25/63\n\n46. The Government did not reply.\n\n5",
)


def test_each_passage_has_its_page_its_printed_number_and_its_language() -> None:
    found = passages_of_document(REPORT)
    assert [(one.page, one.paragraph, str(one.language)) for one in found] == [
        (1, "42", "en"),
        (1, "43", "en"),
        (2, "43", "en"),
        (2, "44", "ko"),
        (3, "45", "en"),
        (4, "46", "en"),
    ]
    assert [one.number for one in found] == list(range(6))


def test_what_comes_again_at_the_head_and_foot_of_pages_is_in_the_text_and_in_no_passage() -> None:
    assert REPORT.text.count("A/HRC/25/63") == 4
    assert not any("A/HRC" in one.text or one.text.strip().isdigit() for one in passages_of_document(REPORT))


def test_every_offset_is_that_of_the_text() -> None:
    for one in passages_of_document(REPORT):
        assert REPORT.text[one.first : one.last] == one.text
        assert max(page.number for page in REPORT.pages if page.first <= one.first) == one.page


def test_a_passage_knows_its_sentences() -> None:
    (korean,) = [one for one in passages_of_document(REPORT) if one.language is Language.KOREAN]
    assert [korean.text[slice(*span)] for span in korean.sentences] == ["44. 그들은 강을 건넜다고 말했다.", "밤이었다."]


@pytest.mark.parametrize("pages", [("One line",), ("1", "2"), ("Head\nbody one", "Head\nbody two")])
def test_of_a_short_document_nothing_but_page_numbers_is_furniture(pages: tuple[str, ...]) -> None:
    document = report(*pages)
    inner = "".join(document.text[slice(*span)] for span in inner_spans(document))
    assert all(words in inner for words in pages if not words.isdigit())


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("See para. 43. Mr. Kim left.", ["See para. 43.", "Mr. Kim left."]),
        ("He said: “Never. We did not.” He left.", ["He said: “Never. We did not.”", "He left."]),
        (
            "2014. 2. 7. 보고서가 나왔다. “아니다. 없다.”라고 했다.",
            ["2014. 2. 7.", "보고서가 나왔다.", "“아니다. 없다.”라고 했다."],
        ),
        ("他说：“没有。不是。”后来走了。真的？", ["他说：“没有。不是。”", "后来走了。", "真的？"]),
        ("It cost 3.5 million at www.un.org. So?", ["It cost 3.5 million at www.un.org.", "So?"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[slice(*span)] for span in Passage.of(0, text).sentences] == sentences
