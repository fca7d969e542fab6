"""Enters a value on one of the four status axes, from a day. The axes stay apart: none follows from another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.models import Axis, StatusEntry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.registration_policies import check_status_may_be_entered
from wellfounded.cases.saving import Saving
from wellfounded.cases.status_values import VALUES
from wellfounded.cases.typed_text import one_of, refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

DETERMINED = frozenset({Axis.REFUGEE_STATUS, Axis.LEGAL_BASIS})


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusGiven:
    axis: str
    value: str
    reason: str = ""
    since: date | None = None
    key: str = ""


@transaction.atomic
def change_status(user: User, number: str, *, request: StatusGiven) -> StatusEntry:
    """The new entry.

    Raises:
        NotAllowed: status and legal basis are for those who decide; the registrar keeps the other two axes.
        NotNow: the value follows from a decision, and there is none yet.
        Invalid: the value is not one of the axis, or the day lies ahead.
    """
    determined = request.axis in DETERMINED
    permission = Permission.CASE_STATUS_DETERMINE if determined else Permission.CASE_STATUS_CHANGE
    saving = Saving.begin(user, number, permission=permission, request=request)
    if earlier := saving.earlier(StatusEntry):
        return earlier
    given = {"since": timezone.localdate()} | read_entry(StatusEntry, request, needed=("axis", "value"))
    problems = one_of("value", given["value"], known=VALUES[Axis(given["axis"])].values)
    if given["since"] > timezone.localdate():
        problems["since"] = _("A status cannot begin in the future.")
    refuse(problems)
    check_status_may_be_entered(saving.case, given["value"])
    entry = StatusEntry.objects.create(case=saving.case, by=user, **given)
    return saving.done(entry, Event.STATUS_CHANGED, axis=entry.axis, value=entry.value)
