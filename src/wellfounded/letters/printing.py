"""A page as a PDF, with nothing loaded from anywhere. What draws it takes as long to read as all else of a command."""

from __future__ import annotations

from typing import Any, NoReturn

from weasyprint import HTML
from weasyprint.urls import URLFetcher


class NothingFromOutside(URLFetcher):  # type: ignore[misc]  # weasyprint publishes no types
    """Refuses every address: a paper about a person asks nobody for anything."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        """Refuse."""
        raise ValueError(f"a paper loads nothing, and {url[:60]} was asked for ({headers})")


def printed(html: str) -> bytes:
    """The bytes of the PDF."""
    made: bytes = HTML(string=html, url_fetcher=NothingFromOutside()).write_pdf(finisher=_tell_no_maker)
    return made


def _tell_no_maker(_document: object, made: Any) -> None:
    """The title is for screen readers; with which program it was made is nobody's business."""
    made.info.pop("Producer", None)
