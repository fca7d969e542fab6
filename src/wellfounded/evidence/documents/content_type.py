"""What a file is, by its content alone: names and what a sender says of a file are not believed.

The kinds that are taken are a list, and each has a recogniser that finds its mark wherever readers of that kind accept
it. Two recognisers that both accept mean a file made to be two things (a polyglot): it is refused, because what one
program shows is then not what another one shows.
"""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from wellfounded.evidence.documents.coding import decoded
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason

HEAD = 1024  # readers of PDF accept its mark anywhere in so many bytes
HTML_HEAD = 4096
MOST_TEXT = 20 << 20


class Kind(StrEnum):
    """A kind of file that is taken."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    TEXT = "text"
    MAIL = "mail"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    WEBP = "webp"
    AUDIO = "audio"  # an exhibit may be a recording; no words are taken from one


PICTURES = frozenset({Kind.PNG, Kind.JPEG, Kind.TIFF, Kind.WEBP})

_ZIP, _OLE, _OTHER = "zip", "ole", "other"
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe)[\s>]", re.IGNORECASE)
_HTML_TEXT = re.compile(r"<(?:!doctype\s+html|html|head|body|script|article|table|div|p)[\s>]", re.IGNORECASE)
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE)\b", re.IGNORECASE)
_OTHER_MARKUP = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:svg|math|rss|feed)\b", re.IGNORECASE)
_PDF = re.compile(rb"%PDF-\d\.\d")
_FIELD = re.compile(r"(?P<name>[!-9;-~]{1,76}):(?:[ \t]|\r?$)")
_MAIL_FIELDS = frozenset({"from", "to", "subject", "date", "message-id", "received", "mime-version", "return-path"})
_ENOUGH_FIELDS = 2
# Programs, archives and media that are never taken, and whose marks in front of another kind make two kinds.
_MARKS = (
    b"MZ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"{\\rtf",
    b"SQLite format 3\x00",
    b"%!PS",
)


def kind_of(payload: bytes, *, recordings: bool = False) -> Kind:
    """The kind of a file. A recording is a kind only for whoever asks for `recordings`.

    Raises:
        DocumentRefused: it is empty, of no kind that is taken, or of more than one.
    """
    if not payload.strip(b"\0 \t\r\n"):
        raise DocumentRefused(Reason.EMPTY)
    kinds = {name for name, accepts in _RECOGNISERS.items() if accepts(payload)}
    if len(kinds) > 1:
        raise DocumentRefused(Reason.TWO_TYPES, " and ".join(sorted(kinds)))
    if not kinds:
        return _kind_of_text(payload)
    (kind,) = kinds
    if kind == _OLE:
        raise DocumentRefused(Reason.NOT_TAKEN, "an old Office file, or a locked one")
    if kind in {_ZIP, _OTHER} or (kind == Kind.AUDIO and not recordings):
        raise DocumentRefused(Reason.NOT_TAKEN)
    also = _text_kind_in_front(payload)
    if also:
        raise DocumentRefused(Reason.TWO_TYPES, f"{also} and {kind}")
    return Kind(kind)


def is_pdf(payload: bytes) -> bool:
    """Whether a reader of PDF would accept it."""
    return _PDF.search(payload[:HEAD]) is not None


def is_png(payload: bytes) -> bool:
    """Whether it begins as a PNG does."""
    return payload.startswith(b"\x89PNG\r\n\x1a\n")


def is_jpeg(payload: bytes) -> bool:
    """Whether it begins as a JPEG does."""
    return payload.startswith(b"\xff\xd8\xff")


def _is_tiff(payload: bytes) -> bool:
    return payload.startswith((b"II*\0", b"MM\0*"))


def _is_webp(payload: bytes) -> bool:
    return payload[:4] == b"RIFF" and payload[8:12] == b"WEBP"


def is_audio(payload: bytes) -> bool:
    """Whether it begins as WAVE, MP4, Ogg, FLAC or MP3 does, and what follows is no text that begins so by chance."""
    riff = payload[:4] == b"RIFF" and payload[8:12] == b"WAVE"
    mp4 = payload[4:8] == b"ftyp" and payload[8:11] in {b"M4A", b"mp4", b"iso"}
    tagged = payload[:3] == b"ID3" and payload[3:4] in {b"\2", b"\3", b"\4"}
    return riff or mp4 or tagged or payload.startswith((b"OggS\0", b"fLaC\0", b"fLaC\x80", b"\xff\xfb"))


def _names(payload: bytes) -> frozenset[str]:
    """The names in an archive, wherever it begins; none when it is no archive or a broken one."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        return frozenset()


def _text_kind_in_front(payload: bytes) -> str:
    """What a program that looks for text would take a file of another kind for."""
    head = payload[:HEAD]
    if _HTML.search(head):
        return Kind.HTML
    return Kind.MAIL if _is_mail(head.decode("latin-1")) else ""


def _is_docx(payload: bytes) -> bool:
    return zipfile.is_zipfile(io.BytesIO(payload)) and "word/document.xml" in _names(payload)


def _is_other_zip(payload: bytes) -> bool:
    whole = zipfile.is_zipfile(io.BytesIO(payload))
    return (whole or payload.startswith(b"PK\x03\x04")) and not _is_docx(payload)


def _is_ole(payload: bytes) -> bool:
    return payload.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def _is_other(payload: bytes) -> bool:
    """A mark that a text may begin with counts only where it is none: "BM" begins no picture in a letter."""
    return payload.startswith(_MARKS) and (len(payload) < HEAD or decoded(payload) is None or payload[:1] in b"{%")


_RECOGNISERS = {
    Kind.PDF: is_pdf,
    Kind.PNG: is_png,
    Kind.JPEG: is_jpeg,
    Kind.TIFF: _is_tiff,
    Kind.WEBP: _is_webp,
    Kind.AUDIO: is_audio,
    Kind.DOCX: _is_docx,
    _ZIP: _is_other_zip,
    _OLE: _is_ole,
    _OTHER: _is_other,
}


def _kind_of_text(payload: bytes) -> Kind:
    if _is_mail(payload[:HTML_HEAD].decode("latin-1")):
        return Kind.MAIL
    if len(payload) > MOST_TEXT:
        raise DocumentRefused(Reason.TOO_LARGE, f"{MOST_TEXT >> 20} MB of text are taken at most")
    text = decoded(payload)
    if text is None:
        raise DocumentRefused(Reason.NOT_TAKEN)
    if _OTHER_MARKUP.match(text):
        raise DocumentRefused(Reason.NOT_TAKEN, "XML")
    if _is_html(text):
        return Kind.HTML
    if _XML.match(text):
        raise DocumentRefused(Reason.NOT_TAKEN, "XML")
    return Kind.TEXT


def _is_html(text: str) -> bool:
    """Markup at its head; a letter or a text that quotes markup begins with words."""
    head = text[:HTML_HEAD].lstrip("\ufeff \t\r\n\f")
    return head.startswith("<") and _HTML_TEXT.search(head) is not None


def _is_mail(text: str) -> bool:
    """A block of header fields at its very head, among them two that every mail has."""
    names: set[str] = set()
    for line in text[:HTML_HEAD].lstrip("\ufeff").splitlines():
        if line[:1] in {" ", "\t"} and names:
            continue
        field = _FIELD.match(line)
        if field is None:
            break
        names.add(field["name"].lower())
    return len(names & _MAIL_FIELDS) >= _ENOUGH_FIELDS
