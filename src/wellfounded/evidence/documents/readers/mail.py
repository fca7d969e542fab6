"""A mail: what its head says, its words, and the files that came with it, each a document of its own."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, cast

from wellfounded.evidence.documents.coding import decoded
from wellfounded.evidence.documents.content_type import Kind
from wellfounded.evidence.documents.extraction import Attachment, Extraction, Hints, clean
from wellfounded.evidence.documents.readers.html import read as read_html
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason

if TYPE_CHECKING:
    from email.message import EmailMessage

SHOWN = ("From", "To", "Cc", "Date", "Subject")
MOST_PARTS = 500
MOST_NAME = 120


def read(payload: bytes) -> Extraction:
    """The head as lines, then the words of the body; files are handed out as they came."""
    if payload.lower().count(b"content-type:") > MOST_PARTS:
        raise DocumentRefused(Reason.TOO_LARGE, "parts")
    try:
        message = BytesParser(policy=policy.default).parsebytes(payload)
        return _taken(message)
    except (MessageError, LookupError, ValueError, AttributeError, TypeError, IndexError):
        raise DocumentRefused(Reason.BROKEN) from None


def _taken(message: EmailMessage) -> Extraction:
    if sum(1 for _ in message.walk()) > MOST_PARTS:
        raise DocumentRefused(Reason.TOO_LARGE, "parts")
    head = "\n".join(f"{name}: {said}" for name in SHOWN if (said := _said(message, name)))
    files = tuple(_files(message))
    listed = "\n".join(f"Attached: {one.name}" for one in files)
    text = "\n\n".join(clean(part) for part in (head, _body(message), listed) if part)
    remarks = (f"{len(files)} files came with this mail; each is a document of its own.",) if files else ()
    return Extraction(
        Kind.MAIL, text, "email of Python's library", hints=_hints(message), attachments=files, remarks=remarks
    )


def _said(message: EmailMessage, name: str) -> str:
    """A line of the head; as it was written, where Python's library can make nothing of it (a day of no year)."""
    try:
        value = message[name]
    except (ValueError, OverflowError):
        value = next(written for one, written in message.raw_items() if one.lower() == name.lower())
    return " ".join(str(value or "").split())


def _body(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    if body.get_content_type() == "text/html":
        return read_html(cast("bytes", body.get_payload(decode=True))).text
    return _text_of(body)


def _text_of(body: Any) -> str:
    """The words of a part; in the coding that its bytes read as, where it states one that nobody knows."""
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError):
        return decoded(body.get_payload(decode=True) or b"") or ""


def _files(message: EmailMessage) -> list[Attachment]:
    return [
        Attachment(_name_of(part, number), _content_of(part))
        for number, part in enumerate(message.iter_attachments(), 1)
    ]


def _content_of(part: Any) -> bytes:
    """The bytes of a file; a mail within a mail, or a part of several, as it stands."""
    if part.is_multipart():
        inner = part.get_payload(0) if part.get_content_type() == "message/rfc822" else part
        return bytes(inner)
    return part.get_payload(decode=True) or b""


def _name_of(part: Any, number: int) -> str:
    """The name that the sender gave it: data to show, never a path."""
    said = clean(part.get_filename() or "").replace("\n", " ").strip()[:MOST_NAME]
    return said or f"attachment {number}"


def _hints(message: EmailMessage) -> Hints:
    try:
        day = parsedate_to_datetime(said).date().isoformat() if (said := _said(message, "Date")) else ""
    except (ValueError, OverflowError):
        day = ""
    return Hints(clean(_said(message, "Subject")), clean(_said(message, "From")), day)
