"""A question with its answer: both or neither, once for each key; and a question that is skipped stays open."""

from dataclasses import replace

import pytest

from tests.casework.cast import Cast
from tests.casework.interviews import FACT, case_in_interview
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.ask_question import Question, ask_question
from wellfounded.cases.actions.record_answer import AnswerGiven
from wellfounded.cases.actions.record_exchange import Exchange, record_exchange
from wellfounded.cases.asking import reason_needed, text_of
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import Case, InterviewLine
from wellfounded.cases.questions import next_questions
from wellfounded.law.library import load_library

SAID = AnswerGiven(key="a-1", answered="yes", text="예")


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_interview(cast)


def kinds(case: Case) -> list[str]:
    return list(InterviewLine.objects.filter(interview__case=case).values_list("kind", flat=True))


def exchange(key: str) -> Exchange:
    question = Question(key=f"q-{key}", entity="PRK", fact=FACT)
    return Exchange(question=question, answer=replace(SAID, key=f"a-{key}"))


def test_the_question_and_its_answer_are_two_lines_and_a_doubled_submit_writes_them_once(
    cast: Cast, case: Case
) -> None:
    first = record_exchange(cast.interviewer, case.number, request=exchange("1"))
    assert first.about is not None
    assert (first.number, first.about.number, first.item) == (2, 1, FACT)
    assert record_exchange(cast.interviewer, case.number, request=exchange("1")) == first
    assert kinds(case) == ["question", "answer"]


def test_an_answer_that_comes_after_its_question_was_saved_stands_under_the_next_free_number(
    cast: Cast, case: Case
) -> None:
    asked = exchange("1")
    question = ask_question(cast.interviewer, case.number, request=asked.question)
    ask_question(cast.interviewer, case.number, request=exchange("2").question)
    answer = record_exchange(cast.interviewer, case.number, request=asked)
    assert (answer.about, answer.number, answer.item) == (question, 3, FACT)
    assert kinds(case) == ["question", "question", "answer"]


def test_what_the_officer_was_shown_as_the_reason_is_what_the_record_keeps(cast: Cast, case: Case) -> None:
    looked_up = record_exchange(cast.interviewer, case.number, request=exchange("1"))
    shown = record_exchange(cast.interviewer, case.number, request=exchange("2"), shown=("Fear", "Agent"))
    assert looked_up.about is not None
    assert shown.about is not None
    assert looked_up.about.why not in {"", "Fear › Agent"}
    assert shown.about.why == "Fear › Agent"


def test_an_exchange_counts_as_one_write_and_is_two_lines_of_the_log(cast: Cast, case: Case) -> None:
    before = Case.objects.get(pk=case.pk).version
    record_exchange(cast.interviewer, case.number, request=exchange("1"))
    assert Case.objects.get(pk=case.pk).version == before + 1
    assert Detail.objects.filter(event=Event.INTERVIEW_LINE_SAVED, subject=case.number).count() == 2


def test_a_key_under_which_another_answer_came_is_refused_with_its_question(cast: Cast, case: Case) -> None:
    record_exchange(cast.interviewer, case.number, request=exchange("1"))
    other = replace(exchange("2"), answer=replace(SAID, key="a-1", text="아니요"))
    with pytest.raises(Invalid) as refused:
        record_exchange(cast.interviewer, case.number, request=other)
    assert set(refused.value.fields) == {"key"}
    assert kinds(case) == ["question", "answer"]


def test_an_answer_that_is_refused_takes_its_question_with_it(cast: Cast, case: Case) -> None:
    wrong = Exchange(question=Question(entity="PRK", fact=FACT), answer=AnswerGiven(answered="value", value="1"))
    with pytest.raises(Invalid) as refused:
        record_exchange(cast.interviewer, case.number, request=wrong)
    assert set(refused.value.fields) == {"answered"}
    assert kinds(case) == []


def test_what_is_wrong_with_the_words_of_the_question_has_a_name_of_its_own(cast: Cast, case: Case) -> None:
    with pytest.raises(Invalid) as refused:
        record_exchange(cast.interviewer, case.number, request=Exchange(question=Question(), answer=SAID))
    assert set(refused.value.fields) == {"wording"}


def test_a_skipped_question_is_not_the_next_one_and_stays_open(case: Case) -> None:
    interview = case.interviews.get()
    first = next_questions(case, interview).next
    assert first is not None
    then = next_questions(case, interview, skip=frozenset({first.slot}))
    assert then.next is not None
    assert then.next.slot != first.slot
    assert first.slot in {one.slot for one in then.questions}


def test_a_question_has_words_in_every_language_and_may_need_a_reason(case: Case) -> None:
    assert "북한" in text_of(("PRK", FACT), "ko-KP")
    assert "North Korea" in text_of(("PRK", FACT), "am")
    assert "{country}" not in text_of(("person", "birth_date"), "zh-hans")
    assert reason_needed(case, ("PRK", FACT)) == ""
    hurts = next(fact.id for fact in load_library().facts.values() if fact.sensitivity == "high")
    assert "may hurt" in reason_needed(case, ("PRK", hurts))
