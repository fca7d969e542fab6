"""Whether the texts of a paper may be served in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.cases.decision_wording import KIND, SOURCE_LANGUAGE
from wellfounded.cases.decision_wording import text_hash as decision_hash
from wellfounded.cases.models import TextSignOff

if TYPE_CHECKING:
    from collections.abc import Mapping


def is_signed_off(language: str, kind: str, *, text_hash: str) -> bool:
    """Whether a qualified reader signed off exactly these texts."""
    return TextSignOff.objects.filter(language=language, kind=kind, hash=text_hash, withdrawn_at=None).exists()


def unsigned_texts(language: str, others: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The kinds of text that are not signed off: the decision's, and others by kind and hash.

    The language in which the texts were written needs no signature.
    """
    return unsigned_among(language, {KIND: decision_hash(language)} | dict(others or {}))


def unsigned_among(language: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Which of these kinds of text, each with its hash, are not signed off in this language."""
    if language == SOURCE_LANGUAGE:
        return ()
    return tuple(kind for kind, text_hash in texts.items() if not is_signed_off(language, kind, text_hash=text_hash))
