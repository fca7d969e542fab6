"""A file with its cover in one ZIP that tells nothing of when, where and by what it was packed."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

COVER = "cover.txt"
# A fixed moment for every member.
PACKED = (2000, 1, 1, 0, 0, 0)
# Where a file of an office program says with what it was written, and the same without a word.
PROGRAM = "docProps/app.xml"
ABOUT = "docProps/core.xml"
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+Z")
NOTHING = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files in the order of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, PACKED), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def timeless(made: bytes) -> bytes:
    """A packed file of an office program with one moment on each of its parts, and no word on what program wrote it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            content = NOTHING if part.filename == PROGRAM else before.read(part)
            if part.filename == ABOUT:
                content = MOMENT.sub(b"2000-01-01T00:00:00Z", content)
            after.writestr(zipfile.ZipInfo(part.filename, PACKED), content, part.compress_type)
    return out.getvalue()
