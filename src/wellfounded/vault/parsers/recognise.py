"""What an exhibit is, by the recognisers of the core `evidence`: one list of kinds and marks for the whole house."""

from __future__ import annotations

from typing import NoReturn

from wellfounded.evidence.documents.archive import looked_at
from wellfounded.evidence.documents.content_type import Kind
from wellfounded.evidence.documents.content_type import kind_of as kind_by_content
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason
from wellfounded.vault.parsers import NotThisType, TooBig

# What an exhibit may be. Markup and mail are kept and shown as the text that they are, never as a page.
KINDS: dict[Kind, str] = {
    Kind.PDF: "pdf",
    Kind.PNG: "png",
    Kind.JPEG: "jpeg",
    Kind.DOCX: "docx",
    Kind.TEXT: "text",
    Kind.HTML: "text",
    Kind.MAIL: "text",
    Kind.AUDIO: "audio",
}
LARGE = frozenset({Reason.TOO_LARGE, Reason.TOO_MANY_PAGES})


def kind_of(payload: bytes) -> str:
    """One of pdf, png, jpeg, docx, text, audio.

    Raises:
        NotThisType: none of these, more than one at once, or a document with macros or a password.
        TooBig: it says of itself that it unpacks to more than is reasonable.
    """
    try:
        kind = kind_by_content(payload, recordings=True)
        if kind is Kind.DOCX:
            looked_at(payload).close()
    except DocumentRefused as refused:
        refuse(refused)
    if kind not in KINDS:
        raise NotThisType(kind)
    return KINDS[kind]


def refuse(refused: DocumentRefused, kind: str = "") -> NoReturn:
    """The same refusal in the words of the guarded child."""
    if refused.reason in LARGE:
        raise TooBig from None
    raise NotThisType(f"{refused.reason} {kind}".strip()) from None
