"""Refusals reach the log although they undo the transaction in which they were met.

A refusal ends an action by an exception, which rolls back everything, an entry in the log included. So it waits, and is
written when the request, or the command, has ended: see `middleware` and `cli/office.py`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from django.db import connection

from wellfounded.audit.events import Event
from wellfounded.audit.log import record


class _Waiting(threading.local):
    """Each thread serves one request at a time."""

    def __init__(self) -> None:
        self.refusals: list[dict[str, Any]] = []


_waiting = _Waiting()


def record_refusal(event: Event, *, actor: str, subject: str = "", detail: Mapping[str, Any] | None = None) -> None:
    """As `record`, for what is about to be refused."""
    if _inside_an_action():
        _waiting.refusals.append({"event": event, "actor": actor, "subject": subject, "detail": detail})
    else:
        record(event, actor=actor, subject=subject, detail=detail)


def write_refusals() -> None:
    """Write those that wait. Called outside any transaction of an action."""
    while _waiting.refusals:
        record(**_waiting.refusals.pop(0))


def _inside_an_action() -> bool:
    """Whether a transaction is open, apart from the one that Django puts around a test."""
    return any(not block._from_testcase for block in connection.atomic_blocks)  # type: ignore[attr-defined] # noqa: SLF001 - as Django's own `durable` asks
