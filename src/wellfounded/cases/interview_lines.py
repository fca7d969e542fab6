"""Lines of an interview: finding the interview that goes on, and writing the next line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _

from wellfounded.cases.errors import Invalid, NotFound, NotNow
from wellfounded.cases.models import Interview, InterviewLine
from wellfounded.cases.models.interview import InterviewState

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


def interview_of(case: Case, number: int) -> Interview:
    """An interview of a case by its number."""
    interview = Interview.objects.filter(case=case, number=number).first()
    if interview is None:
        raise NotFound(_("This case has no interview with this number."))
    interview.case = case  # known already, and not to be read again
    return interview


def interview_going_on(case: Case, number: int) -> Interview:
    """An interview that goes on, for what is said in it."""
    interview = interview_of(case, number)
    check_going_on(interview)
    return interview


def check_going_on(interview: Interview) -> None:
    if interview.state != InterviewState.GOING_ON:
        raise NotNow(_("This interview is not going on. Begin or resume it first."))


def interview_lasting(case: Case, number: int) -> Interview:
    """An interview that goes on or is paused."""
    interview = interview_of(case, number)
    if interview.state not in {InterviewState.GOING_ON, InterviewState.PAUSED}:
        raise NotNow(_("This interview is neither going on nor paused."))
    return interview


def line_of(interview: Interview, number: int, *, field: str) -> InterviewLine:
    """A line that another one follows."""
    line = InterviewLine.objects.filter(interview=interview, number=number).first()
    if line is None:
        raise Invalid({field: _("This interview has no line with this number.")})
    return line


def add_line(
    interview: Interview, line: InterviewLine, *, by: User, last: InterviewLine | None = None
) -> InterviewLine:
    """Write a line under the next number. The case is locked, so that no two lines have one number.

    `last` is the line that the same transaction wrote just before, where there is one: nobody looks for it again.
    """
    line.interview, line.by = interview, by
    line.number = (last.number if last else _last_number(interview)) + 1
    line.save()
    return line


def _last_number(interview: Interview) -> int:
    last = InterviewLine.objects.filter(interview=interview).aggregate(last=Max("number"))["last"]
    return last or 0


def place_of(line: InterviewLine) -> tuple[str, str]:
    """Where a line stands, as evidence refers to it."""
    return f"interview-{line.interview.number}", f"line {line.number}"
