"""Ask a question in an interview: the line is saved with what it is about, and why it was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.asking import reason_needed, text_of
from wellfounded.cases.interview_lines import add_line, interview_going_on
from wellfounded.cases.models import InterviewLine
from wellfounded.cases.models.interview import LineKind, Openness, Speaker
from wellfounded.cases.permissions import Permission
from wellfounded.cases.questions import why
from wellfounded.cases.record_policies import check_facts_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.slots import problems_of_fact
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, Interview

Path = tuple[str, ...]  # titles, from a conclusion down to the point


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`entity` and `fact` say what it asks for; a free question leaves them empty.

    An empty `text` takes the catalogue's question. `reason` is needed for a question that may hurt, and for one that is
    asked only on an indication while there is none.
    """

    key: str = ""
    interview: int = 1
    entity: str = ""
    fact: str = ""
    text: str = ""
    language: str = ""
    interpreted: str = ""
    openness: str = ""
    reason: str = ""


@transaction.atomic
def ask_question(user: User, number: str, *, request: Question, shown: Path | None = None) -> InterviewLine:
    """Save a question as a line of the interview that goes on.

    `shown` is why it is asked, as the officer was shown it; None looks it up.
    """
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(InterviewLine)) is not None:
        return earlier
    check_facts_allowed(saving.case)
    line = question_line(saving, request, interview=interview_going_on(saving.case, request.interview), shown=shown)
    saving.count_only()
    return line


def question_line(
    saving: Saving, request: Question, *, interview: Interview, shown: Path | None = None
) -> InterviewLine:
    """Check and write the line of a question; the caller has locked the case, and counts the write."""
    refuse(_problems(saving.case, request))
    path = _path(saving.case, request) if shown is None else shown
    line = InterviewLine(
        kind=LineKind.QUESTION,
        speaker=Speaker.OFFICER,
        text=clean(request.text) or text_of((request.entity, request.fact), request.language or interview.language),
        language=clean(request.language) or interview.language,
        interpreted=clean(request.interpreted),
        entity=request.entity,
        item=request.fact,
        why="; ".join(part for part in (" › ".join(path), clean(request.reason)) if part),
        openness=request.openness,
    )
    add_line(interview, line, by=saving.user)
    return saving.noted(line, Event.INTERVIEW_LINE_SAVED, interview=interview.number, line=line.number, kind=line.kind)


def _path(case: Case, request: Question) -> Path:
    return why(case, (request.entity, request.fact)) if request.fact else ()


def _problems(case: Case, request: Question) -> dict[str, str]:
    problems = one_of("openness", request.openness, known=Openness.values)
    if not request.fact:
        if request.entity:
            problems["fact"] = _("Say which fact the question asks for, or leave both empty.")
        return problems | required({"text": request.text})
    wrong = problems_of_fact(case, request.entity, fact=request.fact)
    if not wrong and not clean(request.reason) and (sentence := reason_needed(case, (request.entity, request.fact))):
        problems["reason"] = sentence
    return problems | wrong
