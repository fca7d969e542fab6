"""How many different cases an account, and a device, may open in a day. Beyond it one is refused, and oversight told.

Files leave an office most often by somebody who may open them: a borrowed account, a seized laptop, an insider who
reads the whole caseload. A limit does not stop the first sixty; it ends the rest and makes it seen the same day.
A case that one registered oneself today is not counted: whoever takes in a bus of people typed all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.refusals import record_refusal
from wellfounded.cases.errors import NotAllowed
from wellfounded.cases.models import Case, CaseOpening

if TYPE_CHECKING:
    from datetime import date

    from wellfounded.accounts.models import User


def count_opening(user: User, case: Case) -> None:
    """Count the case, if it is a new one of today.

    Raises:
        NotAllowed: the cases of the day are used up. What was opened today stays open.
    """
    today = timezone.localdate()
    if CaseOpening.objects.filter(user=user, day=today, case=case).exists() or _own_of_today(user, case, today=today):
        return
    opened = CaseOpening.objects.filter(user=user, day=today).count()
    if opened >= settings.CASES_A_DAY:
        raise _refused(user, case, per="account", limit=settings.CASES_A_DAY)
    if user.device and _on_device(user.device, today) >= settings.CASES_A_DAY_ON_A_DEVICE:
        raise _refused(user, case, per="device", limit=settings.CASES_A_DAY_ON_A_DEVICE)
    if not opened:
        CaseOpening.objects.filter(user=user, day__lt=today).delete()
    CaseOpening.objects.bulk_create(
        [CaseOpening(user=user, case=case, day=today, device=user.device)], ignore_conflicts=True
    )


def _own_of_today(user: User, case: Case, *, today: date) -> bool:
    return case.registered_by_id == user.pk and timezone.localdate(case.registered_at) == today


def _on_device(device: str, today: date) -> int:
    """Different cases, whoever opened them."""
    return CaseOpening.objects.filter(device=device, day=today).values("case").distinct().count()


def _refused(user: User, case: Case, *, per: str, limit: int) -> NotAllowed:
    detail = {"limit": limit, "per": per}
    record_refusal(Event.CASES_USED_UP, actor=user.username, subject=case.number, detail=detail)
    if per == "device":
        return NotAllowed(
            _("On this device %(count)d cases were opened today; another one waits for tomorrow. Oversight was told.")
            % {"count": limit}
        )
    return NotAllowed(
        _("You have opened %(count)d cases today; another one waits for tomorrow. Oversight was told.")
        % {"count": limit}
    )
