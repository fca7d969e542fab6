"""All rules of Chinese over the blocks of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.statements.chinese.clauses import sentences
from wellfounded.evidence.statements.chinese.naming import named
from wellfounded.evidence.statements.chinese.rules import drafts_of
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


def _of_block(words: str) -> list[Heard]:
    drafts = [draft for sentence in sentences(words) for draft in drafts_of(sentence)]

    def is_medium(draft: Draft) -> bool:
        return draft.source is not None and named(draft.source.of(words)).kind is Kind.MEDIA

    kept = relayed(drafts, is_medium)
    return [Heard(draft, named(draft.source.of(words)) if draft.source else OMITTED) for draft in kept]
