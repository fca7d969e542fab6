"""Headlines with a speaker before or behind a colon: “Harm is done: Experts”, “Minister: We will go”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.draft import Draft
from wellfounded.evidence.statements.english.agents import agency
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.evidence.statements.english.grammar import Parsed

COLON = re.compile(r":\s+(?=\S)")
LONGEST_SPEAKER = 5
SHORTEST_CONTENT = 3


def headline_drafts(parsed: Parsed) -> Iterator[Draft]:
    """At most one draft: the colon's short side names who speaks, if it has no verb and its head may speak."""
    colon = COLON.search(parsed.text)
    if colon is None:
        return
    left, right = Span(0, colon.start()), Span(colon.end(), len(parsed.text))
    for source, content in ((right, left), (left, right)):
        head = _head(source, parsed)
        if head is not None and len(content.of(parsed.text).split()) >= SHORTEST_CONTENT:
            body = _behind_bar(content, parsed.text)
            yield Draft(
                cue=(Span(colon.start(), colon.end()),),
                content=(body,),
                rule="en.headline.colon",
                confidence=0.7,
                source=source,
                head=head,
                stance="asserts",
            )
            return


def _head(source: Span, parsed: Parsed) -> Span | None:
    words = [token for token in parsed.doc if source.start <= token.idx < source.end and token.is_alpha]
    if not 0 < len(words) <= LONGEST_SPEAKER or any(word.pos_ in {"VERB", "AUX"} for word in words):
        return None
    speaking = [word for word in words if agency(word) in {"speaker", "source"} and word.pos_ in {"NOUN", "PROPN"}]
    if not speaking or words[-1] is not speaking[-1]:
        return None
    return Span(speaking[-1].idx, speaking[-1].idx + len(speaking[-1]))


def _behind_bar(content: Span, text: str) -> Span:
    """Without the rubric before a bar: “Photo | …”."""
    bar = content.of(text).rfind("| ")
    start = content.start + bar + 2 if bar >= 0 else content.start
    return Span(start, content.end)
