"""Do not sign: send the case back to assessment, with coded reasons as in a review."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.actions.review_recommendation import (
    Reviewing,
    check_was_read,
    problems_of_return,
    write_review,
)
from wellfounded.cases.errors import NotNow
from wellfounded.cases.models import Review, ReviewResult
from wellfounded.cases.models.decision import current_decision, standing_recommendation
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.states import State
from wellfounded.cases.typed_text import refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@transaction.atomic
def send_back_decision(user: User, number: str, *, request: Reviewing) -> Review:
    saving = Saving.begin(user, number, permission=Permission.DECISION_DECIDE, request=request)
    if (earlier := saving.earlier(Review)) is not None:
        return earlier
    standing = standing_recommendation(saving.case)
    if standing is None or State(saving.case.state) is not State.DECISION:
        raise NotNow(_("There is no decision to send back."))
    check_was_read(standing, request)
    refuse(problems_of_return(request))
    returned = replace(request, result=ReviewResult.RETURN)
    made = write_review(standing, returned, by=user, before_signing=True)
    if (draft := current_decision(saving.case)) is not None:
        draft.replaced_at = timezone.now()
        draft.save()
    saving.move(State.ASSESSMENT)
    return saving.done(made, Event.DECISION_SENT_BACK, codes=made.codes)
