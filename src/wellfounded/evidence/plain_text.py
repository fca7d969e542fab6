"""Plain text cut into passages: paragraphs with their printed numbers, headings kept with what they head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wellfounded.evidence.passage import Passage
from wellfounded.evidence.search.language import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A number as printed before a paragraph: 43. or 43) or (43), an article of a Chinese or a Korean law.
_NUMBER = re.compile(
    r"[#\s]*(?:(?P<plain>\d{1,4})[.)]|\((?P<round>\d{1,3})\)|(?P<law>第[一二三四五六七八九十百千零〇\d]+条|제\s?\d+조(?:의\s?\d+)?))(?=[\s(]|$)"
)
_LINE = re.compile(r"[^\n]*\n|[^\n]+$")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+|[。！？]['\"”’）]*")
# Lines of a text that was not wrapped are paragraphs; those of one that was are not.
_WRAPPED = 100
_HEADING = 80
_LONGEST = 1_500
_CUT = 1_000
_Span = tuple[int, int]


def passages_of(text: str) -> list[Passage]:
    """The passages of a text in NFC, in order; their offsets are those of characters in it."""
    spans = [
        (piece, number)
        for (start, end), number in _with_headings(text, _paragraphs(text))
        for piece in _cut(text, (start, end))
    ]
    return [
        Passage(place, (words := text[start:end]), language_of(words), paragraph=number, first=start, last=end)
        for place, ((start, end), number) in enumerate(spans)
    ]


def _paragraphs(text: str) -> Iterator[_Span]:
    """Stretches between blank lines; a printed number, and each line of a text that is not wrapped, begins one too."""
    first = last = -1
    for match in _LINE.finditer(text):
        start, end = _stripped(text, match.span())
        begins = start == end or _NUMBER.match(text, start) or last - text.rfind("\n", 0, max(last, 0)) > _WRAPPED
        if begins and first >= 0:
            yield first, last
            first = -1
        if start < end:
            first, last = (start if first < 0 else first), end
    if first >= 0:
        yield first, last


def _with_headings(text: str, paragraphs: Iterable[_Span]) -> Iterator[tuple[_Span, str]]:
    """Each paragraph with its printed number; short lines without an end of a sentence go with what follows them."""
    heading = -1
    last = 0
    for start, end in paragraphs:
        number = _printed(text, start)
        last = end
        if not number and end - start <= _HEADING and not _SENTENCE_END.search(text[start:end] + " "):
            heading = start if heading < 0 else heading
            continue
        yield (start if heading < 0 else heading, end), number
        heading = -1
    if heading >= 0:
        yield (heading, last), ""


def _printed(text: str, start: int) -> str:
    match = _NUMBER.match(text, start)
    return next((group for group in match.groups() if group), "") if match else ""


def _cut(text: str, span: _Span) -> Iterator[_Span]:
    """A long paragraph in pieces of whole sentences where it has any."""
    start, end = span
    while end - start > _LONGEST:
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start + 1, start + _CUT)]
        place = ends[-1] if ends else text.rfind(" ", start + 1, start + _CUT) + 1 or start + _CUT
        yield _stripped(text, (start, place))
        start = place
    yield _stripped(text, (start, end))


def _stripped(text: str, span: _Span) -> _Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
