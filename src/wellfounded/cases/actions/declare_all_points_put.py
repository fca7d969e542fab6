"""Declare that every adverse point was put to the applicant, with a reason. The next fact or finding ends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from wellfounded.audit.events import Event
from wellfounded.cases.models import Case
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_findings_allowed, withdraw_all_points_put
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class AllPointsPut:
    key: str = ""
    reason: str = ""


@transaction.atomic
def declare_all_points_put(user: User, number: str, *, request: AllPointsPut) -> Case:
    """Take responsibility for that every point which counts against the applicant was put, and where."""
    saving = Saving.begin(user, number, permission=Permission.ASSESSMENT_WRITE, request=request)
    if (earlier := saving.earlier(Case)) is not None:
        return earlier
    check_findings_allowed(saving.case)
    refuse(required({"reason": request.reason}))
    withdraw_all_points_put(saving.case)
    saving.case.all_points_put_by, saving.case.all_points_put_at = user, timezone.now()
    saving.case.all_points_put_reason = clean(request.reason)
    return saving.done(saving.case, Event.ALL_POINTS_PUT)
