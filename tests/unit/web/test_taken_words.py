"""What took a text is said in the language of the screen, whatever took it; what is not known stands as it is."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from wellfounded.evidence.documents.refusal import DocumentRefused, Reason
from wellfounded.evidence.documents.whole import _remarks, carry_out, whole
from wellfounded.web.shelf.taken_words import CODINGS, method_words, remark_words

PAGE = "<html><body><article><p>{}</p></article></body></html>"
MAIL = (
    b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nContent-Type: text/plain\r\n\r\nSome words of it.\r\n"
)
METHODS = (
    *(f"text as {coding}" for coding in CODINGS),
    "pypdfium2 5.1, pdfium 149.0",
    "trafilatura 2.0, as utf-8-sig",
    "docx2python 3.5",
    "email of Python's library",
    "pillow 12.0; tesseract 5.3.0, script/Hangul, mode 6",
)


@pytest.mark.parametrize("method", METHODS)
def test_every_way_has_words_in_every_language(method: str) -> None:
    with override("en"):
        english = method_words(method)
    assert "text as" not in english
    assert "mode" not in english
    for language in ("ko", "zh-hans"):
        with override(language):
            told = method_words(method)
        assert told != english
        assert "lang=" not in told


@pytest.mark.parametrize(
    "payload",
    [b"Some words.", PAGE.format("Some words of a page. " * 20).encode(), MAIL, b"<html>a</html>"],
)
def test_what_the_readers_write_today_is_known(payload: bytes) -> None:
    taken = whole(payload, carry_out)
    with override("ko"):
        assert "lang=" not in method_words(taken.method)
        assert not any("lang=" in remark_words(one) for one in taken.remarks)


def test_remarks_of_scans_and_guesses_have_words() -> None:
    left = {3: DocumentRefused(Reason.TOO_SLOW), 5: DocumentRefused(Reason.TOO_SLOW)}
    remarks = [
        *_remarks(2, left),
        *_remarks(0, {1: DocumentRefused(Reason.NO_OCR, "pip install x")}),
        "The coding of the text was not stated; it was read as cp949.",
        "3 tracked changes: the text is read as if all were accepted.",
        "2 files came with this mail; each is a document of its own.",
        "No main text was found on this page: all of its words were taken.",
    ]
    for remark in remarks:
        with override("en"):
            english = remark_words(remark)
        with override("ko"):
            korean = remark_words(remark)
        assert "lang=" not in korean
        assert korean != english
    with override("en"):
        assert remark_words(remarks[1]).startswith("Scanned pages that were not read: 3, 5. ")


def test_what_is_not_known_stands_as_it_is_and_is_marked_as_english() -> None:
    with override("en"):
        assert method_words("a reader <of> another day") == "a reader &lt;of&gt; another day"
    with override("ko"):
        assert method_words("a reader <of> another day") == '<span lang="en">a reader &lt;of&gt; another day</span>'
