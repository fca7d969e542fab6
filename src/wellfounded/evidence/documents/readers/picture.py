"""A picture of a page, or of several: it has no text of its own, so that all of them are scanned."""

from __future__ import annotations

import io
import struct
from contextlib import contextmanager
from typing import TYPE_CHECKING

import PIL
from PIL import Image, ImageOps

from wellfounded.evidence.documents.content_type import Kind, kind_of
from wellfounded.evidence.documents.extraction import Extraction
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES = 500
MOST_POINTS = 60_000_000
# What Pillow raises over a picture that is broken: each of its readers in its own way.
_RAISED = (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, IndexError, OverflowError, struct.error)


def read(payload: bytes, *, kind: Kind) -> Extraction:
    """No text, and the numbers of the pages to scan."""
    with opened(payload, kind=kind) as picture:
        count = _count(picture)
    if count > MOST_PAGES:
        raise DocumentRefused(Reason.TOO_MANY_PAGES, f"{count:,}; at most {MOST_PAGES:,} pictures are taken")
    return Extraction(kind, "", f"pillow {PIL.__version__}", scanned=tuple(range(1, count + 1)))


def _count(picture: Image.Image) -> int:
    try:
        return int(getattr(picture, "n_frames", 1))
    except _RAISED:
        raise DocumentRefused(Reason.BROKEN) from None


def picture_of(payload: bytes, *, number: int) -> Image.Image:
    """A page in grey, upright as the camera says, with white where it was clear."""
    with opened(payload, kind=kind_of(payload)) as picture:
        try:
            picture.seek(number - 1)
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
        except _RAISED:
            raise DocumentRefused(Reason.BROKEN, f"picture {number}") from None
    white = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(white, upright).convert("L")


@contextmanager
def opened(payload: bytes, *, kind: Kind) -> Iterator[Image.Image]:
    """The picture. Raises `DocumentRefused` when it is broken or has more points than are taken."""
    try:
        picture = Image.open(io.BytesIO(payload), formats=[kind.upper()])
    except Image.DecompressionBombError:
        raise DocumentRefused(Reason.TOO_LARGE, "points") from None
    except _RAISED:
        raise DocumentRefused(Reason.BROKEN) from None
    with picture:
        if picture.width * picture.height > MOST_POINTS:
            raise DocumentRefused(Reason.TOO_LARGE, f"{picture.width} by {picture.height} points")
        yield picture
