"""Short ways to a case whose interview goes on, by the very actions that an officer uses."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from wellfounded.cases.actions.ask_question import Question, ask_question
from wellfounded.cases.actions.begin_interview import Opening, begin_interview
from wellfounded.cases.actions.end_interview import End, end_interview
from wellfounded.cases.actions.plan_interview import Plan, plan_interview
from wellfounded.cases.actions.read_back import Reading, read_back
from wellfounded.cases.actions.record_answer import AnswerGiven, record_answer
from wellfounded.cases.models import Case, CaseCountry, Counselling, FactEntry, InterviewLine
from wellfounded.cases.models.record import newest_facts

FACT = "left_without_permission"  # of a country, asked of the applicant, gentle


def prepared_case(cast: Cast, **fields: Any) -> Case:
    """A staffed case with North Korea as its country and counselling given."""
    case = make_staffed_case(cast, **fields)
    CaseCountry.objects.create(case=case, code="PRK", nationality=True, destination=True)
    told = {"rights": True, "steps": True, "confidentiality": True, "complaints": True}
    Counselling.objects.create(case=case, language="ko", on=date(2024, 3, 3), by=cast.registrar, **told)
    return case


def case_in_interview(cast: Cast, **fields: Any) -> Case:
    """A prepared case whose first interview, with its interpreter, goes on."""
    case = prepared_case(cast, **fields)
    plan_interview(cast.interviewer, case.number, request=Plan(interpreter="interpreter", language="ko"))
    begin_interview(cast.interviewer, case.number, request=Opening(present="Nobody else"))
    case.refresh_from_db()
    return case


def asked(cast: Cast, case: Case, *, fact: str = FACT, **fields: Any) -> InterviewLine:
    return ask_question(cast.interviewer, case.number, request=Question(entity="PRK", fact=fact, **fields))


def answered(cast: Cast, case: Case, *, word: str = "yes", fact: str = FACT, **fields: Any) -> InterviewLine:
    """A question and its answer."""
    question = asked(cast, case, fact=fact)
    given = {"text": "한밤중에 강을 건넜습니다", "interpreted": "I crossed the river at night"} | fields
    request = AnswerGiven(question=question.number, answered=word, **given)
    return record_answer(cast.interviewer, case.number, request=request)


def end_and_read_back(cast: Cast, case: Case) -> None:
    end_interview(cast.interviewer, case.number, request=End())
    read_back(cast.interviewer, case.number, request=Reading(whole=True, language="ko"))


def fact_of(case: Case, fact: str = FACT, *, entity: str = "PRK") -> FactEntry:
    """The version of a fact that counts."""
    return newest_facts(case).get(entity=entity, fact=fact)
