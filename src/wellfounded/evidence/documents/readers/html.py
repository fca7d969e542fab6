"""The text of a web page without what surrounds it, with trafilatura."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import trafilatura
from lxml import etree

from wellfounded.evidence.documents.coding import coding_of
from wellfounded.evidence.documents.content_type import Kind
from wellfounded.evidence.documents.extraction import Extraction, Hints, clean
from wellfounded.evidence.documents.readers.text import guessed
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 200  # elements within elements: real pages have a tenth
LARGEST = 12_000_000  # characters: no page that a person reads is so long
_STATED = re.compile(rb"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{2,20})", re.IGNORECASE)
_HEAD = 4096


def read(payload: bytes) -> Extraction:
    """The main text, a paragraph, a row of a table or an item of a list on each line, and what the page says of itself.

    Where no main text is found all of its words are taken, and that is said.
    """
    text, coding = _decoded(payload)
    _check(text)
    found = trafilatura.bare_extraction(text, include_comments=False, include_tables=True, with_metadata=True)
    words, remarks = _words(found), guessed(coding)
    if not words:
        words = _paragraphs(trafilatura.html2txt(text))
        remarks = (*remarks, "No main text was found on this page: all of its words were taken.")
    method = f"trafilatura {version('trafilatura')}, as {coding}"
    return Extraction(Kind.HTML, words, method, hints=_hints(found), remarks=remarks)


def _decoded(payload: bytes) -> tuple[str, str]:
    """UTF-8 where the bytes are, else what the page says of itself, else what they read as."""
    coding = coding_of(payload)
    stated = _STATED.search(payload[:_HEAD])
    if coding not in {"utf-8-sig", "utf-16"} and stated:
        try:
            return payload.decode(stated[1].decode("ascii")), stated[1].decode("ascii").lower()
        except (LookupError, UnicodeDecodeError):
            pass
    if not coding:
        raise DocumentRefused(Reason.BROKEN, "its coding")
    return payload.decode(coding), coding


def _check(text: str) -> None:
    """What would cost more to read than any page is worth."""
    if len(text) > LARGEST:
        raise DocumentRefused(Reason.TOO_LARGE)
    if "<!ENTITY" in text[:_HEAD].upper():
        raise DocumentRefused(Reason.ENTITIES)
    if max(_depths(text), default=0) > DEEPEST:
        raise DocumentRefused(Reason.TOO_DEEP)


def _depths(text: str) -> Iterator[int]:
    """How deep each element stands, by a parser that builds nothing."""
    parser = etree.HTMLPullParser(events=("start", "end"), huge_tree=False)
    depth = 0
    parser.feed(text)
    for event, _ in parser.read_events():
        depth += 1 if event == "start" else -1
        yield depth


def _words(found: Any) -> str:
    return _paragraphs(found.text or "") if found else ""


def _paragraphs(text: str) -> str:
    """Lines divided by blank ones, for each is a paragraph of its own; rows of a table stay together."""
    lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
    out = ""
    for number, line in enumerate(lines):
        together = number and line.startswith(("|", "- ")) and lines[number - 1].startswith(line[0])
        out += ("" if not number else "\n" if together else "\n\n") + line
    return out


def _hints(found: Any) -> Hints:
    if not found:
        return Hints()
    values = (found.title, found.author, found.date, found.sitename or found.hostname)
    return Hints(*(clean(str(value)) if value else "" for value in values))
