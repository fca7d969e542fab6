"""On what a decision of a case would stand, read from the register for the policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.cases.decision_policies import Ground, labels_of
from wellfounded.cases.models import Interview, InterviewLine, Modality, Proceeding
from wellfounded.cases.models.interview import InterviewState, LineKind
from wellfounded.law.remark import Severity
from wellfounded.law.review import review

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from wellfounded.cases.models import Case
    from wellfounded.cases.outcomes import Outcome
    from wellfounded.law.assess import Assessment

# The topics of the catalogue that ask about exclusion.
EXCLUSION_TOPICS = frozenset({"exclusion", "exclusion_defences"})


def ground_of(case: Case, outcome: Outcome, *, assessment: Assessment) -> Ground:
    proceeding = open_proceeding(case)
    interviews = interviews_read_back(case, proceeding)
    return Ground(
        outcome=outcome,
        modality=Modality(case.modality),
        closed=case.record_closed_at is not None,
        heard=interviews.exists(),
        exclusion_heard=_exclusion_heard(interviews, assessment),
        proceeding=proceeding is not None,
        labels=labels_of(assessment),
        grave=sum(remark.severity is Severity.GRAVE for remark in review(assessment)),
    )


def open_proceeding(case: Case) -> Proceeding | None:
    """The proceeding about the person's status that is going on."""
    return Proceeding.objects.filter(case=case, ended_at=None).first()


def interviews_read_back(case: Case, proceeding: Proceeding | None = None) -> QuerySet[Interview]:
    """The interviews whose record was read back; in a proceeding only those that were held in it."""
    held = Interview.objects.filter(case=case, state__in=[InterviewState.READ_BACK, InterviewState.SIGNED])
    return held if proceeding is None else held.filter(started_at__gte=proceeding.begun_at)


def days_heard(case: Case) -> tuple[date, ...]:
    moments = interviews_read_back(case).values_list("started_at", flat=True)
    return tuple(sorted({timezone.localdate(moment) for moment in moments if moment is not None}))


def _exclusion_heard(interviews: QuerySet[Interview], assessment: Assessment) -> bool:
    """Whether exclusion was asked about, or put, in an interview."""
    law = assessment.law
    named = {name for name, criterion in law.criteria.items() if criterion.stage == "exclusion"}
    named |= {name for name, fact in law.facts.items() if fact.topic in EXCLUSION_TOPICS}
    asked = InterviewLine.objects.filter(interview__in=interviews, kind__in=[LineKind.QUESTION, LineKind.PUT])
    return asked.filter(item__in=named).exists()
