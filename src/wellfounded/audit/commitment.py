"""What an entry's leaf is made of. The log holds a salted commitment to an event; the event itself lies apart.

Once salt and event are erased the commitment tells nothing, and the tree stands as it was. The time is bound beside the
commitment, so that it stays certain after an erasure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from wellfounded.audit.tree import leaf_hash

SALT = 32  # bytes
EVENT_DOMAIN = b"wellfounded log event 1\n"
ENTRY_DOMAIN = b"wellfounded log entry 1\n"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Opened:
    """An event as it was committed to. `payload` is its detail as canonical JSON."""

    event: str
    actor: str
    subject: str
    payload: bytes

    def commitment(self, salt: bytes) -> bytes:
        """SHA-256 over the salt and each part with its length, so that no two events share their bytes."""
        parts = (self.event.encode(), self.actor.encode(), self.subject.encode(), self.payload)
        framed = b"".join(len(part).to_bytes(8) + part for part in parts)
        return hashlib.sha256(EVENT_DOMAIN + salt + framed).digest()


def canonical(detail: Mapping[str, Any] | None) -> bytes:
    """The one way to write a detail: UTF-8, sorted keys, no spaces. Refuses what JSON does not know."""
    return json.dumps(detail or {}, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def microseconds(moment: datetime) -> int:
    """Since the beginning of 1970, exactly."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def leaf_of(moment: datetime, commitment: bytes) -> bytes:
    """The leaf of an entry."""
    return leaf_hash(ENTRY_DOMAIN + microseconds(moment).to_bytes(8, signed=True) + commitment)
