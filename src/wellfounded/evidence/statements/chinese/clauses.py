"""Chinese sentences as words with their classes, and where the source of a cue stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.chinese.words import tagged
from wellfounded.evidence.statements.lexicon import lexicon
from wellfounded.evidence.statements.quotation import Quotation, quotations
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDS = re.compile(r"[。！？!?；;]+")
PAUSE = re.compile(r"[，,：:]")
OPENS_CLAUSE = re.compile(r"[，,：:”」』\"]+")
NOMINAL = ("n", "j", "l", "i", "vn", "eng", "b", "r", "a", "z", "uj", "k", "nr", "m", "q", "s", "f")
NOT_NOMINAL = frozenset({"的话", "一样"})
TIME = re.compile(
    r"(?:[0-9０-９一二三四五六七八九十]+(?:年|月|日|号|点|时)|周|星期|今|昨|明|近|日前|当|同|上|本|此前|随后|最近|目前|去年|晚)"
)
OPENING = frozenset({"p"})
CLOSING_OF_PLACE = frozenset(
    {"上", "中", "时", "后", "期间", "里", "内", "之后", "之际", "前", "会上", "間", "当中", "之前"}
)
LONGEST_SOURCE = 14


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its class, at its place in the block."""

    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        """Just behind the word."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence: its stretch without the final mark, its words and quotations; offsets into the block."""

    text: str
    span: Span
    words: tuple[Word, ...]
    quotations: tuple[Quotation, ...]

    def quoted(self, at: int) -> bool:
        """Whether a place stands inside a quotation."""
        return any(item.span.start <= at < item.span.end for item in self.quotations)


def sentences(block: str) -> Iterator[Sentence]:
    """The sentences of a block.

    A mark inside a quotation ends none, unless the quotation ends with it and nobody follows who says it.
    """
    marks = quotations(block)
    start = 0
    for end in [*_ends(block, marks), len(block)]:
        piece = block[start:end]
        if piece.strip():
            held = tuple(item for item in marks if start <= item.span.start < end)
            yield Sentence(block, _trimmed(block, Span(start, end)), tuple(_words(piece, start)), held)
        start = end


def _ends(block: str, marks: tuple[Quotation, ...]) -> Iterator[int]:
    for match in ENDS.finditer(block):
        inside = next((item for item in marks if item.span.start <= match.start() < item.span.end), None)
        if inside is None:
            yield match.end()
        elif match.end() == inside.inner.end and not _is_followed_by_cue(block, inside.span.end):
            yield inside.span.end


def _is_followed_by_cue(block: str, at: int) -> bool:
    """“……。”他说。: the words right behind a quotation end with a cue."""
    following = ENDS.split(block[at : at + 40], maxsplit=1)[0]
    cues = lexicon("chinese").cues["verbs"]
    return bool(following) and "“" not in following and any(following.endswith(cue) for cue in cues)


def _trimmed(block: str, span: Span) -> Span:
    piece = span.of(block)
    bare = piece.rstrip(" \t\r\n\u3000。！？!?；;")
    left = len(piece) - len(piece.lstrip(" \t\r\n\u3000"))
    return Span(span.start + left, max(span.start + left, span.start + len(bare)))


def _words(piece: str, start: int) -> Iterator[Word]:
    position = start
    pairs = tagged(piece)
    for index, (text, tag) in enumerate(pairs):
        following = pairs[index + 1][0] if index + 1 < len(pairs) else ""
        for part, kind in _cue_apart(text, tag, following=following):
            yield Word(part, kind, position)
            position += len(part)


def _cue_apart(text: str, tag: str, *, following: str) -> Iterator[tuple[str, str]]:
    """“…特说：”: the end of a foreign name that was taken together with the cue behind it."""
    cues = lexicon("chinese").cues["verbs"]
    if len(text) > 1 and text[-1] in "说称" and following in {"：", ":", "，", ","} and text not in cues:
        yield text[:-1], tag
        yield text[-1], "v"
    else:
        yield text, tag


def source_before(sentence: Sentence, cue: int, *, floor: int) -> Span | None:
    """The noun phrase that begins a stretch, behind circumstances of time and place; None where the stretch has none.

    `floor` and `cue` are indices of words: the phrase is looked for from the one to before the other.
    """
    found = _phrase(sentence, cue, floor=floor)
    if found is None:
        clause = _clause_start(sentence, cue)
        found = _phrase(sentence, cue, floor=clause) if clause > floor else None
    return found


def _clause_start(sentence: Sentence, cue: int) -> int:
    """The first word behind the last comma before a cue."""
    return next((index + 1 for index in range(cue - 1, -1, -1) if PAUSE.fullmatch(sentence.words[index].text)), 0)


def _phrase(sentence: Sentence, cue: int, *, floor: int) -> Span | None:
    first = _behind_circumstance(sentence, floor, cue=cue)
    last = first
    while last < cue and _is_nominal(sentence.words[last]) and not _is_time(sentence.words, last):
        last += 1
    while last > first and _is_no_end(sentence.words[last - 1]):
        last -= 1
    if last == first or (floor and not _belongs(sentence, range(last, cue), floor=floor)):
        return None
    span = Span(sentence.words[first].start, sentence.words[last - 1].end)
    return span if len(span) <= LONGEST_SOURCE * 2 else None


def _belongs(sentence: Sentence, between: range, *, floor: int) -> bool:
    """Whether a phrase inside of what is told does the cue: a comma opened its clause, or no verb comes between."""
    opened = any(OPENS_CLAUSE.fullmatch(sentence.words[index].text) for index in (floor - 1, floor))
    return opened or not any(sentence.words[index].tag == "v" for index in between)


def _behind_circumstance(sentence: Sentence, floor: int, *, cue: int) -> int:
    position = floor
    while position < cue:
        word = sentence.words[position]
        if (
            word.tag == "x"
            or word.text in {"并", "还", "也", "但", "不过", "而", "随后", "此外", "同时"}
            or word.tag in {"c", "d"}
        ) or _is_time(sentence.words, position):
            position += 1
        elif word.tag in OPENING:
            after = _end_of_phrase(sentence, position, cue=cue)
            if after is None:
                return position
            position = after
        else:
            return position
    return position


def _end_of_phrase(sentence: Sentence, start: int, *, cue: int) -> int | None:
    """Behind “在记者会上” or, where no such word closes it, behind the comma."""
    for index in range(start + 1, cue):
        word = sentence.words[index]
        if word.text in CLOSING_OF_PLACE or word.text.endswith(("会上", "期间", "时", "声明中")):
            return index + 1
        if PAUSE.fullmatch(word.text):
            return index + 1
    return None


def _is_no_end(word: Word) -> bool:
    """What no source ends with: 的, a place, a number, or the first half of a cue (警方通报说)."""
    return word.tag in {"uj", "f", "m"} or word.text in lexicon("chinese").cues["verbs"]


def _is_nominal(word: Word) -> bool:
    lists = lexicon("chinese").lists
    if word.text in lists["roles"] or word.text in lists["people"]:
        return True
    return (
        (word.tag.startswith(NOMINAL) and word.text not in NOT_NOMINAL)
        or word.text in "·•（）()《》"
        or word.tag == "vn"
    )


def _is_time(words: tuple[Word, ...], index: int) -> bool:
    word = words[index]
    following = words[index + 1].text if index + 1 < len(words) else ""
    if word.tag == "t" or (word.tag == "m" and following[:1] in "年月日号时" and following):
        return True
    return word.text in {"年", "月", "日", "号", "此前", "日前", "近日", "随后", "当天", "当日"}
