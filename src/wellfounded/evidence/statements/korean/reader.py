"""All rules of Korean over the blocks of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.statements.korean.morphemes import sentences
from wellfounded.evidence.statements.korean.naming import named
from wellfounded.evidence.statements.korean.rules import after_quotation, drafts_of
from wellfounded.evidence.statements.mention import OMITTED, Heard
from wellfounded.evidence.statements.relay import relayed
from wellfounded.evidence.statements.statement import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wellfounded.evidence.statements.article import Block
    from wellfounded.evidence.statements.draft import Draft
    from wellfounded.evidence.statements.korean.morphemes import Sentence


def read_korean(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, list[Heard]]]:
    """Each block with what was found in it, in order of the text; offsets into the block."""
    for block in blocks:
        yield block, _heard(block.span.of(text))


def _heard(words: str) -> list[Heard]:
    def is_medium(draft: Draft) -> bool:
        return draft.source is not None and named(draft.source.of(words)).kind is Kind.MEDIA

    kept = relayed(_of_block(words), is_medium)
    return [Heard(draft, named(draft.source.of(words)) if draft.source else OMITTED) for draft in kept]


def _of_block(words: str) -> list[Draft]:
    found: list[Draft] = []
    before: Sentence | None = None
    for sentence in sentences(words):
        drafts = drafts_of(sentence)
        follows = after_quotation(sentence, before) if not drafts else None
        found.extend(drafts if follows is None else [follows])
        before = sentence
    return found
