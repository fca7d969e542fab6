"""What a page showed of a decision, as a short hash: whoever signs, signs the text that they read and no other."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellfounded.cases.models import Decision


def text_shown(decision: Decision) -> str:
    """Of the outcome and of every paragraph in every language, as the paper would print them now."""
    told = [f"{decision.pk} {decision.outcome}"]
    told += [f"{one.language} {one.number} {one.text}" for one in decision.paragraphs.order_by("language", "number")]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()
