"""Lists of exports: what one asked for, and what waits for one's agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.cases.access import cases_of
from wellfounded.cases.let_out_lately import people_lately
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
    asked = Export.objects.filter(approved_at=None, left_at=None).exclude(asked_by=user)
    waiting = [export for export in asked.order_by("-pk") if waits_for_two(export)]
    own = {case.number: case for case in cases_of(user).filter(number__in=_numbers(waiting))}
    return [export for export in waiting[:NEWEST] if all(_may_export(user, own, number=n) for n in export.numbers)]


def waits_for_two(export: Export) -> bool:
    """Whether a second person has to agree first. What left since it was asked for counts as well."""
    if export.approved_at is not None or export.left_at is not None:
        return False
    known = max(export.people, export.people_lately) > ALONE_UP_TO or export.returning or export.on_one_word
    return known or people_lately(export) > ALONE_UP_TO


def _numbers(exports: Iterable[Export]) -> set[str]:
    return {number for export in exports for number in export.numbers}


def _may_export(user: User, own: dict[str, Case], *, number: str) -> bool:
    case = own.get(number)
    return case is not None and may(user, Permission.CASE_EXPORT, case=case)
