"""A question with its answer: both or neither, once for each key; and a question that is skipped stays open."""

import pytest

from tests.casework.cast import Cast
from tests.casework.interviews import FACT, case_in_interview
from wellfounded.cases.actions.ask_question import Question
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


def test_the_question_and_its_answer_are_two_lines_and_a_doubled_submit_writes_them_once(
    cast: Cast, case: Case
) -> None:
    exchange = Exchange(question=Question(key="q-1", entity="PRK", fact=FACT), answer=SAID)
    first = record_exchange(cast.interviewer, case.number, request=exchange)
    assert first.about is not None
    assert (first.number, first.about.number, first.item) == (2, 1, FACT)
    assert record_exchange(cast.interviewer, case.number, request=exchange) == first
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
