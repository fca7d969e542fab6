"""An exhibit as an office may see it: what it is, how many pages it has, the text of each; nothing active survives."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import pypdfium2
from PIL import Image

from wellfounded.evidence.documents.coding import decoded
from wellfounded.evidence.documents.readers.docx import read as read_docx
from wellfounded.evidence.documents.refusal import DocumentRefused
from wellfounded.vault.parsers import NotThisType, Product, TooBig
from wellfounded.vault.parsers.recognise import kind_of, refuse

MOST_PAGES = 2000
PAGE_OF_TEXT = 3000  # letters on a page of a file that has no pages of its own
Image.MAX_IMAGE_PIXELS = 60_000_000


def parse(payload: bytes, options: Mapping[str, Any]) -> Product:  # noqa: ARG001 - every task has this shape
    """The kind, and the text of every page."""
    kind = kind_of(payload)
    texts = READERS[kind](payload)
    return Product({"kind": kind, "texts": texts})


def _of_pdf(payload: bytes) -> list[str]:
    with opened_pdf(payload) as document:
        if len(document) > MOST_PAGES:
            raise TooBig
        return [_text_of_page(document, number) for number in range(len(document))]


def opened_pdf(payload: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(payload)
    except pypdfium2.PdfiumError as error:
        raise NotThisType("pdf with a password" if "password" in str(error).lower() else "broken pdf") from None


def _text_of_page(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    text: str = words.get_text_bounded()
    words.close()
    page.close()
    return text.replace("\r\n", "\n")


def _of_picture(payload: bytes) -> list[str]:
    try:
        with Image.open(io.BytesIO(payload)) as picture:
            picture.verify()
    except Image.DecompressionBombError:
        raise TooBig from None
    except (OSError, SyntaxError, ValueError):
        raise NotThisType("broken picture") from None
    return [""]


def _of_docx(payload: bytes) -> list[str]:
    """With its tables, notes and comments; below it what was tracked: put in (+), taken out (−), by whom and when."""
    try:
        taken = read_docx(payload)
    except DocumentRefused as refused:
        refuse(refused, "docx")
    return _in_pages("\n".join([taken.text, *("", *map(str, taken.changes))]).rstrip("\n"))


def _of_text(payload: bytes) -> list[str]:
    return _in_pages((decoded(payload) or "").replace("\r\n", "\n"))


def _of_audio(payload: bytes) -> list[str]:  # noqa: ARG001 - every reader has this shape
    return []


def _in_pages(text: str) -> list[str]:
    """Cut at the end of a line, so that a page holds about as much as a printed one."""
    pages: list[str] = [""]
    for line in text.splitlines(keepends=True):
        for start in range(0, len(line), PAGE_OF_TEXT):
            piece = line[start : start + PAGE_OF_TEXT]
            if len(pages[-1]) + len(piece) > PAGE_OF_TEXT:
                pages.append("")
            pages[-1] += piece
        if len(pages) > MOST_PAGES:
            raise TooBig
    return pages


READERS: dict[str, Callable[[bytes], list[str]]] = {
    "pdf": _of_pdf,
    "png": _of_picture,
    "jpeg": _of_picture,
    "docx": _of_docx,
    "text": _of_text,
    "audio": _of_audio,
}
