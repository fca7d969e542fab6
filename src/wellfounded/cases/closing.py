"""When a case may be closed. Closing finds nothing: a claim that is withdrawn, or not followed up, was not refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.cases.appeals import decided_appeal
from wellfounded.cases.errors import NotNow
from wellfounded.cases.ground import open_proceeding
from wellfounded.cases.models import (
    Appeal,
    AppealOutcome,
    ClosureKind,
    Deadline,
    DeadlineKind,
    DerivativeStatus,
    Interview,
    NoShowNotice,
    Reopening,
    SettledHow,
)
from wellfounded.cases.states import State

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case

OPEN_TO_ABSENCE = frozenset({State.REGISTERED, State.INTERVIEW, State.ASSESSMENT})
_UNDECIDED = frozenset({State.REGISTERED, State.INTERVIEW, State.ASSESSMENT, State.REVIEW, State.DECISION})
# An appeal is decided first, if only by noting that it was withdrawn.
CLOSED_FROM: dict[ClosureKind, frozenset[State]] = {
    ClosureKind.WITHDRAWAL: _UNDECIDED,
    ClosureKind.NO_SHOW: OPEN_TO_ABSENCE,
    ClosureKind.FINAL: frozenset({State.SERVED}),
    ClosureKind.DERIVED: _UNDECIDED | {State.SERVED},
    ClosureKind.LEFT: _UNDECIDED | {State.SERVED},
}


def check_may_close(case: Case, kind: ClosureKind) -> NoShowNotice | None:
    """The notice that an absence rests on; raises `NotNow` when the case may not be closed like this."""
    if State(case.state) not in CLOSED_FROM[kind]:
        raise NotNow(_("A case that is “%(state)s” is not closed like this.") % {"state": State(case.state).label})
    if open_proceeding(case) is not None:
        raise NotNow(_("A proceeding about a status is going on. It ends with a decision, never by silence."))
    if kind is ClosureKind.DERIVED and not DerivativeStatus.objects.filter(case=case).exists():
        raise NotNow(_("No status was derived from a family member's."))
    if kind is ClosureKind.FINAL:
        _check_appeal_served(case)
        _check_passed(case, DeadlineKind.FINAL_CLOSURE)
    return _notice(case) if kind is ClosureKind.NO_SHOW else None


def settle_all(case: Case, *, by: User) -> None:
    """No deadline runs in a closed case."""
    running = Deadline.objects.filter(case=case, settled_at=None)
    moment, today = timezone.now(), timezone.localdate()
    passed = {"settled_how": SettledHow.PASSED, "settled_by": by, "settled_at": moment}
    running.filter(Q(latest_on=None, due_on__lt=today) | Q(latest_on__lt=today)).update(**passed)
    running.update(**passed | {"settled_how": SettledHow.DROPPED})


def _notice(case: Case) -> NoShowNotice:
    notice = _notices_of_this_round(case).last()
    if notice is None:
        raise NotNow(_("First tell the applicant of the absence and of what follows, and note it."))
    if Interview.objects.filter(case=case, started_at__date__gte=notice.told_on).exists():
        raise NotNow(_("The applicant came after the notice."))
    _check_no_other_day(case, notice)
    _check_passed(case, DeadlineKind.NO_SHOW_CLOSURE)
    return notice


def _notices_of_this_round(case: Case) -> QuerySet[NoShowNotice]:
    """Since the case was opened again, or sent back by an appeal, nobody was told of an absence by what came before."""
    notices = NoShowNotice.objects.filter(case=case)
    opened = [
        Reopening.objects.filter(case=case).values_list("at", flat=True).last(),
        Appeal.objects.filter(case=case, outcome=AppealOutcome.SENT_BACK).values_list("decided_at", flat=True).last(),
    ]
    begun = [moment for moment in opened if moment is not None]
    return notices.filter(at__gt=max(begun)) if begun else notices


def _check_appeal_served(case: Case) -> None:
    """Nothing becomes final before the person was told of it."""
    appeal = decided_appeal(case)
    if appeal is not None and appeal.served_on is None:
        raise NotNow(_("The decision on the appeal has not reached the person yet. Serve it first."))


def _check_no_other_day(case: Case, notice: NoShowNotice) -> None:
    """A day that was given after the notice takes its place, also when the office then cancelled it."""
    later = Interview.objects.filter(case=case, started_at=None, planned_for__date__gt=notice.told_on)
    if later.exists():
        raise NotNow(_("The applicant was given another day after that notice. Only an absence on that day counts."))


def _check_passed(case: Case, kind: DeadlineKind) -> None:
    waiting = Deadline.objects.filter(case=case, kind=kind, settled_at=None, due_on__gte=timezone.localdate()).first()
    if waiting is not None:
        raise NotNow(_("This case can be closed after %(day)s.") % {"day": waiting.due_on.isoformat()})
