"""What is said in an interview: questions, answers, corrections, points put and replies."""

from typing import Any

import pytest

from tests.casework.cast import Cast
from tests.casework.interviews import FACT, answered, asked, case_in_interview, end_and_read_back, fact_of
from tests.casework.refusals import invalid
from wellfounded.cases.actions.ask_question import Question, ask_question
from wellfounded.cases.actions.correct_line import Correction, correct_line
from wellfounded.cases.actions.pause_interview import Pause, pause_interview
from wellfounded.cases.actions.put_point import Point, put_point
from wellfounded.cases.actions.record_answer import AnswerGiven, record_answer
from wellfounded.cases.actions.record_narrative import Telling, record_narrative
from wellfounded.cases.actions.record_reply import Reply, record_reply
from wellfounded.cases.actions.set_fact import FactFound, set_fact
from wellfounded.cases.actions.sign_interview import Signing, sign_interview
from wellfounded.cases.errors import NotAllowed, NotFound, NotNow
from wellfounded.cases.fact_versions import record_of
from wellfounded.cases.models import Case, FactEntry, InterviewLine
from wellfounded.law.case_file import Answer, Direction, FactState, Span, Weight


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_interview(cast)


def test_a_question_of_the_catalogue_is_saved_in_the_language_of_the_interview(cast: Cast, case: Case) -> None:
    line = asked(cast, case)
    assert (line.number, line.kind, line.entity, line.item, line.language) == (1, "question", "PRK", FACT, "ko")
    assert "{country}" not in line.text
    assert "북한" in line.text
    assert "›" in line.why
    own = asked(cast, case, text="How did you cross?", language="en", openness="open")
    assert (own.number, own.text, own.openness) == (2, "How did you cross?", "open")


def test_a_free_question_needs_only_words(cast: Cast, case: Case) -> None:
    line = ask_question(cast.interviewer, case.number, request=Question(text=" And then?\x00 "))
    assert (line.text, line.why, line.item) == ("And then?", "", "")


@pytest.mark.parametrize(
    ("request_", "fields"),
    [
        (Question(), ["text"]),
        (Question(entity="PRK", text="x"), ["fact"]),
        (Question(entity="PRK", fact="nothing"), ["fact"]),
        (Question(entity="person", fact=FACT), ["entity"]),
        (Question(entity="KOR", fact=FACT), ["entity"]),
        (Question(text="x", openness="ajar"), ["openness"]),
    ],
)
def test_a_question_that_cannot_be_used_is_refused(
    cast: Cast, case: Case, request_: Question, fields: list[str]
) -> None:
    invalid(lambda: ask_question(cast.interviewer, case.number, request=request_), *fields)
    assert not InterviewLine.objects.exists()


@pytest.mark.parametrize("fact", ["harm_sexual_violence", "harm_torture"])
def test_what_may_hurt_is_asked_only_with_a_reason(cast: Cast, case: Case, fact: str) -> None:
    invalid(lambda: asked(cast, case, fact=fact), "reason")
    line = asked(cast, case, fact=fact, reason="She began to speak of it herself")
    assert line.why.endswith("She began to speak of it herself")


def test_what_needs_an_indication_is_asked_on_one(cast: Cast, case: Case) -> None:
    question = Question(entity="PRK", fact="alternative_reachable_safely")
    invalid(lambda: ask_question(cast.interviewer, case.number, request=question), "reason")
    found = FactFound(entity="PRK", fact="alternative_named", state="possible", reason="Named a city")
    set_fact(cast.interviewer, case.number, request=found)
    assert ask_question(cast.interviewer, case.number, request=question).item == question.fact


@pytest.mark.parametrize("word", ["yes", "no", "dont_know", "cannot_say", "wont_say"])
def test_an_answer_is_kept_as_said_and_never_sets_a_state(cast: Cast, case: Case, word: str) -> None:
    line = answered(cast, case, word=word)
    record = record_of(fact_of(case))
    assert (record.state, record.answered) == (FactState.UNKNOWN, Answer(word))
    assert line.about is not None
    assert line.about.number == 1
    said = [(item.source, item.at, item.direction, item.note) for item in record.evidence]
    plain = {"yes": Direction.SUPPORTS, "no": Direction.REBUTS}
    words = "I crossed the river at night"
    assert said == ([("interview-1", "line 2", plain[word], words)] if word in plain else [])


def test_a_value_is_kept_with_its_answer(cast: Cast, case: Case) -> None:
    request = AnswerGiven(entity="PRK", fact="departure_date", answered="value", value="1998-03", text="In spring")
    record_answer(cast.interviewer, case.number, request=request)
    record = record_of(fact_of(case, "departure_date"))
    assert isinstance(record.value, Span)
    assert (record.value.said, record.state) == ("1998-03", FactState.UNKNOWN)
    again = AnswerGiven(entity="PRK", fact="departure_date", answered="value", value="1999", text="No, a year later")
    record_answer(cast.interviewer, case.number, request=again)
    assert str(record_of(fact_of(case, "departure_date")).value) == "1999"


def test_an_answer_never_changes_a_value_that_a_person_found(cast: Cast, case: Case) -> None:
    found = FactFound(entity="PRK", fact="departure_date", state="established", value="1998", reason="The stamp")
    set_fact(cast.interviewer, case.number, request=found)
    said = AnswerGiven(entity="PRK", fact="departure_date", answered="value", value="2001", text="2001")
    record_answer(cast.interviewer, case.number, request=said)
    record = record_of(fact_of(case, "departure_date"))
    assert (str(record.value), record.state, len(record.evidence)) == ("1998", FactState.ESTABLISHED, 1)


def test_words_alone_touch_no_fact(cast: Cast, case: Case) -> None:
    question = asked(cast, case)
    line = record_answer(cast.interviewer, case.number, request=AnswerGiven(question=question.number, text="Hm."))
    assert (line.item, line.answered) == (FACT, "")
    told = record_answer(cast.interviewer, case.number, request=AnswerGiven(text="My sister died."))
    assert told.item == ""
    assert not FactEntry.objects.exists()


@pytest.mark.parametrize(
    ("request_", "fields"),
    [
        (AnswerGiven(), ["text"]),
        (AnswerGiven(answered="yes"), ["fact"]),
        (AnswerGiven(entity="PRK", text="x"), ["fact"]),
        (AnswerGiven(entity="PRK", fact=FACT, answered="value", value="x"), ["answered"]),
        (AnswerGiven(entity="PRK", fact="departure_date", answered="yes"), ["answered"]),
        (AnswerGiven(entity="PRK", fact="departure_date", answered="value"), ["value"]),
        (AnswerGiven(entity="PRK", fact="departure_date", answered="value", value="May"), ["value"]),
        (AnswerGiven(entity="person", fact="rok_years_based_abroad", answered="value", value="many"), ["value"]),
        (AnswerGiven(entity="person", fact="rok_years_based_abroad", answered="value", value="inf"), ["value"]),
        (AnswerGiven(entity="person", fact="rok_years_based_abroad", answered="value", value=float("nan")), ["value"]),
        (AnswerGiven(text="x", speaker="ghost"), ["speaker"]),
        (AnswerGiven(question=7, text="x"), ["question"]),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused(
    cast: Cast, case: Case, request_: AnswerGiven, fields: list[str]
) -> None:
    invalid(lambda: record_answer(cast.interviewer, case.number, request=request_), *fields)
    assert not InterviewLine.objects.exists()


@pytest.mark.parametrize(("typed", "kept"), [("3", 3.0), (4, 4.0), (0.5, 0.5)])
def test_a_number_is_read_as_one(cast: Cast, case: Case, typed: object, kept: float) -> None:
    request = AnswerGiven(entity="person", fact="rok_years_based_abroad", answered="value", value=typed)
    record_answer(cast.interviewer, case.number, request=request)
    assert record_of(fact_of(case, "rok_years_based_abroad", entity="person")).value == kept


def test_several_options_are_kept(cast: Cast, case: Case) -> None:
    request = AnswerGiven(entity="person", fact="motives", answered="value", value=("hunger", "family"))
    record_answer(cast.interviewer, case.number, request=request)
    assert record_of(fact_of(case, "motives", entity="person")).value == ("hunger", "family")


def test_the_free_narrative_and_notes_are_lines(cast: Cast, case: Case) -> None:
    told = Telling(text="I was born in Hoeryong.", language="en")
    line = record_narrative(cast.interviewer, case.number, request=told)
    note = Telling(kind="note", speaker="interpreter", text="The dialect is of Hamgyong.")
    assert record_narrative(cast.interviewer, case.number, request=note).kind == "note"
    assert (line.kind, line.speaker, line.language) == ("narrative", "applicant", "en")
    invalid(lambda: record_narrative(cast.interviewer, case.number, request=Telling()), "text")
    wrong = Telling(text="x", kind="answer", speaker="ghost")
    invalid(lambda: record_narrative(cast.interviewer, case.number, request=wrong), "kind", "speaker")


def test_a_correction_is_a_new_line_and_takes_over_what_rested_on_the_old_one(cast: Cast, case: Case) -> None:
    line = answered(cast, case, word="yes")
    request = Correction(line=line.number, text="아니요", interpreted="No", answered="no")
    corrected = correct_line(cast.interviewer, case.number, request=request)
    assert (corrected.about, corrected.kind, corrected.speaker) == (line, "correction", "applicant")
    assert InterviewLine.objects.get(pk=line.pk).answered == "yes"
    record = record_of(fact_of(case))
    assert record.answered is Answer.NO
    assert [(item.at, item.direction) for item in record.evidence] == [("line 3", Direction.REBUTS)]
    assert not record.contested


def test_the_words_of_a_line_are_corrected_alone(cast: Cast, case: Case) -> None:
    line = answered(cast, case)
    before = fact_of(case).pk
    correct_line(cast.interviewer, case.number, request=Correction(line=line.number, text="In the morning"))
    assert fact_of(case).pk == before
    question = Correction(line=1, text="x", answered="no")
    invalid(lambda: correct_line(cast.interviewer, case.number, request=question), "answered")
    invalid(lambda: correct_line(cast.interviewer, case.number, request=Correction(line=9, text="x")), "line")
    invalid(lambda: correct_line(cast.interviewer, case.number, request=Correction(line=1)), "text")


def test_nothing_is_corrected_after_the_signature(cast: Cast, case: Case) -> None:
    line = answered(cast, case)
    end_and_read_back(cast, case)
    correct_line(cast.interviewer, case.number, request=Correction(line=line.number, text="Before midnight"))
    sign_interview(cast.interviewer, case.number, request=Signing(signer="applicant", how="by_hand"))
    with pytest.raises(NotNow):
        correct_line(cast.interviewer, case.number, request=Correction(line=line.number, text="Later"))


def put(cast: Cast, case: Case, *, item: str = FACT, entity: str = "PRK") -> InterviewLine:
    request = Point(entity=entity, item=item, text="Your sister says that you had a permit.")
    return put_point(cast.interviewer, case.number, request=request)


def test_a_point_counts_as_put_only_with_its_reply(cast: Cast, case: Case) -> None:
    answered(cast, case, word="no")
    point = put(cast, case)
    assert record_of(fact_of(case)).put is None
    reply = Reply(point=point.number, text="그것은 다른 때였습니다", interpreted="That was another time")
    line = record_reply(cast.interviewer, case.number, request=reply)
    said = record_of(fact_of(case)).put
    assert (line.kind, line.about) == ("reply", point)
    assert said is not None
    assert (said.by, said.at, said.reply) == ("interviewer", "interview-1 line 4", "That was another time")


def test_silence_is_no_reply(cast: Cast, case: Case) -> None:
    answered(cast, case, word="no")
    point = put(cast, case)
    request = Reply(point=point.number, text="Looks away and weeps", silent=True)
    line = record_reply(cast.interviewer, case.number, request=request)
    record = record_of(fact_of(case))
    assert (line.kind, record.put, record.answered) == ("note", None, Answer.NO)
    assert (record.evidence[-1].weight, record.contested) == (Weight.WEAK, False)


@pytest.mark.parametrize("state", ["", "refuted"])
def test_a_changed_answer_was_not_itself_put(cast: Cast, case: Case, state: str) -> None:
    """Unless a person has found the fact already: then the reply is to what was found."""
    answered(cast, case, word="no")
    if state:
        found = FactFound(entity="PRK", fact=FACT, state=state, seen=1, reason="So far")
        set_fact(cast.interviewer, case.number, request=found)
    request = Reply(point=put(cast, case).number, text="I had none", answered="yes")
    record_reply(cast.interviewer, case.number, request=request)
    record = record_of(fact_of(case))
    assert (record.answered, len(record.evidence)) == (Answer.YES, 2)
    assert (record.put is not None) is bool(state)
    assert record.state == (state or "unknown")


@pytest.mark.parametrize(("state", "kept"), [("", "2003"), ("established", "2001")])
def test_a_reply_changes_no_value_that_a_person_found(cast: Cast, case: Case, state: str, kept: str) -> None:
    if state:
        found = FactFound(entity="PRK", fact="departure_date", state=state, value="2001", reason="The stamp")
        set_fact(cast.interviewer, case.number, request=found)
    point = put(cast, case, item="departure_date")
    reply = Reply(point=point.number, text="2003", answered="value", value="2003")
    record_reply(cast.interviewer, case.number, request=reply)
    assert str(record_of(fact_of(case, "departure_date")).value) == kept


def test_points_and_replies_that_cannot_be_used_are_refused(cast: Cast, case: Case) -> None:
    def putting(request: Point) -> Any:
        return lambda: put_point(cast.interviewer, case.number, request=request)

    def replying(request: Reply) -> Any:
        return lambda: record_reply(cast.interviewer, case.number, request=request)

    invalid(putting(Point(entity="PRK", item=FACT)), "text")
    invalid(putting(Point(entity="PRK", item="nothing", text="x")), "item")
    invalid(putting(Point(entity="person", item="persecution", text="x")), "entity")
    criterion = put(cast, case, item="persecution")
    question = asked(cast, case)
    invalid(replying(Reply(point=question.number, text="x")), "point")
    invalid(replying(Reply(point=criterion.number, text="x", answered="yes")), "answered")
    fact = put(cast, case)
    invalid(replying(Reply(point=fact.number, text="x", answered="yes", silent=True)), "answered")
    invalid(replying(Reply(point=fact.number)), "text")


def test_nothing_is_said_in_an_interview_that_does_not_go_on(cast: Cast, case: Case) -> None:
    pause_interview(cast.interviewer, case.number, request=Pause())
    with pytest.raises(NotNow):
        asked(cast, case)
    with pytest.raises(NotFound):
        record_narrative(cast.interviewer, case.number, request=Telling(interview=2, text="x"))


@pytest.mark.parametrize("who", ["registrar", "counsel", "interpreter", "observer", "reviewer", "adjudicator"])
def test_only_an_interviewer_of_the_case_writes_lines(cast: Cast, case: Case, who: str) -> None:
    with pytest.raises(NotAllowed):
        record_narrative(getattr(cast, who), case.number, request=Telling(text="x"))
    with pytest.raises(NotFound):
        record_narrative(cast.outsider, case.number, request=Telling(text="x"))
    assert not InterviewLine.objects.exists()
