"""Close the record: what was asked and not established by now counts as not established, never as disproved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import NotNow
from wellfounded.cases.law_case import head_of
from wellfounded.cases.models import Case, RecordHead
from wellfounded.cases.models.interview import InterviewState
from wellfounded.cases.permissions import Permission
from wellfounded.cases.punctuation import clauses
from wellfounded.cases.record_policies import check_facts_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.screening import points_to_put, screen
from wellfounded.cases.states import State
from wellfounded.cases.typed_text import clean, refuse
from wellfounded.law.interview import unconfirmed

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.law.assess import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """`answers_left_reason` says why plain answers stay without anybody having found the facts."""

    key: str = ""
    answers_left_reason: str = ""


@transaction.atomic
def close_record(user: User, number: str, *, request: Closing) -> Case:
    """Close the record formally. The case is then at its assessment."""
    saving = Saving.begin(user, number, permission=Permission.ASSESSMENT_WRITE, request=request)
    if (earlier := saving.earlier(Case)) is not None:
        return earlier
    case = saving.case
    check_facts_allowed(case)
    if case.interviews.filter(state__in=[InterviewState.GOING_ON, InterviewState.PAUSED]).exists():
        raise NotNow(_("An interview of this case is still going on. End it first."))
    if head_of(case).digest:
        raise NotNow(_("This record is a digest of a decision: what it leaves out may well have been said."))
    assessment = screen(case)
    _check_points_put(assessment)
    refuse(_problems(assessment, request))
    RecordHead.objects.filter(case=case).update(closed_on=None, closed_by="")
    case.record_closed_by, case.record_closed_at = user, timezone.now()
    saving.move(State.ASSESSMENT)
    saving.tell("Record closed", clean(request.answers_left_reason))
    return saving.done(case, Event.RECORD_CLOSED)


def _check_points_put(assessment: Assessment) -> None:
    waiting = [_title(assessment, point.slot[1]) for point in points_to_put(assessment)]
    if waiting:
        message = _(
            "These points have still to be put to the applicant: %(points)s. Put them, or declare that all were."
        )
        raise NotNow(message % {"points": clauses(waiting)})


def _problems(assessment: Assessment, request: Closing) -> dict[str, str]:
    left = unconfirmed(assessment.case)
    if not left or clean(request.answers_left_reason):
        return {}
    titles = clauses(_title(assessment, name) for _entity, name in left)
    return {
        "answers_left_reason": _("Nobody has found these facts, though the applicant answered: %(facts)s.")
        % {"facts": titles}
    }


def _title(assessment: Assessment, item: str) -> str:
    """The title of a fact or a criterion."""
    fact = assessment.law.facts.get(item)
    return fact.title if fact is not None else assessment.law.criteria[item].title
