"""Record a question together with its answer: both are saved, or neither."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.cases.actions.ask_question import Path, Question, question_line
from wellfounded.cases.actions.record_answer import AnswerGiven, answer_line
from wellfounded.cases.errors import Invalid
from wellfounded.cases.interview_lines import check_going_on, interview_going_on
from wellfounded.cases.models import InterviewLine
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_facts_allowed
from wellfounded.cases.saving import Saving

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.access import Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Each has its own key. Of which line the answer is, is filled in here."""

    question: Question
    answer: AnswerGiven


@transaction.atomic
def record_exchange(
    user: User, number: str, *, request: Exchange, shown: Path | None = None, held: Held | None = None
) -> InterviewLine:
    """The line of the answer. `shown` is why the question is asked, as the officer was shown it; None looks it up.

    `held` is the case, where this transaction has locked it before.

    Raises:
        Invalid: the words of the question are refused under `wording`, those of the answer under `text`.
    """
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request.question, held=held)
    earlier = saving.earlier(InterviewLine)
    asked = earlier or _asked(saving, request.question, shown=shown)
    given = replace(request.answer, interview=request.question.interview, question=asked.number)
    answering = saving.part(given)
    if (answered := answering.earlier(InterviewLine)) is not None:
        return answered
    if earlier is not None:  # its answer comes only now: what was checked for the question may have changed
        check_facts_allowed(saving.case)
        check_going_on(asked.interview)
    line = answer_line(answering, given, interview=asked.interview, question=asked, just_asked=earlier is None)
    saving.count_only()
    return line


def _asked(saving: Saving, question: Question, *, shown: Path | None) -> InterviewLine:
    check_facts_allowed(saving.case)
    interview = interview_going_on(saving.case, question.interview)
    try:
        return question_line(saving, question, interview=interview, shown=shown)
    except Invalid as refused:
        raise Invalid({_NAMES.get(field, field): sentence for field, sentence in refused.fields.items()}) from refused


_NAMES = {"text": "wording"}
