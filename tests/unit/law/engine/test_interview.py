"""The guided interview: what was said is kept apart from what is found."""

from datetime import date

import pytest

from tests.factories import ACT, blank, holding, judged, law_of, record
from wellfounded.law.case_file import Act, Answer, Case, FactRecord, FactState, Slot
from wellfounded.law.catalogue import FactType
from wellfounded.law.interview import Interview, answers_for, as_answered, confirmed, unconfirmed
from wellfounded.law.questions import Ask, OpenPoint, open_points

DAY = date(2013, 2, 3)


def interview(case: Case | None = None) -> Interview:
    return Interview(law_of(), case or blank(), "interviewer-2", DAY)


def point(running: Interview, name: str) -> OpenPoint:
    return next(item for item in running.remaining() if ".".join(item.slot) == name)


def answered(name: str, answer: Answer) -> Interview:
    running = interview()
    running.record(point(running, name), answer, words="as told")
    return running


def fact(running: Interview, name: str) -> FactRecord:
    entity, _, item = name.partition(".")
    return running.case.fact((entity, item)) or FactRecord()


def test_an_answer_is_taken_down_with_its_line_and_stands_for_nothing_yet() -> None:
    taken = fact(answered("AAA.fears", Answer.YES), "AAA.fears")
    assert (taken.state, taken.answered) == (FactState.UNKNOWN, Answer.YES)
    assert [(item.source, item.at, item.note) for item in taken.evidence] == [
        ("interview 2013-02-03", "line 1", "as told"),
    ]
    assert judged(holding(blank(), {"AAA.fears": taken}))["marked", "AAA"].label == "open"


@pytest.mark.parametrize("answer", [Answer.DONT_KNOW, Answer.CANNOT_SAY, Answer.WONT_SAY])
def test_an_answer_that_says_nothing_is_no_evidence(answer: Answer) -> None:
    running = answered("AAA.fears", answer)
    assert fact(running, "AAA.fears").evidence == ()
    assert unconfirmed(running.case) == ()
    assert as_answered(running.case) == running.case


def test_a_value_is_kept_with_the_answer() -> None:
    running = interview()
    running.record(point(running, "person.days_walked"), Answer.VALUE, value=9.0)
    assert fact(running, "person.days_walked").value == 9.0
    assert unconfirmed(running.case) == (("person", "days_walked"),)


def test_for_choosing_questions_an_answer_counts_as_if_it_were_found() -> None:
    running = answered("AAA.fears", Answer.NO)
    assert as_answered(running.case).fact(("AAA", "fears")) != running.case.fact(("AAA", "fears"))
    assert fact(Interview(law_of(), as_answered(running.case), "x", DAY), "AAA.fears").state is FactState.REFUTED


@pytest.mark.parametrize(
    ("answer", "state"),
    [(Answer.YES, FactState.ESTABLISHED), (Answer.NO, FactState.REFUTED), (Answer.DONT_KNOW, FactState.UNKNOWN)],
)
def test_a_person_confirms_what_was_said_and_nothing_else(answer: Answer, state: FactState) -> None:
    found = confirmed(FactRecord(answered=answer), ACT)
    assert found.state is state
    assert (found.act == ACT) is (state is not FactState.UNKNOWN)


@pytest.mark.parametrize("act", [Act("", DAY, "Said so"), Act("officer-1", DAY, "")])
def test_nothing_is_found_without_a_name_and_a_reason(act: Act) -> None:
    said = FactRecord(answered=Answer.YES)
    assert confirmed(said, act) == said


def test_a_person_may_find_otherwise_than_was_said() -> None:
    found = confirmed(FactRecord(answered=Answer.YES), ACT, state=FactState.POSSIBLE)
    assert (found.state, found.answered, found.act) == (FactState.POSSIBLE, Answer.YES, ACT)


def next_look_up(running: Interview) -> OpenPoint:
    while (item := running.next()) is not None and item.ask is not Ask.LOOK_UP:
        running.pass_over(item)
    assert item is not None
    return item


def test_a_look_up_is_offered_to_the_officer_and_is_the_officers_own_finding() -> None:
    running = interview()
    item = next_look_up(running)
    found = running.look_up(item, Answer.NO, reason="The report of 2012, page 4")
    assert (found.state, found.answered) == (FactState.REFUTED, None)
    assert (found.act.by, found.act.on, found.act.reason) == ("interviewer-2", DAY, "The report of 2012, page 4")
    assert running.case.fact(item.slot) == found
    assert item.slot not in unconfirmed(running.case)


def test_a_look_up_may_have_a_value_and_can_be_left() -> None:
    running = interview()
    paper = next(item for item in running.remaining() if item.slot == ("person", "paper"))
    assert running.look_up(paper, Answer.VALUE, reason="Seen", value="permit").value == "permit"
    item = next_look_up(running)
    running.pass_over(item)
    after = running.next()
    assert after is None or after.slot != item.slot


def test_a_look_up_does_not_leave_the_block_of_the_applicant() -> None:
    running = interview()
    running.topic, running.country = "journey", "AAA"
    next_look_up(running)
    assert running.topic in {"journey", "harm"}
    before = running.topic
    assert running.next() is not None
    assert running.topic == before


def test_an_interview_goes_on_until_nothing_is_left_to_ask() -> None:
    running = interview()
    seen: list[Slot] = []
    while (asked := running.next()) is not None and len(seen) < 40:
        seen.append(asked.slot)
        if asked.ask is Ask.LOOK_UP:
            running.pass_over(asked)
        else:
            running.record(asked, Answer.DONT_KNOW)
    assert running.next() is None
    assert len(seen) == len(set(seen)) > 5
    assert {item.ask for item in running.remaining()} <= {Ask.LOOK_UP, Ask.FIND}


def test_an_interview_stays_in_its_block_and_can_pass_a_question_over() -> None:
    running = interview()
    while (first := running.next()) is not None and first.ask is Ask.LOOK_UP:
        running.pass_over(first)
    assert first is not None
    assert (running.topic, running.country) == (first.topic, first.country)
    running.pass_over(first)
    second = running.next()
    assert second is not None
    assert second.slot != first.slot


def put_again(answer: Answer, *, before: FactRecord, words: str = "") -> tuple[Interview, FactRecord]:
    running = interview(holding(blank(), {"AAA.beaten": before}))
    adverse = next(item for item in open_points(judged(running.case).evaluation) if item.ask is Ask.PUT)
    return running, running.record(adverse, answer, words=words)


def test_a_point_that_is_confirmed_when_put_counts() -> None:
    before = record("refuted")
    running, after = put_again(Answer.NO, before=FactRecord(before.state, answered=Answer.NO))
    assert after.put is not None
    assert (after.put.by, after.put.reply, after.put.on) == ("interviewer-2", "no", DAY)
    assert judged(running.case).case.fact(("AAA", "beaten")) == after


def test_a_changed_answer_leaves_the_first_on_the_record() -> None:
    _, after = put_again(Answer.YES, before=FactRecord(FactState.REFUTED, answered=Answer.NO), words="Yes, I was")
    assert after.answered is Answer.YES
    assert after.evidence[-1].note == "First answered no; when the point was put: Yes, I was"
    _, unasked = put_again(Answer.YES, before=record("refuted"))
    assert unasked.evidence[-1].note == "Was recorded as refuted; when the point was put: yes"


def test_silence_when_a_point_is_put_is_no_reply() -> None:
    running, after = put_again(Answer.WONT_SAY, before=record("refuted"))
    assert after.put is None
    assert after.evidence[-1].note == "When the point was put: wont say"
    assert ("AAA", "beaten") in running.passed_over
    assert judged(running.case)["harm", "AAA"].label == "open"


@pytest.mark.parametrize(
    ("kind", "plain"),
    [(FactType.YES_NO, ["yes", "no"]), (FactType.DATE, ["value"]), (FactType.CHOICES, ["value"])],
)
def test_i_do_not_know_is_always_offered(kind: FactType, plain: list[str]) -> None:
    assert [str(answer) for answer in answers_for(kind)] == [*plain, "dont_know", "cannot_say", "wont_say"]
