"""From a text to candidates: blocks, the rules of their language, speakers made one, circumstances, mode."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.article import BlockKind, blocks
from wellfounded.evidence.statements.english.naming import named
from wellfounded.evidence.statements.english.reader import read_english
from wellfounded.evidence.statements.quotation import quotations
from wellfounded.evidence.statements.speakers import Voices
from wellfounded.evidence.statements.statement import Circumstance, Mode, Span, Statement

if TYPE_CHECKING:
    from wellfounded.evidence.statements.article import Block
    from wellfounded.evidence.statements.draft import Draft
    from wellfounded.evidence.statements.english.grammar import Parsed

LETTERS = re.compile(r"\w")


def statements_of(text: str) -> tuple[Statement, ...]:
    """Candidates for who said what, in the order of the text. Odd text never raises: nothing is found in it."""
    wanted = [block for block in blocks(text) if block.kind in {BlockKind.PROSE, BlockKind.HEADLINE}]
    voices = Voices(text)
    found: list[Statement] = []
    for block, parsed, drafts in read_english(text, wanted):
        voices.enter(block.paragraph)
        by_source = sorted(drafts, key=lambda draft: draft.source.start if draft.source else draft.content[0].start)
        found.extend(_statement(draft, block, parsed=parsed, voices=voices) for draft in by_source)
    return with_nesting(sorted(found, key=lambda item: (item.content, item.cue)))


def _statement(draft: Draft, block: Block, *, parsed: Parsed, voices: Voices) -> Statement:
    by = block.span.start
    mention = named(draft.head, draft.source, parsed=parsed) if draft.head and draft.source else None
    words = draft.source.of(parsed.text) if draft.source else ""
    return Statement(
        speaker=voices.speaker(mention, words),
        source=draft.source.shifted(by) if draft.source else None,
        cue=tuple(span.shifted(by) for span in draft.cue),
        content=tuple(span.shifted(by) for span in draft.content),
        mode=mode_of(parsed.text, draft.content),
        rule=draft.rule,
        confidence=draft.confidence,
        circumstance=Circumstance(
            when=_words(draft.when, parsed),
            where=_words(draft.where, parsed),
            addressed_to=_words(draft.addressed_to, parsed),
            relayed_by=tuple(voices.full_name(span.of(parsed.text)) for span in draft.relayed_by),
        ),
        stance=draft.stance,
    )


def _words(span: Span | None, parsed: Parsed) -> str:
    return " ".join(span.of(parsed.text).split()) if span else ""


def mode_of(block: str, content: tuple[Span, ...]) -> Mode:
    """Direct when no word of the content stands outside of quotations, indirect when none stands inside."""
    marked = [item.span for item in quotations(block)]
    letters = [match.start() for piece in content for match in LETTERS.finditer(block, piece.start, piece.end)]
    quoted = sum(any(span.start <= at < span.end for span in marked) for at in letters)
    if not quoted:
        return Mode.INDIRECT
    return Mode.DIRECT if quoted == len(letters) else Mode.MIXED


def with_nesting(statements: list[Statement]) -> tuple[Statement, ...]:
    """Each statement with `nested` set when its cue stands inside the content of another."""
    result = []
    for index, item in enumerate(statements):
        # content is in order of the text: only near neighbours can hold it
        near = statements[max(0, index - 30) : index + 30]
        inside = any(other is not item and _holds_cue(other, item) for other in near)
        result.append(replace(item, nested=inside))
    return tuple(result)


def _holds_cue(outer: Statement, inner: Statement) -> bool:
    return bool(inner.cue) and any(piece.holds(inner.cue[0]) for piece in outer.content)
