"""All rules of Chinese over the blocks of an article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.chinese.clauses import sentences
from wellfounded.evidence.statements.chinese.naming import named
from wellfounded.evidence.statements.chinese.rules import drafts_of, transcript
from wellfounded.evidence.statements.lexicon import lexicon
from wellfounded.evidence.statements.mention import OMITTED, Heard
from wellfounded.evidence.statements.relay import relayed
from wellfounded.evidence.statements.statement import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wellfounded.evidence.statements.article import Block
    from wellfounded.evidence.statements.draft import Draft


def read_chinese(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, list[Heard]]]:
    """Each block with what was found in it, in order of the text; offsets into the block."""
    for block in blocks:
        yield block, _of_block(block.span.of(text))


def _drafts(words: str) -> list[Draft]:
    spoken = transcript(words)
    if spoken is not None and _is_somebody(spoken, words):
        inner = [draft for draft in _running(words) if draft.cue[0].start > spoken.cue[0].end]
        return [spoken, *(draft for draft in inner if draft.source is not None)]
    return _running(words)


def _running(words: str) -> list[Draft]:
    """Sentence by sentence; a quotation alone goes on with the quotation before it."""
    found: list[Draft] = []
    for sentence in sentences(words):
        drafts = drafts_of(sentence)
        if not drafts and found and found[-1].rule.startswith("zh.verb.quote"):
            alone = [item.span for item in sentence.quotations if len(item.span) + 1 >= len(sentence.span)]
            found[-1] = replace(found[-1], content=(*found[-1].content, *alone))
        found.extend(drafts)
    return found


def _is_somebody(draft: Draft, words: str) -> bool:
    """Whether the words before the colon name a person, a question or an answer, and no heading."""
    label = draft.source.of(words) if draft.source else ""
    if label in {"问", "答", "問"}:
        return True
    return label not in lexicon("chinese").cues["verbs"] and named(label).kind in {Kind.PERSON, Kind.GROUP}


def _of_block(words: str) -> list[Heard]:
    drafts = _drafts(words)

    def is_medium(draft: Draft) -> bool:
        return draft.source is not None and named(draft.source.of(words)).kind is Kind.MEDIA

    kept = relayed(drafts, is_medium)
    return [Heard(draft, named(draft.source.of(words)) if draft.source else OMITTED) for draft in kept]
