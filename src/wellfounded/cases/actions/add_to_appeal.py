"""Take in what follows after an appeal was lodged: its grounds, further ones, or why it came late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.appeals import waiting_appeal
from wellfounded.cases.models import AppealAddition
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Appeal


@dataclass(frozen=True, slots=True, kw_only=True)
class AddingToAppeal:
    """`came_on` is the day on which it arrived, today unless said. One of the two texts is needed."""

    grounds: str = ""
    late_reason: str = ""
    came_on: date | None = None
    key: str = ""


@transaction.atomic
def add_to_appeal(user: User, number: str, *, request: AddingToAppeal) -> AppealAddition:
    """What stood before stays as it was written; whoever decides is shown all of it.

    Raises:
        NotNow: no appeal waits.
        Invalid: nothing is said, or the day is before the appeal or has not come.
    """
    saving = Saving.begin(user, number, permission=Permission.APPEAL_LODGE, request=request)
    if (earlier := saving.earlier(AppealAddition)) is not None:
        return earlier
    appeal = waiting_appeal(saving.case)
    day = request.came_on or timezone.localdate()
    refuse(_problems(request, appeal, day=day))
    made = AppealAddition.objects.create(
        appeal=appeal, came_on=day, grounds=clean(request.grounds), late_reason=clean(request.late_reason), by=user
    )
    return saving.done(made, Event.APPEAL_ADDED)


def _problems(request: AddingToAppeal, appeal: Appeal, *, day: date) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not clean(request.grounds) and not clean(request.late_reason):
        problems["grounds"] = _("Write the grounds, or why it is late.")
    if day > timezone.localdate():
        problems["came_on"] = _("This day has not come yet.")
    elif day < appeal.lodged_on:
        problems["came_on"] = _("This is before the appeal itself came.")
    return problems
