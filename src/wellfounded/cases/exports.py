"""Lists of exports: what one asked for, and what waits for one's agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from wellfounded.cases.access import cases_of
from wellfounded.cases.models import Case, Export
from wellfounded.cases.models.export import ALONE_UP_TO
from wellfounded.cases.permissions import Permission, may

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.accounts.models import User

NEWEST = 50


def exports_of(user: User) -> list[Export]:
    """What this user asked for, the newest first."""
    return list(Export.objects.filter(asked_by=user).select_related("sealed_to").order_by("-pk")[:NEWEST])


def waiting_for_agreement(user: User) -> list[Export]:
    """What others asked for with many people in it, where this user is entitled to every case of it.

    An export with a case that the user may not open is not there at all, as the case itself is not.
    """
    two = Q(people__gt=ALONE_UP_TO) | Q(returning=True)
    waiting = Export.objects.filter(two, approved_at=None, left_at=None).exclude(asked_by=user)
    own = {case.number: case for case in cases_of(user).filter(number__in=_numbers(waiting))}
    return [
        export
        for export in waiting.order_by("-pk")[:NEWEST]
        if all(_may_export(user, own, number=n) for n in export.numbers)
    ]


def _numbers(exports: Iterable[Export]) -> set[str]:
    return {number for export in exports for number in export.numbers}


def _may_export(user: User, own: dict[str, Case], *, number: str) -> bool:
    case = own.get(number)
    return case is not None and may(user, Permission.CASE_EXPORT, case=case)
