"""Re-open a record that was closed, with a reason. What the closing settled is open again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.models import Case, RecordHead
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_record_closed, withdraw_all_points_put
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    key: str = ""
    reason: str = ""


@transaction.atomic
def reopen_record(user: User, number: str, *, request: Reopening) -> Case:
    """Re-open the record; that all points were put has to be declared anew."""
    saving = Saving.begin(user, number, permission=Permission.ASSESSMENT_WRITE, request=request)
    if (earlier := saving.earlier(Case)) is not None:
        return earlier
    case = saving.case
    check_record_closed(case)
    refuse(required({"reason": request.reason}))
    RecordHead.objects.filter(case=case).update(closed_on=None, closed_by="")
    case.record_closed_by = case.record_closed_at = None
    withdraw_all_points_put(case)
    saving.tell("Record re-opened", clean(request.reason))
    return saving.done(case, Event.RECORD_REOPENED)
