"""Sets what a worklist shows first. It orders work, and says nothing of the claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.models import Case, Priority
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityGiven:
    priority: int
    reason: str = ""
    key: str = ""


@transaction.atomic
def set_priority(user: User, number: str, *, request: PriorityGiven) -> Case:
    """The case. A reason is needed for anything but the ordinary."""
    saving = Saving.begin(user, number, permission=Permission.CASE_PRIORITY_SET, request=request)
    if earlier := saving.earlier(Case):
        return earlier
    problems = {} if request.priority == Priority.ORDINARY else required({"reason": request.reason})
    if request.priority not in Priority.values:
        problems["priority"] = _("Choose one of the words that are offered.")
    refuse(problems)
    saving.case.priority, saving.case.priority_reason = request.priority, clean(request.reason)
    return saving.done(saving.case, Event.PRIORITY_SET, priority=request.priority)
