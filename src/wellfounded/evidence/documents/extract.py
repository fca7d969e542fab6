"""The text of a file, by a reader for its kind. Runs in the guarded child process: see `whole.py` for who starts it."""

from __future__ import annotations

from importlib import import_module

from wellfounded.evidence.documents.content_type import PICTURES, Kind, kind_of
from wellfounded.evidence.documents.extraction import Extraction

_READERS = "wellfounded.evidence.documents.readers"


def extract(payload: bytes, *, first_page: int = 1) -> tuple[Extraction, int]:
    """What a file holds, and how many pages it has in all; of a long PDF only so many from `first_page` on.

    Each reader is loaded only when a file needs it: the process lives for one file.

    Raises:
        DocumentRefused: it is empty, of no kind that is taken, of two, locked, broken, or too large.
    """
    kind = kind_of(payload)
    if kind is Kind.PDF:
        found: tuple[Extraction, int] = import_module(f"{_READERS}.pdf").read(payload, first_page=first_page)
        return found
    if kind in PICTURES:
        taken: Extraction = import_module(f"{_READERS}.picture").read(payload, kind=kind)
    else:
        taken = import_module(f"{_READERS}.{kind}").read(payload)
    return taken, len(taken.scanned)
