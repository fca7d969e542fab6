"""Reads a checkpoint, or the proof between two, from a file that an office sent. Knows no database."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import dataclass

from wellfounded.audit.note import NoteError
from wellfounded.audit.tree import SIZE

LARGEST = 100_000  # characters: a proof between two logs of any size has a few thousand
MOST_STEPS = 128
KEYS = {"kind", "old", "new", "hashes"}


@dataclass(frozen=True, slots=True)
class Given:
    """The newer checkpoint; with a proof also the older one and the hashes between the two."""

    note: str
    older: str = ""
    proof: tuple[bytes, ...] = ()


def read_given(text: str) -> Given:
    """What stands in the file: a note as it is, or the lines of `wellfounded audit prove --since`.

    Raises:
        NoteError: it is neither.
    """
    if len(text) > LARGEST:
        raise NoteError("The file is too large for a checkpoint or a proof.")
    if not text.startswith("{"):
        return Given(text)
    try:
        given = _between(text.splitlines())
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        given = None
    if given is None:
        raise NoteError("The file is not a proof between two checkpoints.")
    return given


def _between(lines: list[str]) -> Given | None:
    """The header tells the verifiers which log it is; here the signatures do."""
    _header, line = lines
    record = json.loads(line)
    older, newer, steps = record["old"], record["new"], record["hashes"]
    sound = set(record) == KEYS and record["kind"] == "consistency" and isinstance(steps, list)
    if not sound or not isinstance(older, str) or not isinstance(newer, str) or len(steps) > MOST_STEPS:
        return None
    hashes = tuple(b64decode(step, validate=True) for step in steps)
    return Given(newer, older, hashes) if all(len(step) == SIZE for step in hashes) else None
