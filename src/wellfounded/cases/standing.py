"""How a user stands to a case, read from the register: what the permission map asks about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.cases.models import Assignment, Case, Relation
from wellfounded.cases.predicates import Standing

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


def standing_of(user: User, case: Case | None) -> Standing:
    if case is None:
        return Standing(user, user.roles)
    held = Assignment.objects.filter(case=case, user=user, ended_at=None).values_list("relation", flat=True)
    return Standing(
        user,
        user.roles,
        case=case,
        relations=frozenset(Relation(relation) for relation in held),
    )
