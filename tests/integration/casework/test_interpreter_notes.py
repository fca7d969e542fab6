"""The interpreter writes notes of their own while the interview lasts; they change no line and answer no question."""

import pytest

from tests.casework.cast import Cast, make_user
from tests.casework.factories import assign
from tests.casework.interviews import answered, asked, case_in_interview, end_and_read_back
from wellfounded.accounts.roles import Role
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.note_as_interpreter import InterpreterNote, note_as_interpreter
from wellfounded.cases.actions.plan_interview import Plan, plan_interview
from wellfounded.cases.actions.sign_interview import Signing, sign_interview
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Case, InterviewLine, Relation
from wellfounded.cases.questions import next_questions
from wellfounded.letters.own_file.parts import account
from wellfounded.web.interview.lines import record_of, waiting

NOTE = InterpreterNote(text=" In Hamgyong this word means “uncle by marriage”. ", language="en")


@pytest.fixture
def case(cast: Cast) -> Case:
    case_in_interview(cast)  # noise
    return case_in_interview(cast)


def noted(cast: Cast, case: Case, *, line: int = 0, key: str = "") -> InterviewLine:
    request = InterpreterNote(text=NOTE.text, line=line, key=key)
    return note_as_interpreter(cast.interpreter, case.number, request=request)


def test_a_note_stands_as_a_line_of_the_interpreter(cast: Cast, case: Case) -> None:
    old = answered(cast, case)
    made = noted(cast, case, line=old.number, key="k")
    assert noted(cast, case, line=old.number, key="k") == made
    assert (made.kind, made.speaker, made.by, made.about) == ("interpreter_note", "interpreter", cast.interpreter, old)
    assert made.text == NOTE.text.strip()
    assert made.number == old.number + 1
    assert note_as_interpreter(cast.interpreter, case.number, request=NOTE).about is None
    detail = Detail.objects.filter(event="case:interview:line_saved", actor="interpreter").first()
    assert detail is not None
    assert (detail.subject, b"Hamgyong" in bytes(detail.payload)) == (case.number, False)
    assert any("uncle by marriage" in line for line in account(case))


def test_a_note_changes_no_line_and_answers_no_question(cast: Cast, case: Case) -> None:
    question = asked(cast, case)
    interview = case.interviews.get()
    before = next_questions(case, interview, language="en")
    noted(cast, case, line=question.number)
    assert [one.line for one in waiting(interview)] == [question]
    assert next_questions(case, interview, language="en") == before
    top = record_of(interview)
    assert [one.line.kind for one in top] == ["question", "interpreter_note"]
    assert top[0].standing == question


def test_only_the_interpreter_of_this_interview_writes(cast: Cast, case: Case) -> None:
    other = make_user("other_interpreter", Role.INTERPRETER)
    assign(case, other, relation=Relation.INTERPRETER)
    with pytest.raises(NotAllowed, match="Somebody else interprets"):
        note_as_interpreter(other, case.number, request=NOTE)
    for user in (cast.interviewer, cast.counsel, cast.adjudicator):
        with pytest.raises(NotAllowed):
            note_as_interpreter(user, case.number, request=NOTE)
    with pytest.raises(NotFound):
        note_as_interpreter(cast.outsider, case.number, request=NOTE)
    assert not InterviewLine.objects.exists()


def test_only_while_it_lasts(cast: Cast, case: Case) -> None:
    end_and_read_back(cast, case)
    noted(cast, case)  # until it is signed the interpreter may still say what was wrong
    sign_interview(cast.interviewer, case.number, request=Signing(signer="applicant", how="by_hand"))
    with pytest.raises(NotNow, match="while the interview lasts"):
        noted(cast, case)
    plan = Plan(interpreter="interpreter", reason="A letter came")
    plan_interview(cast.interviewer, case.number, request=plan)
    with pytest.raises(NotNow, match="while the interview lasts"):
        note_as_interpreter(cast.interpreter, case.number, request=InterpreterNote(interview=2, text="x"))
    Case.objects.filter(pk=case.pk).update(state="assessment")
    with pytest.raises(NotFound):
        noted(cast, case)


def test_an_empty_note_and_a_line_of_nobody_are_refused(cast: Cast, case: Case) -> None:
    with pytest.raises(Invalid) as refused:
        note_as_interpreter(cast.interpreter, case.number, request=InterpreterNote(text=" "))
    assert set(refused.value.fields) == {"text"}
    with pytest.raises(Invalid) as refused:
        noted(cast, case, line=99)
    assert set(refused.value.fields) == {"line"}
