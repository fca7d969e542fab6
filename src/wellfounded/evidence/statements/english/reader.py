"""All rules of English over the blocks of an article, and what happens when two of them find the same."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.article import Block, BlockKind
from wellfounded.evidence.statements.english.grammar import parse
from wellfounded.evidence.statements.english.headline import headline_drafts
from wellfounded.evidence.statements.english.naming import named
from wellfounded.evidence.statements.english.nouns import noun_drafts
from wellfounded.evidence.statements.english.passives import passive_drafts
from wellfounded.evidence.statements.english.phrases import phrase_drafts
from wellfounded.evidence.statements.english.quoted import (
    after_colon,
    beside_cue,
    continued,
    fragments,
    grown,
    with_halves,
)
from wellfounded.evidence.statements.english.verbs import verb_drafts
from wellfounded.evidence.statements.lexicon import lexicon
from wellfounded.evidence.statements.mention import NOBODY, Heard
from wellfounded.evidence.statements.relay import relayed
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wellfounded.evidence.statements.draft import Draft
    from wellfounded.evidence.statements.english.grammar import Parsed

# Two contents are one when they share this much of the longer.
SAME = 0.8
IDLE = re.compile(r"^en\.(?:verb\.(?:to|feeling)|adjective\.(?:of|with|by|over|about|to)|passive)\b")


def read_english(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, list[Heard]]]:
    """Each block with what was found in it, in order of the text; offsets into the block."""
    parsed = parse([block.span.of(text) for block in blocks])
    for block, tree in zip(blocks, parsed, strict=True):
        drafts = drafts_of(tree, headline=block.kind is BlockKind.HEADLINE)
        yield block, [_heard(draft, tree) for draft in drafts]


def _heard(draft: Draft, parsed: Parsed) -> Heard:
    if draft.head is None or draft.source is None:
        return Heard(draft, NOBODY)
    return Heard(draft, named(draft.head, draft.source, parsed=parsed))


def _is_medium(draft: Draft, parsed: Parsed) -> bool:
    if draft.source is None or draft.head is None:
        return False
    words = lexicon("english").lists
    source = draft.source.of(parsed.text).lower().removeprefix("the ")
    name = source.split(" (", maxsplit=1)[0].removesuffix("’s").removesuffix("'s")
    return name in words["agencies"] or draft.head.of(parsed.text).lower() in words["media"]


def drafts_of(parsed: Parsed, *, headline: bool = False) -> Iterable[Draft]:
    """The drafts of one block."""
    if headline:
        titled = list(headline_drafts(parsed))
        if titled:
            return titled
    phrases = list(phrase_drafts(parsed))
    drafts = grown([*verb_drafts(parsed), *phrases, *noun_drafts(parsed), *passive_drafts(parsed)], parsed)
    drafts = with_halves(drafts, list(beside_cue(parsed, drafts)), text=parsed.text)
    drafts = continued(parsed, drafts)
    drafts.extend(after_colon(parsed, drafts))
    drafts.extend(fragments(parsed, drafts))
    drafts = [without_phrases(draft, phrases, parsed=parsed) for draft in drafts]
    kept = relayed(without_idle(without_doubles(drafts)), partial(_is_medium, parsed=parsed))
    return [replace(draft, content=_trimmed(draft, parsed)) for draft in kept]


def _trimmed(draft: Draft, parsed: Parsed) -> tuple[Span, ...]:
    return tuple(kept for piece in draft.content if (kept := parsed.trimmed(piece))) or draft.content


def without_phrases(draft: Draft, phrases: Sequence[Draft], *, parsed: Parsed) -> Draft:
    """Without the “according to X” of another draft at the end or beginning of the content."""
    content = list(draft.content)
    for phrase in phrases:
        if phrase.source is None or phrase.cue == draft.cue:
            continue
        whole = Span(min(phrase.cue[0].start, phrase.source.start), max(phrase.cue[-1].end, phrase.source.end))
        content = [rest for piece in content for rest in _cut_off(piece, whole, parsed=parsed)]
    return replace(draft, content=tuple(content)) if content else draft


def _cut_off(piece: Span, whole: Span, *, parsed: Parsed) -> list[Span]:
    if not piece.overlap(whole):
        return [piece]
    left = parsed.trimmed(Span(piece.start, max(piece.start, whole.start)))
    right = parsed.trimmed(Span(min(piece.end, whole.end), piece.end))
    return [rest for rest in (left, right) if rest is not None]


def without_idle(drafts: Sequence[Draft]) -> list[Draft]:
    """Without wishes and feelings that stand inside the words of another: they tell of a third, and say nothing new."""
    return [
        draft
        for draft in drafts
        if not IDLE.search(draft.rule) or not any(_about(other, draft) for other in drafts if other is not draft)
    ]


def without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    """Of drafts with the same content, or with the same cue, the one that is surest."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda item: -item.confidence):
        if not any(_same(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda item: (item.content, item.cue))


def _same(one: Draft, other: Draft) -> bool:
    if one.cue == other.cue:
        return True
    if _about(one, other) or _about(other, one):
        return False
    return one.shares(other) >= SAME * max(one.size, other.size)


def _about(outer: Draft, inner: Draft) -> bool:
    """Whether one draft tells of the other: “rejected Y's claim that …” holds the cue of the claim."""
    return any(piece.holds(cue) for piece in outer.content for cue in inner.cue)
