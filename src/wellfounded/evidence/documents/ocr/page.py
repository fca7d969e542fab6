"""A page of a file, read as a scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.documents.content_type import Kind, kind_of
from wellfounded.evidence.documents.ocr.scan import Scan, scan
from wellfounded.evidence.documents.readers import pdf, picture

if TYPE_CHECKING:
    from wellfounded.evidence.search.language import Language


def scanned(payload: bytes, number: int, *, language: Language | None = None, first: Language | None = None) -> Scan:
    """The words on page `number`, counted from 1; see `scan`."""
    kind = kind_of(payload)
    drawn = pdf.picture_of if kind is Kind.PDF else picture.picture_of
    return scan(drawn(payload, number=number), language=language, first=first)
