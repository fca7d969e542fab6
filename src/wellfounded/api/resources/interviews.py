"""Interviews: planned, held line by line, read back and signed; and what to ask next."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from wellfounded.api.shapes import REFUSALS, CaseNumber, Place
from wellfounded.api.verbs import Verb, add_verbs, of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.access import open_case, open_interview
from wellfounded.cases.actions.ask_question import Question, ask_question
from wellfounded.cases.actions.begin_interview import Opening, begin_interview
from wellfounded.cases.actions.cancel_interview import Cancellation, cancel_interview
from wellfounded.cases.actions.change_interview import PlanChanged, change_interview
from wellfounded.cases.actions.correct_line import Correction, correct_line
from wellfounded.cases.actions.end_interview import End, end_interview
from wellfounded.cases.actions.note_as_interpreter import InterpreterNote, note_as_interpreter
from wellfounded.cases.actions.pause_interview import Pause, pause_interview
from wellfounded.cases.actions.plan_interview import Plan, plan_interview
from wellfounded.cases.actions.put_point import Point, put_point
from wellfounded.cases.actions.read_back import Reading, read_back
from wellfounded.cases.actions.record_answer import AnswerGiven, record_answer
from wellfounded.cases.actions.record_exchange import Exchange, record_exchange
from wellfounded.cases.actions.record_narrative import Telling, record_narrative
from wellfounded.cases.actions.record_reply import Reply, record_reply
from wellfounded.cases.actions.resume_interview import Resumption, resume_interview
from wellfounded.cases.actions.sign_interview import Signing, sign_interview
from wellfounded.cases.actions.stop_interview import Stop, stop_interview
from wellfounded.cases.interview_lines import interview_of
from wellfounded.cases.permissions import Permission
from wellfounded.cases.questions import Question as Shown
from wellfounded.cases.questions import next_questions

router = Router(tags=["interviews"])


class InterviewShown(Schema):
    number: int
    state: str
    planned_for: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    language: str


class LineShown(Schema):
    """A line in the words and the language in which it was said."""

    number: int
    kind: str
    speaker: str
    text: str
    language: str
    interpreted: str
    entity: str
    item: str
    answered: str
    at: datetime


class QuestionShown(Schema):
    ask: str
    entity: str
    item: str
    title: str
    text: str
    why: list[str]
    answers: list[str]
    sensitive: bool
    asked: bool


class QuestionsShown(Schema):
    """The next question and everything else that is open. `narrative_first`: let the applicant tell freely first."""

    narrative_first: bool
    next: QuestionShown | None
    questions: list[QuestionShown]
    sensitive: list[QuestionShown]
    to_put: list[QuestionShown]
    others: list[QuestionShown]


READ = of_permission(Permission.ACCOUNT_READ)


@router.get(
    "/{number}/interviews",
    response={200: list[InterviewShown], **REFUSALS},
    operation_id="interviews",
    openapi_extra=READ,
)
def interviews(request: HttpRequest, number: CaseNumber) -> Any:
    """The interviews of a case."""
    return list(open_case(user_of(request), number, permission=Permission.ACCOUNT_READ).interviews.all())


@router.get(
    "/{number}/interviews/{interview}/lines",
    response={200: list[LineShown], **REFUSALS},
    operation_id="interview_lines",
    openapi_extra=READ,
)
def lines(request: HttpRequest, number: CaseNumber, *, interview: Place) -> Any:
    """What was said, line by line."""
    return list(open_interview(user_of(request), number, interview=interview).lines.all())


@router.get(
    "/{number}/interviews/{interview}/questions",
    response={200: QuestionsShown, **REFUSALS},
    operation_id="interview_questions",
    openapi_extra=of_permission(Permission.INTERVIEW_HOLD),
)
def questions(
    request: HttpRequest, number: CaseNumber, *, interview: Place, language: Annotated[str, Query(max_length=10)] = "en"
) -> dict[str, Any]:
    """What to ask next, and why."""
    case = open_case(user_of(request), number, permission=Permission.INTERVIEW_HOLD)
    found = next_questions(case, interview_of(case, interview), language=language)
    groups = {name: getattr(found, name) for name in ("questions", "sensitive", "to_put", "others")}
    return {
        "narrative_first": found.narrative_first,
        "next": _shown(found.next) if found.next else None,
        **{name: [_shown(one) for one in group] for name, group in groups.items()},
    }


def _shown(one: Shown) -> dict[str, Any]:
    return {
        "ask": str(one.ask),
        "entity": one.slot[0],
        "item": one.slot[1],
        "title": one.title,
        "text": one.text,
        "why": list(one.why),
        "answers": [str(answer) for answer in one.answers],
        "sensitive": one.sensitive,
        "asked": one.asked,
    }


HOLD = Permission.INTERVIEW_HOLD
ONE = "/{number}/interviews/{interview}"
add_verbs(
    router,
    Verb(address="/{number}/interviews", act=plan_interview, asked=Plan, permission=HOLD),
    Verb(address=f"{ONE}/change", act=change_interview, asked=PlanChanged, permission=HOLD),
    Verb(address=f"{ONE}/cancel", act=cancel_interview, asked=Cancellation, permission=HOLD),
    Verb(address=f"{ONE}/begin", act=begin_interview, asked=Opening, permission=HOLD),
    Verb(address=f"{ONE}/narrative", act=record_narrative, asked=Telling, permission=HOLD),
    Verb(address=f"{ONE}/questions", act=ask_question, asked=Question, permission=HOLD),
    Verb(address=f"{ONE}/answers", act=record_answer, asked=AnswerGiven, permission=HOLD),
    Verb(address="/{number}/exchanges", act=record_exchange, asked=Exchange, permission=HOLD),
    Verb(address=f"{ONE}/points", act=put_point, asked=Point, permission=HOLD),
    Verb(address=f"{ONE}/replies", act=record_reply, asked=Reply, permission=HOLD),
    Verb(address=f"{ONE}/corrections", act=correct_line, asked=Correction, permission=HOLD),
    Verb(
        address=f"{ONE}/interpreter-notes",
        act=note_as_interpreter,
        asked=InterpreterNote,
        permission=Permission.INTERVIEW_INTERPRET,
    ),
    Verb(address=f"{ONE}/pause", act=pause_interview, asked=Pause, permission=HOLD),
    Verb(address=f"{ONE}/resume", act=resume_interview, asked=Resumption, permission=HOLD),
    Verb(address=f"{ONE}/stop", act=stop_interview, asked=Stop, permission=HOLD),
    Verb(address=f"{ONE}/end", act=end_interview, asked=End, permission=HOLD),
    Verb(address=f"{ONE}/read-back", act=read_back, asked=Reading, permission=HOLD),
    Verb(address=f"{ONE}/sign", act=sign_interview, asked=Signing, permission=HOLD),
)
