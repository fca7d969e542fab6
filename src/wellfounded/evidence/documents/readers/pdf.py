"""The text of a PDF, page by page, with pdfium."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw
from PIL import Image

from wellfounded.evidence.documents.content_type import Kind
from wellfounded.evidence.documents.extraction import Extraction, Hints, RawPage, clean, in_pages
from wellfounded.evidence.documents.readers.lines import text_of_page
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES = 3_000
AT_ONCE = 200  # pages for one process: none may take long
FEWEST_SIGNS = 8  # a page with fewer signs is looked at as a picture: a stamp, a page number
MOST_ON_A_PAGE = 200_000
PER_INCH = 300
LONGEST = 4_200


def method() -> str:
    """What reads it, with versions."""
    return f"pypdfium2 {pypdfium2.PYPDFIUM_INFO.version}, pdfium {pypdfium2.PDFIUM_INFO.version}"


def read(payload: bytes, *, first_page: int = 1) -> tuple[Extraction, int]:
    """Up to `AT_ONCE` pages from `first_page` on, and how many pages the document has."""
    with opened(payload) as document:
        total = len(document)
        if total > MOST_PAGES:
            raise DocumentRefused(Reason.TOO_MANY_PAGES, f"{total:,}; at most {MOST_PAGES:,} are taken")
        numbers = range(first_page, min(total, first_page + AT_ONCE - 1) + 1)
        read_pages = [_read_page(document, number) for number in numbers]
        hints = _hints(document)
    text, pages = in_pages([page for page, _ in read_pages])
    drawn = {page.number for page, has_more in read_pages if has_more}
    scanned = tuple(page.number for page in pages if page.number in drawn and page.last - page.first < FEWEST_SIGNS)
    return Extraction(Kind.PDF, text, method(), pages, hints, scanned=scanned), total


@contextmanager
def opened(payload: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document. Raises `DocumentRefused` when it is locked or broken."""
    try:
        document = pypdfium2.PdfDocument(payload)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise DocumentRefused(Reason.PASSWORD if locked else Reason.BROKEN) from None
    try:
        if not len(document):
            raise DocumentRefused(Reason.BROKEN, "no pages")
        yield document
    finally:
        document.close()


def _read_page(document: pypdfium2.PdfDocument, number: int) -> tuple[RawPage, bool]:
    """The text of a page, and whether anything is drawn on it."""
    try:
        page = document[number - 1]
        words = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise DocumentRefused(Reason.BROKEN, f"page {number}") from None
    if words.count_chars() > MOST_ON_A_PAGE:
        raise DocumentRefused(Reason.TOO_LARGE, f"page {number}")
    text = text_of_page(words)
    drawn = pypdfium2.raw.FPDFPage_CountObjects(page) > 0
    words.close()
    page.close()
    return RawPage(number, text), drawn


def picture_of(payload: bytes, *, number: int) -> Image.Image:
    """A page as a picture in grey, at 300 points to an inch, or fewer where the page is very large."""
    with opened(payload) as document:
        if not 1 <= number <= len(document):
            raise DocumentRefused(Reason.BROKEN, f"page {number}")
        page = document[number - 1]
        longest = max(page.get_width(), page.get_height(), 1)
        drawn: Image.Image = page.render(scale=min(PER_INCH / 72, LONGEST / longest), grayscale=True).to_pil()
    return drawn.convert("L")


def _hints(document: pypdfium2.PdfDocument) -> Hints:
    found = document.get_metadata_dict(skip_empty=True)
    day = found.get("CreationDate", "").removeprefix("D:")[:8]
    dated = f"{day[:4]}-{day[4:6]}-{day[6:]}" if day.isdigit() and len(day) == len("20140207") else ""
    return Hints(clean(found.get("Title", "")), clean(found.get("Author", "")), dated)
