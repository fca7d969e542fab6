"""Relays: a medium that passes on what somebody else said is no speaker of its own, but a link in the chain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wellfounded.evidence.statements.draft import Draft


def relayed(drafts: Sequence[Draft], is_medium: Callable[[Draft], bool]) -> list[Draft]:
    """Drafts of media that only wrap other drafts are taken out, and noted in those as the relay.

    A medium that reports something on its own stays a speaker.
    """
    kept = list(drafts)
    for outer in drafts:
        if outer.source is None or not is_medium(outer):
            continue
        inner = [draft for draft in kept if draft is not outer and (_wraps(outer, draft) or _same(outer, draft))]
        if inner and _cover(outer, inner) * 2 >= outer.size:
            top = [draft for draft in inner if not any(_wraps(other, draft) for other in inner if other is not draft)]
            kept = [_passed_on(draft, outer) if draft in top else draft for draft in kept if draft is not outer]
    return kept


def _passed_on(draft: Draft, outer: Draft) -> Draft:
    """A draft with its relay, and without the words “…, VOA reported” at the end of what was said."""
    source = outer.source
    if source is None:
        return draft
    first = min(span.start for span in (*outer.cue, source))
    content = tuple(
        Span(piece.start, first) if piece.start < first < piece.end else piece
        for piece in draft.content
        if piece.start < first or piece.start >= max(span.end for span in (*outer.cue, source))
    )
    return replace(draft, content=content or draft.content, relayed_by=(*draft.relayed_by, source))


def _same(outer: Draft, inner: Draft) -> bool:
    """Whether two drafts hold the same words, apart from the medium's own “…, VOA reported”."""
    alone = _passed_on(inner, outer)
    return outer.shares(alone) * 5 >= max(outer.size, alone.size) * 4 and outer.source != inner.source


def _wraps(outer: Draft, inner: Draft) -> bool:
    """Whether the content of one holds the cue of the other."""
    return any(piece.holds(cue) for piece in outer.content for cue in inner.cue)


def _cover(outer: Draft, inner: Sequence[Draft]) -> int:
    """How many characters of the outer content the inner drafts tell, with their sources and cues."""
    told: set[int] = set()
    for draft in inner:
        for span in (*draft.content, *draft.cue, *((draft.source,) if draft.source else ())):
            told.update(range(span.start, span.end))
    return sum(piece.start <= at < piece.end for at in told for piece in outer.content)
