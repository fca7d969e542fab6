"""A recording for the player of a page: its type from its first bytes, and the piece that the player asks for."""

from __future__ import annotations

import re

from django.http import HttpResponse

_BEGINS: tuple[tuple[bytes, str], ...] = (
    (b"RIFF", "audio/wav"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
)
_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")


def type_of(content: bytes) -> str:
    return next((kind for begin, kind in _BEGINS if content.startswith(begin)), "audio/mp4")


def piece_of(content: bytes, asked: str) -> HttpResponse:
    """The whole, or the one range that was asked for; whatever is no such range gets the whole."""
    first, last = _asked(asked, len(content))
    whole = (first, last) == (0, len(content) - 1)
    response = HttpResponse(content[first : last + 1], content_type=type_of(content), status=200 if whole else 206)
    response.headers["Accept-Ranges"] = "bytes"
    if not whole:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return response


def _asked(asked: str, size: int) -> tuple[int, int]:
    found = _RANGE.match(asked)
    if found is None or not any(found.groups()):
        return 0, size - 1
    begin, end = found.groups()
    last = min(int(end) if begin and end else size - 1, size - 1)
    first = int(begin) if begin else max(0, size - int(end))
    return (first, last) if first <= last else (0, size - 1)
