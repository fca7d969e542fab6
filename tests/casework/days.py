"""Days that a test counts from its own: read when it runs, since a table of tests may be read before midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Ago:
    """So many days before the day on which it is asked for; fewer than none lie ahead."""

    days: int

    @property
    def day(self) -> date:
        return timezone.localdate() - timedelta(days=self.days)


TODAY, YESTERDAY, TOMORROW = Ago(0), Ago(1), Ago(-1)


def in_days(fields: dict[str, Any]) -> dict[str, Any]:
    """The same fields, with the days that they mean now."""
    return {name: value.day if isinstance(value, Ago) else value for name, value in fields.items()}
