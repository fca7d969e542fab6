"""The states of a case as a table. The diagram in the manual is printed from it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.errors import NotNow


class State(models.TextChoices):
    REGISTERED = "registered", _("Registered")
    INTERVIEW = "interview", _("Interview")
    ASSESSMENT = "assessment", _("Assessment")
    REVIEW = "review", _("Under review")
    DECISION = "decision", _("To be decided")
    DECIDED = "decided", _("Decided, not yet served")
    SERVED = "served", _("Served")
    APPEAL = "appeal", _("Appeal")
    CLOSED = "closed", pgettext_lazy("of a case", "Closed")


# Where a case may go from each state. Every state has a row.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.REGISTERED: frozenset({State.INTERVIEW, State.ASSESSMENT, State.CLOSED}),  # to assessment: only to grant
    State.INTERVIEW: frozenset({State.ASSESSMENT, State.CLOSED}),
    State.ASSESSMENT: frozenset({State.INTERVIEW, State.REVIEW, State.CLOSED}),
    State.REVIEW: frozenset({State.ASSESSMENT, State.DECISION, State.CLOSED}),
    State.DECISION: frozenset({State.ASSESSMENT, State.DECIDED, State.CLOSED}),
    State.DECIDED: frozenset({State.SERVED, State.DECISION}),  # back: withdrawn before service
    State.SERVED: frozenset(  # to interview and assessment: re-opened, or a proceeding about the status
        {State.APPEAL, State.CLOSED, State.INTERVIEW, State.ASSESSMENT}
    ),
    State.APPEAL: frozenset({State.SERVED, State.ASSESSMENT}),
    State.CLOSED: frozenset({State.INTERVIEW, State.ASSESSMENT, State.APPEAL}),  # re-opened, or a late appeal
}

# Facts and findings may be written only while these last; afterwards the record stands.
OPEN_TO_FINDINGS = frozenset({State.INTERVIEW, State.ASSESSMENT})
# What the applicant says, and papers, may be added as long as nothing is signed.
OPEN_TO_EVIDENCE = frozenset({State.REGISTERED, State.INTERVIEW, State.ASSESSMENT, State.APPEAL})


def check_may_move(start: State, end: State) -> None:
    if end not in TRANSITIONS[start]:
        raise NotNow(
            gettext("A case that is “%(start)s” cannot become “%(end)s”.") % {"start": start.label, "end": end.label}
        )
