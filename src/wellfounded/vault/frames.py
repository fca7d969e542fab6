"""What passes between the office and the guarded child: a length, a line of JSON, then bytes."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

LENGTH_BYTES = 8


def framed(head: dict[str, Any], *parts: bytes) -> bytes:
    """A frame whose head names the length of each part."""
    line = json.dumps(head | {"lengths": [len(part) for part in parts]}, ensure_ascii=False).encode()
    return b"".join([len(line).to_bytes(LENGTH_BYTES, "big"), line, *parts])


def unframed(content: bytes) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """The head and the parts.

    Raises:
        ValueError: not a whole frame, or more than one.
    """
    end = LENGTH_BYTES + int.from_bytes(content[:LENGTH_BYTES], "big")
    head = json.loads(content[LENGTH_BYTES:end].decode())
    if not isinstance(head, dict) or not isinstance(head.get("lengths"), list):
        raise ValueError("a frame without lengths")  # noqa: TRY004 - content that came in, not a caller's mistake
    parts = []
    for length in head.pop("lengths"):
        if not isinstance(length, int) or length < 0:
            raise ValueError("a frame with an impossible length")
        parts.append(content[end : end + length])
        end += length
    if end != len(content):
        raise ValueError("a frame of another length than it says")
    return head, tuple(parts)


def read_head(stream: BinaryIO) -> dict[str, Any]:
    """The head alone; the parts stay in the stream."""
    length = int.from_bytes(stream.read(LENGTH_BYTES), "big")
    head: dict[str, Any] = json.loads(stream.read(length).decode())
    return head
