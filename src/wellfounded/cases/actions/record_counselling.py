"""Records what was explained to the applicant before the interview: rights, steps, confidentiality, how to complain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.models import Counselling
from wellfounded.cases.permissions import Permission
from wellfounded.cases.preparation import EXPLAINED, interpreter_named
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class CounsellingGiven:
    """`interpreted_by` is the sign-in name of an interpreter of the case."""

    language: str
    rights: bool = False
    steps: bool = False
    confidentiality: bool = False
    complaints: bool = False
    interpreted_by: str = ""
    questions: str = ""
    on: date | None = None
    key: str = ""


@transaction.atomic
def record_counselling(user: User, number: str, *, request: CounsellingGiven) -> Counselling:
    """What was explained that day; several days together may cover the four."""
    saving = Saving.begin(user, number, permission=Permission.COUNSELLING_RECORD, request=request)
    if earlier := saving.earlier(Counselling):
        return earlier
    given: dict[str, Any] = {"on": timezone.localdate()} | read_entry(Counselling, request, needed=("language",))
    problems = {}
    if not any(given[name] for name in EXPLAINED):
        problems["rights"] = _("Choose what was explained.")
    if given["on"] > timezone.localdate():
        problems["on"] = _("Enter this once it was done.")
    if username := clean(request.interpreted_by):
        given["interpreter"] = interpreter_named(saving.case, username)
        if given["interpreter"] is None:
            problems["interpreted_by"] = _("No interpreter of this case has this sign-in name.")
    refuse(problems)
    made = Counselling.objects.create(case=saving.case, by=user, **given)
    return saving.done(made, Event.COUNSELLING_RECORDED, explained=[name for name in EXPLAINED if given[name]])
