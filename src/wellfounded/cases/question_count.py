"""Open and closed questions, counted for the officer: a question that lets the applicant tell, or one for a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.cases.models.interview import LineKind, Openness

if TYPE_CHECKING:
    from wellfounded.cases.models import Interview


@dataclass(frozen=True, slots=True)
class QuestionCount:
    """`unsaid` are the questions of which nobody said what kind they were."""

    open: int
    closed: int
    unsaid: int

    @property
    def total(self) -> int:
        return self.open + self.closed + self.unsaid


def questions_of_interview(interview: Interview) -> QuestionCount:
    return _count(list(interview.lines.filter(kind=LineKind.QUESTION).values_list("openness", flat=True)))


def _count(kinds: list[str]) -> QuestionCount:
    return QuestionCount(kinds.count(Openness.OPEN), kinds.count(Openness.CLOSED), kinds.count(""))
