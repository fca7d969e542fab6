"""A file made to do harm is refused with a reason, or its words are taken; and it never takes for ever."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from tests.security.hostile_documents import HOSTILE, HTML, MAIL, TAKEN, docx, mail_with, pdf_of_pages, pdf_with
from wellfounded.evidence.documents.refusal import DocumentRefused
from wellfounded.vault.child import AT_ONCE
from wellfounded.vault.documents import SCAN_LIMITS, TEXT_LIMITS, read_document


def answer(payload: bytes) -> str:
    try:
        read_document(payload)
    except DocumentRefused as refused:
        return str(refused.reason)
    return TAKEN


@pytest.fixture(scope="module")
def answers() -> dict[str, str]:
    with ThreadPoolExecutor(AT_ONCE) as readers:
        found = readers.map(lambda name: answer(HOSTILE[name][0]()), HOSTILE)
        return dict(zip(HOSTILE, found, strict=True))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_of_the_answers_that_are_right(name: str, answers: dict[str, str]) -> None:
    assert answers[name] in HOSTILE[name][1]


def test_there_are_forty_and_what_holds_them_is_as_tight_as_was_promised() -> None:
    assert len(HOSTILE) >= 40
    assert TEXT_LIMITS.memory_mb <= 512
    assert TEXT_LIMITS.cpu_seconds <= 5
    assert SCAN_LIMITS.memory_mb <= 512


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("L", (30, 30), 255).save(out, "PNG")
    return out.getvalue()


# The other side: what the same makers make without harm is taken.
@pytest.mark.parametrize(
    ("payload", "words"),
    [
        (docx(), "Guards fired."),
        (pdf_with(), "Guards fired at those who crossed."),
        (HTML, "Guards fired at those who crossed the river."),
        (MAIL + b"\nGuards fired.", "Guards fired."),
        (mail_with(b"MZ", "../../etc/passwd"), "Attached: ../../etc/passwd"),
        (b"Guards fired.", "Guards fired."),
        (b"BM is how this letter begins, and %PDF- is what it tells of. " * 40, "BM is how"),
    ],
)
def test_a_file_without_harm_is_taken(payload: bytes, words: str) -> None:
    assert words in read_document(payload).text


def test_a_blank_page_is_no_harm_and_has_no_words() -> None:
    assert answer(pdf_of_pages(3)) == "no_text"
    assert answer(picture()) == "no_text"
