"""The status axes after a decision: what was granted, refused or ended, with the day on which it was served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.cases.models import Axis, StatusEntry
from wellfounded.cases.outcomes import Outcome
from wellfounded.cases.status_values import LegalBasis, RefugeeStatus

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Decision

AFTER: dict[Outcome, RefugeeStatus] = {
    Outcome.REFUGEE: RefugeeStatus.REFUGEE,
    Outcome.COMPLEMENTARY: RefugeeStatus.PROTECTED,
    Outcome.REFUSED: RefugeeStatus.NOT_RECOGNISED,
    Outcome.EXCLUDED: RefugeeStatus.NOT_RECOGNISED,
    Outcome.CANCELLED: RefugeeStatus.ENDED,
    Outcome.CEASED: RefugeeStatus.ENDED,
}


def write_status(decision: Decision, *, by: User, outcome: Outcome | None = None) -> None:
    """A status that is kept is not written again. `outcome` is given when an appeal put another in its place."""
    outcome = outcome or Outcome(decision.outcome)
    if outcome not in AFTER:
        return
    values = {Axis.REFUGEE_STATUS: AFTER[outcome].value}
    if outcome is Outcome.COMPLEMENTARY:
        values[Axis.LEGAL_BASIS] = LegalBasis.COMPLEMENTARY.value
    since = decision.served_on or timezone.localdate()
    StatusEntry.objects.bulk_create(
        StatusEntry(case=decision.case, axis=axis, value=value, since=since, by=by) for axis, value in values.items()
    )
