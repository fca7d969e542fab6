"""Writes into the log. `record` is called inside the transaction of the action that it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wellfounded.audit.events import Event


def record(event: Event, *, actor: str, subject: str = "", detail: Mapping[str, Any] | None = None) -> int:
    """Append an entry and return its number, counted from 0.

    `actor` is a sign-in name, `subject` a case number or another account: never a name of an applicant. `detail` is
    small and in plain JSON types. It lies apart from the entry, so that erasing it leaves the log whole.
    """
    raise NotImplementedError
