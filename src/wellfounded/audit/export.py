"""The log as a file for somebody outside: one JSON object a line, as docs/reference/log-format.md describes.

Without details it holds leaves and checkpoints only: nobody learns from it who did what, or when, or to which case.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from wellfounded.audit.checkpoint import signer
from wellfounded.audit.commitment import microseconds
from wellfounded.audit.models import Checkpoint, Entry
from wellfounded.audit.note import open_note
from wellfounded.audit.proofs import consistency_proof, inclusion_proof, size_of_log
from wellfounded.audit.tree import ProofError

FORMAT = 1


def log_lines(*, details: bool = False) -> Iterator[str]:
    """The whole log. `details` opens what each entry is about: ask for permission before."""
    size = size_of_log()
    yield _line(_header() | {"size": size})
    entries = Entry.objects.filter(number__lt=size).select_related("detail", "tombstone").order_by("number")
    for entry in entries.iterator():
        yield _line(
            {"kind": "entry", "number": entry.number} | (_opened(entry) | _erased(entry) if details else _closed(entry))
        )
    for checkpoint in Checkpoint.objects.filter(size__lte=size).order_by("pk"):
        yield _line({"kind": "checkpoint", "note": checkpoint.note})


def inclusion_lines(number: int, *, details: bool = False) -> Iterator[str]:
    """Shows that an entry is in the log, under the newest checkpoint.

    Raises:
        ProofError: no checkpoint covers the entry.
    """
    checkpoint = Checkpoint.objects.filter(size__gt=number).order_by("-pk").first()
    if number < 0 or checkpoint is None:
        raise ProofError(f"No checkpoint covers an entry {number}. Make one first.")
    entry = Entry.objects.select_related("detail", "tombstone").get(number=number)
    yield _line(_header())
    yield _line(
        {"kind": "inclusion", "number": number}
        | (_opened(entry) if details else _closed(entry))
        | {"checkpoint": checkpoint.note, "hashes": _texts(inclusion_proof(number, checkpoint.size))}
    )


def consistency_lines(older: str) -> Iterator[str]:
    """Shows that nothing before this checkpoint, given as a note, was changed until the newest one.

    Raises:
        NoteError: it is no checkpoint of this log.
        ProofError: it is newer than the newest that the log keeps, or has no entries.
    """
    newest = Checkpoint.objects.order_by("pk").last()
    size = open_note(older, signer()).head.size
    hashes = consistency_proof(size, newest.size if newest else 0)
    yield _line(_header())
    yield _line({"kind": "consistency", "old": older, "new": newest.note if newest else "", "hashes": _texts(hashes)})


def _header() -> dict[str, Any]:
    key = signer()
    return {"kind": "log", "format": FORMAT, "origin": key.name, "key": key.line()}


def _closed(entry: Entry) -> dict[str, Any]:
    return {"leaf": _text(entry.leaf())}


def _opened(entry: Entry) -> dict[str, Any]:
    committed = {"time": microseconds(entry.time), "commitment": _text(entry.commitment)}
    try:
        detail = entry.detail
    except ObjectDoesNotExist:
        return committed
    return committed | {
        "salt": _text(detail.salt),
        "event": detail.event,
        "actor": detail.actor,
        "subject": detail.subject,
        "detail": bytes(detail.payload).decode(),
    }


def _erased(entry: Entry) -> dict[str, Any]:
    try:
        return {"erased_by": entry.tombstone.told_by_id}
    except ObjectDoesNotExist:
        return {}


def _texts(hashes: Sequence[bytes]) -> list[str]:
    return [_text(hashed) for hashed in hashes]


def _text(data: bytes | memoryview) -> str:
    return base64.b64encode(data).decode()


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
