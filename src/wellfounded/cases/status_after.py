"""The status axes after a decision: what was granted, refused or ended, with the day on which it was served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.cases.models import AppealOutcome, Axis, Decision, DerivativeStatus, StatusEntry
from wellfounded.cases.outcomes import Outcome
from wellfounded.cases.status_values import LegalBasis, RefugeeStatus

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case

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
    elif outcome is Outcome.REFUGEE and _basis_of(decision.case) == LegalBasis.COMPLEMENTARY:
        values[Axis.LEGAL_BASIS] = ""  # that of a refugee is another one, which a person enters
    since = decision.served_on or timezone.localdate()
    StatusEntry.objects.bulk_create(
        StatusEntry(case=decision.case, axis=axis, value=value, since=since, by=by) for axis, value in values.items()
    )


def statuses_decided(case: Case) -> frozenset[RefugeeStatus]:
    """What the newest signed decision says of the status, an appeal against it, or a status derived from a relative's.

    A decision that leaves a status as it was says nothing new: the one before it counts.
    """
    derived = DerivativeStatus.objects.filter(case=case).select_related("principal")
    signed = Decision.objects.filter(case=case, signed_at__isnull=False, withdrawn_at=None).order_by("-pk")
    own = next((one for one in map(_status_by, signed) if one is not None), None)
    return frozenset({own, *(_status_by(one.principal) for one in derived)} - {None})  # type: ignore[arg-type]  # without None


def _status_by(decision: Decision) -> RefugeeStatus | None:
    granted = decision.appeals.filter(outcome=AppealOutcome.GRANTED).order_by("pk").last()
    return AFTER.get(Outcome(granted.granted if granted is not None else decision.outcome))


def _basis_of(case: Case) -> str:
    newest = StatusEntry.objects.filter(case=case, axis=Axis.LEGAL_BASIS).order_by("since", "id").last()
    return newest.value if newest is not None else ""
