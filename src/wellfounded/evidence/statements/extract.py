"""From a text to candidates: blocks, the rules of their language, speakers made one, circumstances, mode."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.agency import agency_of
from wellfounded.evidence.statements.article import BlockKind, blocks
from wellfounded.evidence.statements.chinese.reader import read_chinese
from wellfounded.evidence.statements.english.reader import read_english
from wellfounded.evidence.statements.korean.reader import read_korean
from wellfounded.evidence.statements.quotation import quotations
from wellfounded.evidence.statements.script import language_of
from wellfounded.evidence.statements.speakers import Voices
from wellfounded.evidence.statements.statement import Circumstance, Mode, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from wellfounded.evidence.statements.article import Block
    from wellfounded.evidence.statements.mention import Heard

    Reader = Callable[[str, Sequence[Block]], Iterator[tuple[Block, list[Heard]]]]

LETTERS = re.compile(r"\w")
READERS: dict[str, Reader] = {"en": read_english, "ko": read_korean, "zh": read_chinese}
# A statement's content can hold the cue of a near neighbour only: content stays within a block.
NEIGHBOURS = 30


def statements_of(text: str) -> tuple[Statement, ...]:
    """Candidates for who said what, in the order of the text. Odd text never raises: nothing is found in it.

    Reads English, Korean and Chinese, block by block; blocks of other languages are passed over.
    """
    wanted = [block for block in blocks(text) if block.kind in {BlockKind.PROSE, BlockKind.HEADLINE}]
    voices = Voices(text)
    found: list[Statement] = []
    for language, group in groupby(wanted, key=lambda block: language_of(block.span.of(text))):
        if language in READERS:
            for block, heard in READERS[language](text, list(group)):
                voices.enter(block.paragraph)
                found.extend(_statements(heard, block, text=text, voices=voices, language=language))
    ordered = sorted(found, key=lambda item: (item.content, item.cue))
    return with_nesting(through_agency(ordered, agency_of(text)))


def _statements(heard: list[Heard], block: Block, *, text: str, voices: Voices, language: str) -> Iterator[Statement]:
    """The statements of a block, speakers in the order in which they are named: a pronoun finds the last one."""
    words = block.span.of(text)
    for item in sorted(heard, key=_told_at):
        if not any(LETTERS.search(span.of(words)) for span in item.draft.content):
            continue  # marks alone say nothing
        yield replace(_statement(item, words, voices=voices, by=block.span.start), language=language)


def _told_at(item: Heard) -> int:
    return item.draft.source.start if item.draft.source else item.draft.content[0].start


def _statement(item: Heard, block: str, *, voices: Voices, by: int) -> Statement:
    draft = item.draft
    return Statement(
        speaker=voices.speaker(item.speaker, _words(draft.source, block)),
        source=draft.source.shifted(by) if draft.source else None,
        cue=tuple(span.shifted(by) for span in draft.cue),
        content=tuple(span.shifted(by) for span in draft.content),
        mode=mode_of(block, draft.content),
        rule=draft.rule,
        confidence=draft.confidence,
        circumstance=Circumstance(
            when=_words(draft.when, block),
            where=_words(draft.where, block),
            addressed_to=_words(draft.addressed_to, block),
            relayed_by=tuple(voices.full_name(span.of(block)) for span in draft.relayed_by),
        ),
        topic=_words(draft.topic, block),
        stance=draft.stance,
    )


def _words(span: Span | None, block: str) -> str:
    return " ".join(span.of(block).split()) if span else ""


def mode_of(block: str, content: tuple[Span, ...]) -> Mode:
    """Direct when no word of the content stands outside of quotations, indirect when none stands inside."""
    marked = [item.span for item in quotations(block)]
    letters = [match.start() for piece in content for match in LETTERS.finditer(block, piece.start, piece.end)]
    quoted = sum(any(span.start <= at < span.end for span in marked) for at in letters)
    if not quoted:
        return Mode.INDIRECT
    return Mode.DIRECT if quoted == len(letters) else Mode.MIXED


def through_agency(statements: list[Statement], agency: str) -> list[Statement]:
    """Each statement with the agency of the article as the last link of its chain."""
    if not agency:
        return statements
    return [
        replace(item, circumstance=replace(item.circumstance, relayed_by=(*item.circumstance.relayed_by, agency)))
        for item in statements
    ]


def with_nesting(statements: list[Statement]) -> tuple[Statement, ...]:
    """Each statement with `nested` set when its cue stands inside the content of another."""
    result = []
    for index, item in enumerate(statements):
        near = statements[max(0, index - NEIGHBOURS) : index + NEIGHBOURS]
        inside = any(other is not item and _holds_cue(other, item) for other in near)
        result.append(replace(item, nested=inside))
    return tuple(result)


def _holds_cue(outer: Statement, inner: Statement) -> bool:
    return bool(inner.cue) and any(piece.holds(inner.cue[0]) for piece in outer.content)
