"""Statements as JSON in the shape of the annotation: a candidate that a person corrects becomes gold as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.statements.statement import Span, Statement

ABOUT = (
    "Candidates found by rules; a person confirms, edits or rejects each. Spans are character offsets into the text "
    "file decoded as it stands."
)


def annotation(document: str, text: str, *, statements: Sequence[Statement]) -> dict[str, Any]:
    """One document and its statements."""
    return {
        "about": ABOUT,
        "docs": {document: {"chars": len(text)}},
        "statements": [
            _entry(item, text, number=number, document=document) for number, item in enumerate(statements, 1)
        ],
    }


def _entry(item: Statement, text: str, *, number: int, document: str) -> dict[str, Any]:
    speaker, circumstance = item.speaker, item.circumstance
    return {
        "id": f"S{number:03}",
        "doc": document,
        "speaker": {
            "canonical": speaker.name or None,
            "role": speaker.role or None,
            "organisation": speaker.organisation or None,
            "kind": speaker.kind.value,
            "state": speaker.state or None,
            "mention": item.source.of(text) if item.source else None,
            "mention_span": _pair(item.source),
            "mention_type": speaker.mention_type.value,
            "resolved": speaker.resolved,
        },
        "cue": [_piece(span, text) for span in item.cue],
        "content": [_piece(span, text) for span in item.content],
        "mode": item.mode.value,
        "topic": item.topic or None,
        "stance": item.stance or None,
        "addressed_to": circumstance.addressed_to or None,
        "when": circumstance.when or None,
        "where": circumstance.where or None,
        "relayed_by": "; ".join(circumstance.relayed_by) or None,
        "nested": item.nested,
        "language": item.language,
        "rule": item.rule,
        "confidence": item.confidence,
    }


def _piece(span: Span, text: str) -> dict[str, Any]:
    return {"text": span.of(text), "span": _pair(span)}


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
