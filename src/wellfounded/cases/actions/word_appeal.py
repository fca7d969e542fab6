"""Write the reasons of an appeal in another language, as the one who decided it, before the letter is served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.accounts.models import Language
from wellfounded.audit.events import Event
from wellfounded.cases.appeals import check_may_word
from wellfounded.cases.errors import NotAllowed
from wellfounded.cases.models import AppealReasons
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Appeal


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealWorded:
    language: str = ""
    reasons: str = ""
    key: str = ""


@transaction.atomic
def word_appeal(user: User, number: str, *, request: AppealWorded) -> AppealReasons:
    """What was written in this language before stays in the record; the newest is printed."""
    saving = Saving.begin(user, number, permission=Permission.APPEAL_DECIDE, request=request)
    if (earlier := saving.earlier(AppealReasons)) is not None:
        return earlier
    appeal = check_may_word(saving.case)
    if appeal.decided_by != user:
        raise NotAllowed(_("Whoever decided the appeal writes its reasons."))
    refuse(_problems(appeal, request))
    made = AppealReasons.objects.create(appeal=appeal, language=request.language, text=clean(request.reasons), by=user)
    return saving.done(made, Event.APPEAL_WORDED, language=request.language)


def _problems(appeal: Appeal, request: AppealWorded) -> dict[str, str]:
    problems = required({"language": request.language, "reasons": request.reasons})
    problems |= one_of("language", request.language, known=Language.values)
    if request.language == appeal.reasons_language:
        problems["language"] = _("In this language the reasons stand already, as they were decided.")
    return problems
