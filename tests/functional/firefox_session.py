"""What Firefox keeps of the forms of open pages: in the files of its session, JSON packed as an LZ4 block."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HEAD = b"mozLz40\0"
LENGTH = 4  # octets after the head, which say how long it will be


def forms_in(profile: Path) -> list[dict[str, Any]]:
    """Of every tab of every file of the session: the address, and the fields by their ids or paths."""
    kept = []
    for path in profile.rglob("*.jsonlz4"):
        session = json.loads(_unpacked(path.read_bytes()))
        tabs = [tab for window in session.get("windows", []) for tab in window["tabs"]]
        kept += [tab["formdata"] for tab in tabs if "formdata" in tab]
    return kept


def _unpacked(packed: bytes) -> bytes:
    if not packed.startswith(HEAD):
        raise ValueError("no file of a session of Firefox")
    place, out = len(HEAD) + LENGTH, bytearray()
    while place < len(packed):
        token = packed[place]
        literals, place = _count(packed, place + 1, token >> 4)
        out += packed[place : place + literals]
        place += literals
        if place == len(packed):  # the last one copies nothing
            break
        back = int.from_bytes(packed[place : place + 2], "little")
        copied, place = _count(packed, place + 2, token & 15)
        for _ in range(copied + 4):
            out.append(out[-back])
    return bytes(out)


def _count(packed: bytes, place: int, count: int) -> tuple[int, int]:
    """Fifteen means that more follows, until an octet that is not full."""
    if count == 15:
        while (more := packed[place]) == 255:
            count, place = count + 255, place + 1
        count, place = count + more, place + 1
    return count, place
