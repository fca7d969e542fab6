"""How long the word of the second person counts: a week, and while they may still say it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.cases.permissions import Permission, may

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.cases.models import Case, Export

COUNTS_FOR = timedelta(days=7)


def agreement_stands(export: Export, cases: Iterable[Case]) -> bool:
    """Whether whoever agreed could do so today, and did within the week. Nobody who is inactive may anything."""
    who, when = export.approved_by, export.approved_at
    if who is None or when is None or timezone.now() - when > COUNTS_FOR:
        return False
    return all(may(who, Permission.CASE_EXPORT, case=case) for case in cases)
