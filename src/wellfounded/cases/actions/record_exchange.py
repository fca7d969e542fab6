"""Record a question together with its answer: both are saved, or neither."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.cases.actions.ask_question import Question, ask_question
from wellfounded.cases.actions.record_answer import AnswerGiven, record_answer
from wellfounded.cases.errors import Invalid

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import InterviewLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Each has its own key. Of which line the answer is, is filled in here."""

    question: Question
    answer: AnswerGiven


@transaction.atomic
def record_exchange(user: User, number: str, *, request: Exchange) -> InterviewLine:
    """The line of the answer.

    Raises:
        Invalid: the words of the question are refused under `wording`, those of the answer under `text`.
    """
    try:
        asked = ask_question(user, number, request=request.question)
    except Invalid as refused:
        raise Invalid({_NAMES.get(field, field): sentence for field, sentence in refused.fields.items()}) from refused
    given = replace(request.answer, interview=request.question.interview, question=asked.number)
    return record_answer(user, number, request=given)


_NAMES = {"text": "wording"}
