"""Bytes of a file to its text, without moving a single offset."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# A long book has three million characters. News is never larger; whoever has more cuts it.
LARGEST = 4_000_000
BINARY = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf")


class TextError(ValueError):
    """A file whose text cannot be read: what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend
        super().__init__(f"{what} {mend}")


def read_text(path: Path) -> str:
    """The text of a file. Raises `TextError` when it is too large or no text, `OSError` when it cannot be opened."""
    if path.stat().st_size > LARGEST:
        raise TextError(
            f"This file has more than {LARGEST // 1_000_000} million bytes.", "Cut it into its articles, one file each."
        )
    return decoded(path.read_bytes())


def decoded(data: bytes) -> str:
    """The text of bytes: UTF-8, or UTF-16 with its mark. Line ends and marks stay: offsets agree with the file."""
    if data.startswith(BINARY):
        raise TextError("This is no text file.", "Save the article as plain text (UTF-8) first.")
    coding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        text = data.decode(coding)
    except UnicodeDecodeError as error:
        raise TextError(f"Byte {error.start} is not {coding.upper()}.", "Save the article as UTF-8 text.") from None
    if "\0" in text:
        raise TextError(
            f"There is a zero at character {text.index(chr(0))}: this is no text.", "Save it as UTF-8 text."
        )
    return text
