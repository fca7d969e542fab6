"""Record an answer: its words at once as a line, and what it says of a fact, which stays for a person to find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.answers import said, take_down
from wellfounded.cases.interview_lines import add_line, interview_going_on, line_of
from wellfounded.cases.models import InterviewLine
from wellfounded.cases.models.interview import LineKind, Speaker
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_facts_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.slots import problems_of_fact
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGiven:
    """`question` is the number of the line that it answers, 0 for none.

    It is about the fact of the question, unless `entity` and `fact` name another one. `answered` is a word of the case
    file: yes, no, value, dont_know, cannot_say or wont_say; empty, only the words are kept.
    """

    key: str = ""
    interview: int = 1
    question: int = 0
    entity: str = ""
    fact: str = ""
    answered: str = ""
    value: Any = None
    text: str = ""
    language: str = ""
    interpreted: str = ""
    speaker: str = Speaker.APPLICANT.value


@transaction.atomic
def record_answer(user: User, number: str, *, request: AnswerGiven) -> InterviewLine:
    """Save an answer. It never sets the state of a fact."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(InterviewLine)) is not None:
        return earlier
    check_facts_allowed(saving.case)
    interview = interview_going_on(saving.case, request.interview)
    question = line_of(interview, request.question, field="question") if request.question else None
    line = answer_line(saving, request, interview=interview, question=question)
    saving.count_only()
    return line


def answer_line(
    saving: Saving,
    request: AnswerGiven,
    *,
    interview: Interview,
    question: InterviewLine | None,
    just_asked: bool = False,
) -> InterviewLine:
    """Check and write the line of an answer; the caller has locked the case, and counts the write.

    `just_asked`: the same transaction wrote the question, as the line before this one.
    """
    entity, fact = request.entity, request.fact
    of_question = question is not None and not fact and question.kind == LineKind.QUESTION
    if question is not None and of_question:
        entity, fact = question.entity, question.item
    # What the question asks for was found on the record when it was asked, and nothing leaves the record.
    refuse(_problems(request, fact=fact) | ({} if of_question else _problems_of_place(saving.case, entity, fact=fact)))
    heard = said(fact, request.answered, value=request.value) if request.answered else None
    line = InterviewLine(
        kind=LineKind.ANSWER,
        speaker=request.speaker,
        text=clean(request.text),
        language=clean(request.language) or interview.language,
        interpreted=clean(request.interpreted),
        entity=entity,
        item=fact,
        answered=request.answered,
        about=question,
    )
    add_line(interview, line, by=saving.user, last=question if just_asked else None)
    if heard is not None:
        take_down(saving.case, line, heard=heard)
    return saving.noted(line, Event.INTERVIEW_LINE_SAVED, interview=interview.number, line=line.number, kind=line.kind)


def _problems(request: AnswerGiven, *, fact: str) -> dict[str, str]:
    problems = one_of("speaker", request.speaker, known=Speaker.values)
    if not fact and (request.entity or request.answered):
        problems["fact"] = _("Say which fact was answered, or write the words only.")
    if not request.answered:
        problems |= required({"text": request.text})
    return problems


def _problems_of_place(case: Case, entity: str, *, fact: str) -> dict[str, str]:
    return problems_of_fact(case, entity, fact=fact) if fact else {}
