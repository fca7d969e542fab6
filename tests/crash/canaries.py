"""Planted words, and every form in which they may lie on a disk: as text, in UTF-16, base64, hexadecimal or packed."""

from __future__ import annotations

import base64
import os
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

MARK = "Zwetschgenbaum"  # stands in every planted word, and nowhere else
FOUND = re.compile(rf"{MARK}-(\d{{4}})".encode())
PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
MOST_UNPACKED = 1 << 20


def planted(number: int) -> str:
    return f"{MARK}-{number:04}"


def forms() -> dict[str, bytes]:
    """The mark in each form. Base64 has three, by where in three bytes it begins."""
    plain = MARK.encode()
    shifted = {f"base64 {shift}": _inner(plain, shift) for shift in range(3)}
    wide = {"utf-16-le": MARK.encode("utf-16-le"), "utf-16-be": MARK.encode("utf-16-be")}
    return {"utf-8": plain, "hex": plain.hex().encode(), "HEX": plain.hex().upper().encode()} | wide | shifted


def _inner(plain: bytes, shift: int) -> bytes:
    """What does not depend on the bytes before and after."""
    coded = base64.b64encode(bytes(shift) + plain)
    return coded[4 if shift else 0 : (shift + len(plain)) // 3 * 4]


def traces(image: bytes) -> list[str]:
    """In which forms anything planted stands in this image."""
    found = {form for form, sought in forms().items() if sought in image}
    found |= {f"packed {form}" for inside in _unpacked(image) for form, sought in forms().items() if sought in inside}
    return sorted(found)


def words_in(image: bytes) -> set[bytes]:
    return set(FOUND.findall(image))


def image_of(*folders: Path) -> bytes:
    """Every byte of every file, with the names."""
    files = sorted(path for folder in folders for path in files_of(folder))
    return b"\n".join(str(path).encode() + b"\n" + _bytes_of(path) for path in files)


def files_of(folder: Path) -> Iterator[Path]:
    """All of them; a folder that goes meanwhile, as of another worker’s database on one server, is passed over."""
    for base, _, names in os.walk(folder):
        yield from (path for name in names if (path := Path(base, name)).is_file())


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:  # gone since it was listed
        return b""


def _unpacked(image: bytes) -> Iterator[bytes]:
    for start in PACKED.finditer(image):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            yield unpacker.decompress(image[start.start() : start.start() + MOST_UNPACKED], MOST_UNPACKED)
        except zlib.error:
            continue
