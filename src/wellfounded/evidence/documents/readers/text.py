"""Plain text and Markdown."""

from __future__ import annotations

from wellfounded.evidence.documents.coding import coding_of
from wellfounded.evidence.documents.content_type import Kind
from wellfounded.evidence.documents.extraction import Extraction, clean
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason

SURE = frozenset({"utf-8-sig", "utf-16"})


def read(payload: bytes) -> Extraction:
    """The text; a coding that had to be guessed is said."""
    coding = coding_of(payload)
    if not coding:
        raise DocumentRefused(Reason.NOT_TAKEN)
    return Extraction(Kind.TEXT, clean(payload.decode(coding)), f"text as {coding}", remarks=guessed(coding))


def guessed(coding: str) -> tuple[str, ...]:
    """What is said of a coding that the bytes do not prove."""
    return () if coding in SURE else (f"The coding of the text was not stated; it was read as {coding}.",)
