"""What the text of a decision tells of the time to appeal, and whether that is still what the rules say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wellfounded.cases.deadline_terms import From, rules_of
from wellfounded.cases.decision_text import Course, appeal_told
from wellfounded.cases.decision_wording import TERMS
from wellfounded.cases.models import DeadlineKind
from wellfounded.cases.outcomes import Outcome

if TYPE_CHECKING:
    from wellfounded.cases.models import Decision


def with_term_of_appeal(course: Course, *, profile: str) -> Course:
    """The course with the time to appeal that the rules of a profile give."""
    rule = rules_of(profile).terms[DeadlineKind.APPEAL]
    told = replace(
        course,
        appeal_days=rule.length.count,
        appeal_unit=str(rule.length.unit),
        from_sending=rule.start is From.SENT,
    )
    if rule.shorter is None:
        return told
    shorter = rule.shorter
    return replace(
        told,
        shorter_when=str(shorter.when),
        shorter_days=shorter.length.count,
        shorter_unit=str(shorter.length.unit),
    )


def tells_another_term(decision: Decision) -> bool:
    """Whether its text tells another time to appeal than the rules now give. What a person worded is not judged."""
    rows = list(decision.paragraphs.filter(message__in=TERMS))
    if any(row.edited for row in rows):
        return False
    course = with_term_of_appeal(Course(Outcome(decision.outcome)), profile=decision.case.profile)
    right = {(one.message, one.values["count"], one.values["unit"]) for one in appeal_told(course)}
    told = {(row.message, row.values.get("count"), row.values.get("unit")) for row in rows}
    return told != right
