"""Receipts of assessments: the only form in which findings of the program are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellfounded.cases.models import Receipt
from wellfounded.law.receipt import make_receipt

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.law.assess import Assessment


def store_receipt(case: Case, assessment: Assessment, *, by: User) -> Receipt:
    data = make_receipt(assessment)
    return Receipt.objects.create(case=case, made_by=by, data=data, seal=data["seal"])


def conclusions(data: dict[str, Any], assessment: Assessment) -> dict[str, str]:
    """How the conclusions of this assessment stood in an earlier receipt."""
    before = data["findings"]
    keys = [f"{goal.entity} {goal.criterion.id}" for goal in assessment.goals()]
    return {key: before.get(key, {}).get("label", "") for key in keys}


def changed_since(receipt: Receipt, assessment: Assessment) -> tuple[str, ...]:
    """The titles of the conclusions that come out otherwise than in the receipt."""
    before = conclusions(receipt.data, assessment)
    return tuple(
        goal.criterion.title
        for goal in assessment.goals()
        if before[f"{goal.entity} {goal.criterion.id}"] != str(goal.label)
    )
