"""A DOCX as an archive, looked at before anything in it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from wellfounded.evidence.documents.refusal import DocumentRefused, Reason

UNPACKED = 100 << 20
ONE_PART = 60 << 20
MOST_PARTS = 4_000
# The record at the end of an archive has so many bytes when no comment follows it, as no word processor writes one.
END_RECORD = 22
_LOCKED = 0x1
_ACTIVE = ("vbaproject.bin", "vbadata.xml", "activex", "macrosheets")


def looked_at(payload: bytes) -> zipfile.ZipFile:
    """The archive of a DOCX.

    Raises:
        DocumentRefused: it is locked, holds macros, says that it unpacks to too much, begins or ends with something
            else, or names a part twice.
    """
    if not payload.startswith(b"PK\x03\x04") or payload[-END_RECORD:][:4] != b"PK\x05\x06":
        raise DocumentRefused(Reason.TWO_TYPES, "an archive with something before or after it")
    try:
        archive = zipfile.ZipFile(io.BytesIO(payload))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise DocumentRefused(Reason.BROKEN) from None
    _check(archive.infolist())
    return archive


def _check(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if len(set(names)) != len(names):
        raise DocumentRefused(Reason.TWO_TYPES, "a part stands twice in it")
    if any(part.flag_bits & _LOCKED for part in parts):
        raise DocumentRefused(Reason.PASSWORD)
    if any(active in name for name in names for active in _ACTIVE):
        raise DocumentRefused(Reason.MACROS)
    sizes = [part.file_size for part in parts]
    if len(parts) > MOST_PARTS or sum(sizes) > UNPACKED or max(sizes, default=0) > ONE_PART:
        raise DocumentRefused(Reason.TOO_LARGE)


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part of it, unpacked.

    Raises:
        DocumentRefused: it unpacks to more than it said, is damaged, or defines entities.
    """
    said = archive.getinfo(name).file_size
    try:
        with archive.open(name) as stream:
            content = stream.read(said + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError):
        raise DocumentRefused(Reason.BROKEN) from None
    if len(content) > said:
        raise DocumentRefused(Reason.TOO_LARGE)
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise DocumentRefused(Reason.ENTITIES)
    return content
