"""How a user stands to a case, read from the register: what the permission map asks about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from wellfounded.cases.models import Assignment, Case, Decision, Recommendation, Relation, ReviewResult
from wellfounded.cases.outcomes import GRANTS
from wellfounded.cases.predicates import Standing
from wellfounded.cases.states import State

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wellfounded.accounts.models import User

# Before a case first came to review nobody has recommended anything, and nothing need be read.
_NOTHING_RECOMMENDED = frozenset({State.REGISTERED, State.INTERVIEW})


def standing_of(user: User, case: Case | None) -> Standing:
    if case is None:
        return Standing(user, user.roles)
    held = Assignment.objects.filter(case=case, user=user, ended_at=None).values_list("relation", flat=True)
    return Standing(
        user,
        user.roles,
        case=case,
        relations=frozenset(Relation(relation) for relation in held),
        **_part_taken(user, case),
    )


def _part_taken(user: User, case: Case) -> dict[str, bool]:
    """What the user did for the decision of this case, in two queries."""
    if case.state in _NOTHING_RECOMMENDED:
        return {}
    columns = ("by", "ended_at", "outcome", "reviews__by", "reviews__result")
    rows = list(Recommendation.objects.filter(case=case).order_by().values(*columns))
    standing = [row for row in rows if row["ended_at"] is None]
    asked = any(row["reviews__result"] == ReviewResult.SECOND_OPINION for row in standing)
    granting = bool(standing) and standing[0]["outcome"] in GRANTS
    took_part = any(user.pk in {row["by"], row["reviews__by"]} for row in rows)
    return {
        "recommended": any(row["by"] == user.pk for row in standing),
        "reviewed": any(row["reviews__by"] == user.pk for row in standing),
        "third_person": asked or not granting,
        "decided_before": took_part or decisions_by(user).filter(case=case).exists(),
    }


def decisions_by(user: User) -> QuerySet[Decision]:
    """Those that the user signed, and those of which they wrote the text or a paragraph of it."""
    return Decision.objects.filter(Q(decided_by=user) | Q(drafted_by=user) | Q(paragraphs__edited_by=user))
