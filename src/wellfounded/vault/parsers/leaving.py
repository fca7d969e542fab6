"""What a file that is about to leave really holds: its words, its rows, its parts, and whatever no reader would see.

It reads the products of this program and nothing else, and tells more than a reader would: who checks them compares it
with what was permitted. Whatever it does not know is told as hidden.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from wellfounded.vault.parsers import NotThisType, Product, TooBig
from wellfounded.vault.parsers.leaving_office import of_docx, of_xlsx
from wellfounded.vault.parsers.leaving_pdf import of_pdf

UNPACKED = 200 << 20
MOST_MEMBERS = 5000
PNG = b"\x89PNG\r\n\x1a\n"
# The chunks of a PNG without which it cannot be drawn; any other tells something.
DRAWN = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})


def parse(payload: bytes, options: Mapping[str, Any]) -> Product:
    """`form` says what it is to be: pdf, docx, xlsx, csv, json or zip."""
    reader = READERS[options["form"]]
    try:
        return Product(reader(payload))
    except (ValueError, KeyError, zipfile.BadZipFile, UnicodeDecodeError):
        raise NotThisType(str(options["form"])) from None


def _of_csv(payload: bytes) -> dict[str, Any]:
    text = payload.decode("utf-8-sig")
    hidden = ["a zero sign"] if "\0" in text else []
    return {"rows": list(csv.reader(io.StringIO(text, newline=""), strict=True)), "hidden": hidden}


def _of_json(payload: bytes) -> dict[str, Any]:
    hidden: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        named = [name for name, _ in found]
        hidden.extend(f"{name} twice" for name in set(named) if named.count(name) > 1)
        return dict(found)

    return {"data": json.loads(payload.decode(), object_pairs_hook=pairs), "hidden": hidden}


def _of_zip(payload: bytes) -> dict[str, Any]:
    """Every member by its hash; what lies before, between and behind members is hidden."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > UNPACKED:
            raise TooBig
        members = {entry.filename: archive.read(entry) for entry in entries}
        hidden = [f"a word on {entry.filename}" for entry in entries if entry.comment or entry.extra]
    hidden += ["a word on the whole"] if archive.comment else []
    hidden += ["the same name twice"] if len(members) != len(entries) else []
    hidden += ["something beside the members"] if _rebuilt(entries) != len(payload) else []
    hidden += [f"{name}: {part}" for name, content in members.items() for part in _of_picture(content)]
    return {
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in members.items()},
        "hidden": hidden,
    }


def _rebuilt(entries: list[zipfile.ZipInfo]) -> int:
    """How long a ZIP of these members is when nothing else lies in it."""
    names = sum(len(entry.filename.encode()) for entry in entries)
    return sum(30 + 46 + entry.compress_size for entry in entries) + 2 * names + 22


def _of_picture(content: bytes) -> list[str]:
    """What a PNG says beside its points."""
    if not content.startswith(PNG):
        return []
    place, found = len(PNG), []
    while place + 12 <= len(content):
        size, kind = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8]
        found += [] if kind in DRAWN else [kind.decode("latin-1")]
        place += 12 + size
        if kind == b"IEND":
            break
    return found if place == len(content) else [*found, "something behind the picture"]


READERS: dict[str, Callable[[bytes], dict[str, Any]]] = {
    "csv": _of_csv,
    "docx": of_docx,
    "json": _of_json,
    "pdf": of_pdf,
    "xlsx": of_xlsx,
    "zip": _of_zip,
}
