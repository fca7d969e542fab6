"""A document read in guarded child processes: the one door through which the office and the command line read files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wellfounded.evidence.documents.extraction import Extraction
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason
from wellfounded.evidence.documents.whole import SCAN, Answer, Wishes, whole
from wellfounded.vault.child import MOST_IN, Limits, Refusal, run_guarded

# Text takes a fraction of a second; a page of a scan up to some seconds.
TEXT_LIMITS = Limits(cpu_seconds=5)
SCAN_LIMITS = Limits(cpu_seconds=10)

_REASONS = {
    Refusal.TOO_BIG: Reason.TOO_LARGE,
    Refusal.TOO_SLOW: Reason.TOO_SLOW,
    Refusal.CRASHED: Reason.BROKEN,
    Refusal.NOT_THIS_TYPE: Reason.NOT_TAKEN,
    Refusal.NO_GUARD: Reason.NO_GUARD,
}


def read_document(payload: bytes, *, wishes: Wishes | None = None) -> Extraction:
    """The text of a file with its pages, and the files that came inside it.

    Raises:
        DocumentRefused: nothing can be taken from it, and why.
    """
    if len(payload) > MOST_IN:
        raise DocumentRefused(Reason.TOO_LARGE, f"at most {MOST_IN >> 20} MB are taken")
    return whole(payload, guarded, wishes=wishes)


def guarded(task: str, payload: bytes, *, options: Mapping[str, Any]) -> Answer:
    """A `Runner` of the core `evidence`: one task in one guarded child process."""
    limits = SCAN_LIMITS if task == SCAN else TEXT_LIMITS
    parsed = run_guarded(task, payload, options=options, limits=limits)
    if parsed.refused is not None:
        raise DocumentRefused(_REASONS[parsed.refused])
    if "refused" in parsed.result:
        raise _said(parsed.result)
    return parsed.result, parsed.parts


def _said(result: dict[str, Any]) -> DocumentRefused:
    try:
        return DocumentRefused(Reason(result["refused"]), str(result.get("detail", ""))[:200])
    except ValueError:
        return DocumentRefused(Reason.BROKEN)
