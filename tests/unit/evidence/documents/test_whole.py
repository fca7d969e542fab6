"""A document put together from parts that processes of their own gave, and what is said when some give nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.security.hostile_documents import pdf_of_pages, pdf_with
from wellfounded.evidence.documents.content_type import Kind
from wellfounded.evidence.documents.extraction import Extraction, RawPage, as_plain, in_pages
from wellfounded.evidence.documents.passages import passages_of_document
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason
from wellfounded.evidence.documents.whole import SCAN, Answer, Wishes, carry_out, whole
from wellfounded.evidence.search.language import Language


class Scans:
    """Stands for the guarded process: three pages, of which the first has words; `fails` gives nothing for some."""

    def __init__(self, fails: Mapping[int, Reason] | None = None, words: str = "") -> None:
        self.fails, self.words = dict(fails or {}), words
        self.asked: list[Mapping[str, Any]] = []

    def __call__(
        self,
        task: str,
        payload: bytes,  # noqa: ARG002 - what is read is made up
        *,
        options: Mapping[str, Any],
    ) -> Answer:
        if task != SCAN:
            text, pages = in_pages([RawPage(1, self.words), RawPage(2, ""), RawPage(3, "")])
            plain, files = as_plain(Extraction(Kind.PDF, text, "a reader", pages, scanned=(2, 3)))
            return plain | {"total": 3}, files
        self.asked.append(options)
        if (reason := self.fails.get(options["number"])) is not None:
            raise DocumentRefused(reason)
        words = f"Guards fired, says page {options['number']}."
        return {"text": words, "confidence": 91.5, "language": "en", "method": "a scan"}, ()


def test_scanned_pages_take_their_place_among_the_others() -> None:
    told: list[tuple[int, int]] = []
    taken = whole(b"", Scans(words="A cover."), wishes=Wishes(told=lambda done, of: told.append((done, of))))
    assert taken.text == "A cover.\n\nGuards fired, says page 2.\n\nGuards fired, says page 3."
    assert [page.confidence for page in taken.pages] == [-1, 91.5, 91.5]
    assert taken.method == "a reader; a scan"
    assert "check a quotation" in taken.remarks[0]
    assert told == [(0, 2), (1, 2)]


def test_the_language_of_one_page_is_tried_first_on_the_next_unless_it_was_named() -> None:
    scans = Scans()
    whole(b"", scans)
    assert [asked["first"] for asked in scans.asked] == [None, "en"]
    whole(b"", named := Scans(), wishes=Wishes(language=Language.KOREAN))
    assert {asked["language"] for asked in named.asked} == {"ko"}


def test_one_page_that_cannot_be_read_costs_that_page_alone() -> None:
    taken = whole(b"", Scans({2: Reason.TOO_SLOW}))
    assert taken.text.endswith("says page 3.")
    assert any("not read: 2." in remark for remark in taken.remarks)


def test_without_its_languages_scans_are_left_out_of_what_has_words_and_refused_where_nothing_has() -> None:
    scans = Scans({2: Reason.NO_OCR}, words="The cover has words enough to be worth reading.")
    taken = whole(b"", scans)
    assert any("not read: 2, 3." in remark for remark in taken.remarks)
    assert len(scans.asked) == 1
    with pytest.raises(DocumentRefused) as refused:
        whole(b"", Scans({2: Reason.NO_OCR}))
    assert refused.value.reason is Reason.NO_OCR


def test_a_fault_of_the_guard_is_not_taken_for_one_of_a_page() -> None:
    with pytest.raises(DocumentRefused) as refused:
        whole(b"", Scans({3: Reason.NO_GUARD}))
    assert refused.value.reason is Reason.NO_GUARD


def test_scans_may_be_left_unread() -> None:
    scans = Scans(words="A cover.")
    assert whole(b"", scans, wishes=Wishes(scans=False)).text.strip() == "A cover."
    assert scans.asked == []


def test_what_comes_back_in_another_shape_is_not_let_in() -> None:
    def taken_over(*_: object, **__: object) -> Answer:
        return {"kind": "exe", "total": 1}, ()

    with pytest.raises(DocumentRefused) as refused:
        whole(b"", taken_over)
    assert refused.value.reason is Reason.BROKEN


def test_a_long_pdf_is_read_in_parts_and_put_together() -> None:
    asked: list[int] = []

    def run(task: str, payload: bytes, *, options: Mapping[str, Any]) -> Answer:
        asked.append(options["first_page"])
        return carry_out(task, payload, options=options)

    with pytest.raises(DocumentRefused, match="no words"):
        whole(pdf_of_pages(450), run)
    assert asked == [1, 201, 401]


def test_a_page_that_was_found_is_the_one_that_is_told() -> None:
    taken = whole(pdf_with(), carry_out)
    assert [(passage.page, passage.text) for passage in passages_of_document(taken)] == [
        (1, "Guards fired at those who crossed.")
    ]
