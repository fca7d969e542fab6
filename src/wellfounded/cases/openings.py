"""How many different cases an account, and a device, may open in a day. Beyond it one is refused, and oversight told.

Files leave an office most often by somebody who may open them: a borrowed account, a seized laptop, an insider who
reads the whole caseload. A limit does not stop the first sixty; it ends the rest and makes it seen the same day.
A case that one registered oneself today is not counted: whoever takes in a bus of people typed all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.refusals import record_refusal
from wellfounded.cases.errors import NotAllowed
from wellfounded.cases.models import Case, CaseOpening
from wellfounded.cases.turns import take_turn_of

if TYPE_CHECKING:
    from datetime import date

    from wellfounded.accounts.models import User


def is_new_today(user: User, number: str) -> bool:
    """Whether the case with this number was neither opened nor registered by this account today."""
    today = timezone.localdate()
    opened = CaseOpening.objects.filter(user=user, day=today, case=OuterRef("pk"))
    own = Q(registered_by=user, registered_at__date=today)
    return not Case.objects.filter(Exists(opened) | own, number=number).exists()


def count_opening(user: User, case: Case, *, in_turn: bool) -> None:
    """Count a case that is new today, while nobody else counts for the same account or device.

    `in_turn`: the transaction around this has the turn of the account already.

    Raises:
        NotAllowed: the cases of the day are used up. What was opened today stays open.
    """
    with transaction.atomic(savepoint=False):  # the refusal is told after it: it spoils none that is open already
        if not in_turn:
            take_turn_of(user)
        used_up = _count(user, case, today=timezone.localdate())
    if used_up:
        raise _refused(user, case, per=used_up)


def _count(user: User, case: Case, *, today: date) -> str:
    """Of what the cases are used up; empty, and written, when they are not."""
    of_day = CaseOpening.objects.filter(user=user, day=today)
    found = of_day.aggregate(opened=Count("pk"), this=Count("pk", filter=Q(case=case)))
    if found["this"]:  # in another window, while this one waited
        return ""
    if found["opened"] >= settings.CASES_A_DAY:
        return "account"
    if user.device and _on_device(user.device, today) >= settings.CASES_A_DAY_ON_A_DEVICE:
        return "device"
    if not found["opened"]:
        CaseOpening.objects.filter(user=user, day__lt=today).delete()
    CaseOpening.objects.create(user=user, case=case, day=today, device=user.device)
    return ""


def _on_device(device: str, today: date) -> int:
    """Different cases, whoever opened them."""
    return CaseOpening.objects.filter(device=device, day=today).values("case").distinct().count()


def _refused(user: User, case: Case, *, per: str) -> NotAllowed:
    limit = settings.CASES_A_DAY_ON_A_DEVICE if per == "device" else settings.CASES_A_DAY
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
