"""Writes into the log. `record` is called inside the transaction of the action that it tells of."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from wellfounded.audit.commitment import SALT, Opened, canonical, leaf_of
from wellfounded.audit.events import Event
from wellfounded.audit.tree import completed_by, peak_of

_LOCK = 0x77656C6C_6C6F67  # the number of the log's lock on PostgreSQL: any fixed one would do
_LAST = "SELECT number, peak FROM audit_entry ORDER BY number DESC LIMIT 1"
# Said at once, but two statements: one alone would look at the log as it was before it waited for the lock.
_LAST_LOCKED = f"SELECT pg_advisory_xact_lock({_LOCK}); {_LAST}"
_ENTRY = "INSERT INTO audit_entry (number, time, commitment, peak) VALUES (%s, %s, %s, %s)"
_DETAIL = "INSERT INTO audit_detail (entry_id, salt, event, actor, subject, payload) VALUES (%s, %s, %s, %s, %s, %s)"
# SQLite has no such statement, and no server to wait for.
_BOTH = f"WITH entry AS ({_ENTRY}) {_DETAIL}"


def record(event: Event, *, actor: str, subject: str = "", detail: Mapping[str, Any] | None = None) -> int:
    """Append an entry and return its number, counted from 0.

    `actor` is a sign-in name, `subject` a case number or another account: never a name of an applicant. `detail` is
    small and in plain JSON types. It lies apart from the entry, so that erasing it leaves the log whole.

    Appends wait for each other until their transactions end, so an action records last. What is rolled back was never
    in the log.
    """
    opened = Opened(str(event), actor, subject, canonical(detail))
    # Outside a transaction this opens one. Inside, it makes sure that a failure here undoes the action as well.
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        last, peak = _last(cursor)
        _append(cursor, last + 1, last_peak=peak, opened=opened)
    return last + 1


def _last(cursor: CursorWrapper) -> tuple[int, bytes]:
    """Number and peak of the last entry. On SQLite the transaction is the only writer already."""
    if connection.vendor == "postgresql":
        cursor.execute(_LAST_LOCKED)
        cursor.nextset()  # past what the lock answers
    else:
        cursor.execute(_LAST)
    row = cursor.fetchone()
    return (-1, b"") if row is None else (int(row[0]), bytes(row[1]))


def _append(cursor: CursorWrapper, number: int, *, last_peak: bytes, opened: Opened) -> None:
    """Plain statements instead of the ORM: every reading of a case waits for them."""
    moment, salt = timezone.now(), secrets.token_bytes(SALT)
    commitment = opened.commitment(salt)
    peak = peak_of(leaf_of(moment, commitment), _left_peaks(cursor, number, last_peak=last_peak))
    entry: list[Any] = [number, connection.ops.adapt_datetimefield_value(moment), commitment, peak]
    detail: list[Any] = [number, salt, opened.event, opened.actor, opened.subject, opened.payload]
    if connection.vendor == "postgresql":
        cursor.execute(_BOTH, [*entry, *detail])
    else:
        cursor.execute(_ENTRY, entry)
        cursor.execute(_DETAIL, detail)


def _left_peaks(cursor: CursorWrapper, number: int, *, last_peak: bytes) -> list[bytes]:
    """The peaks that the new entry builds on: for half of all entries none, for a quarter only that of the last."""
    nearest, farther = completed_by(number)[:1], completed_by(number)[1:]
    if not farther:
        return [last_peak] * len(nearest)
    places = ", ".join(["%s"] * len(farther))
    cursor.execute(f"SELECT peak FROM audit_entry WHERE number IN ({places}) ORDER BY number DESC", farther)  # noqa: S608 - only placeholders are put in
    return [last_peak, *(bytes(peak) for (peak,) in cursor.fetchall())]
