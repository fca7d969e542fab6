"""What a file is, by its content. Two recognisers that both accept mean a file made to be two things: it is refused."""

from __future__ import annotations

import io
import zipfile

from wellfounded.vault.parsers import NotThisType, TooBig

UNPACKED = 200 << 20
HEAD = 1024
# Letters that a text may hold beside what prints.
BLANKS = frozenset("\t\n\r\f")


def kind_of(payload: bytes) -> str:
    """One of pdf, png, jpeg, docx, text, audio.

    Raises:
        NotThisType: none of these, or more than one at once.
    """
    kinds = [name for name, accepts in RECOGNISERS.items() if accepts(payload)]
    if not kinds and _is_text(payload):
        return "text"
    if len(kinds) != 1:
        raise NotThisType(" and ".join(kinds) or "unknown")
    return kinds[0]


def _is_pdf(payload: bytes) -> bool:
    return b"%PDF-" in payload[:HEAD]


def _is_png(payload: bytes) -> bool:
    return payload.startswith(b"\x89PNG\r\n\x1a\n")


def _is_jpeg(payload: bytes) -> bool:
    return payload.startswith(b"\xff\xd8\xff")


def _is_docx(payload: bytes) -> bool:
    """Any ZIP counts, wherever it begins: a ZIP that is no DOCX is then refused by name."""
    if not zipfile.is_zipfile(io.BytesIO(payload)):
        return False
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > UNPACKED:
            raise TooBig
        names = set(archive.namelist())
    if "word/document.xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        raise NotThisType("zip")
    return True


def _is_audio(payload: bytes) -> bool:
    riff = payload[:4] == b"RIFF" and payload[8:12] == b"WAVE"
    mp4 = payload[4:8] == b"ftyp" and payload[8:11] in {b"M4A", b"mp4", b"iso"}
    return riff or mp4 or payload.startswith((b"OggS", b"fLaC", b"ID3", b"\xff\xfb"))


def _is_text(payload: bytes) -> bool:
    try:
        text = payload.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and all(sign in BLANKS or sign.isprintable() or sign > "\x9f" for sign in text)


RECOGNISERS = {"pdf": _is_pdf, "png": _is_png, "jpeg": _is_jpeg, "docx": _is_docx, "audio": _is_audio}
