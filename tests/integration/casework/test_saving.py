"""What every save has in common: it writes once, it is counted, it is logged, and it touches no other case."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.casework.cast import Cast
from tests.casework.interviews import FACT, case_in_interview, prepared_case
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.add_country import CountryAdded, add_country
from wellfounded.cases.actions.add_evidence_item import EvidenceAdded, add_evidence_item
from wellfounded.cases.actions.add_route import RouteAdded, add_route
from wellfounded.cases.actions.ask_question import Question, ask_question
from wellfounded.cases.actions.begin_interview import Opening, begin_interview
from wellfounded.cases.actions.close_record import Closing, close_record
from wellfounded.cases.actions.correct_line import Correction, correct_line
from wellfounded.cases.actions.declare_all_points_put import AllPointsPut, declare_all_points_put
from wellfounded.cases.actions.end_interview import End, end_interview
from wellfounded.cases.actions.make_finding import FindingMade, make_finding
from wellfounded.cases.actions.mark_destination import Destination, mark_destination
from wellfounded.cases.actions.pause_interview import Pause, pause_interview
from wellfounded.cases.actions.plan_interview import Plan, plan_interview
from wellfounded.cases.actions.put_point import Point, put_point
from wellfounded.cases.actions.read_back import Reading, read_back
from wellfounded.cases.actions.record_answer import AnswerGiven, record_answer
from wellfounded.cases.actions.record_narrative import Telling, record_narrative
from wellfounded.cases.actions.record_reply import Reply, record_reply
from wellfounded.cases.actions.reopen_record import Reopening, reopen_record
from wellfounded.cases.actions.resume_interview import Resumption, resume_interview
from wellfounded.cases.actions.set_fact import FactFound, set_fact
from wellfounded.cases.actions.sign_interview import Signing, sign_interview
from wellfounded.cases.actions.stop_interview import Stop, stop_interview
from wellfounded.cases.errors import Invalid
from wellfounded.cases.law_case import law_case_of
from wellfounded.cases.models import Case, InterviewLine, SavedRequest

Step = tuple[str, Callable[..., Any], Any, str]


def whole_way() -> list[Step]:
    """Every verb once, in an order in which each may be done: who, what, how, and what the log says."""
    hers, his = "interviewer", "adjudicator"
    return [
        (hers, plan_interview, Plan(key="1", interpreter="interpreter"), "case:interview:planned"),
        (hers, begin_interview, Opening(key="2"), "case:interview:begun"),
        (hers, record_narrative, Telling(key="3", text="x"), "case:interview:line_saved"),
        (hers, ask_question, Question(key="4", entity="PRK", fact=FACT), "case:interview:line_saved"),
        (hers, record_answer, AnswerGiven(key="5", question=2, answered="no"), "case:interview:line_saved"),
        (hers, correct_line, Correction(key="6", line=3, text="y"), "case:interview:line_saved"),
        (hers, put_point, Point(key="7", entity="PRK", item=FACT, text="y"), "case:interview:line_saved"),
        (hers, record_reply, Reply(key="8", point=5, text="z"), "case:interview:line_saved"),
        (hers, pause_interview, Pause(key="9"), "case:interview:paused"),
        (hers, resume_interview, Resumption(key="10"), "case:interview:resumed"),
        (hers, end_interview, End(key="11"), "case:interview:ended"),
        (hers, read_back, Reading(whole=True, key="12"), "case:interview:read_back"),
        (hers, sign_interview, Signing(key="13", signer="applicant", how="by_hand"), "case:interview:signed"),
        (hers, plan_interview, Plan(key="14", reason="More"), "case:interview:planned"),
        (hers, begin_interview, Opening(key="15", interview=2), "case:interview:begun"),
        (hers, stop_interview, Stop(key="16", interview=2, reason="Tired"), "case:interview:stopped"),
        (his, add_country, CountryAdded(key="17", code="CHN"), "case:country:added"),
        (his, add_route, RouteAdded(key="18", start="CHN", end="PRK"), "case:route:added"),
        (his, mark_destination, Destination(key="19", code="CHN"), "case:country:marked_destination"),
        (
            his,
            add_evidence_item,
            EvidenceAdded(key="20", entity="PRK", fact=FACT, source="r"),
            "case:fact:evidence_added",
        ),
        (his, set_fact, fact_found(), "case:fact:found"),
        (his, make_finding, finding_made(), "case:finding:made"),
        (his, declare_all_points_put, AllPointsPut(key="23", reason="x"), "case:record:all_points_put"),
        (his, close_record, Closing(key="24"), "case:record:closed"),
        (his, reopen_record, Reopening(key="25", reason="x"), "case:record:reopened"),
    ]


def evidence_added() -> EvidenceAdded:
    return EvidenceAdded(key="20", entity="PRK", fact=FACT, source="report")


def fact_found() -> FactFound:
    return FactFound(key="21", entity="PRK", fact=FACT, state="established", reason="x", seen=3)


def finding_made() -> FindingMade:
    return FindingMade(key="22", entity="PRK", criterion="objective_risk", word="left_open", reason="x")


def test_every_verb_writes_once_counts_and_logs(cast: Cast) -> None:
    case, noise = prepared_case(cast), case_in_interview(cast)
    before = Case.objects.get(pk=noise.pk).version
    for count, (who, verb, request, event) in enumerate(whole_way(), start=1):
        made = verb(getattr(cast, who), case.number, request=request)
        again = verb(getattr(cast, who), case.number, request=request)
        assert (type(again), again.pk) == (type(made), made.pk), verb.__name__
        case.refresh_from_db()
        assert case.version == count, verb.__name__
        entries = Detail.objects.filter(subject=case.number, event=event)
        assert entries.order_by("-entry_id").values_list("actor", flat=True)[0] == who
    assert Case.objects.get(pk=noise.pk).version == before
    assert set(InterviewLine.objects.values_list("interview__case", flat=True)) == {case.pk}


def test_other_words_under_a_used_key_are_not_thrown_away_silently(cast: Cast) -> None:
    case = case_in_interview(cast)
    record_narrative(cast.interviewer, case.number, request=Telling(key="page", text="First"))
    with pytest.raises(Invalid) as refused:
        record_narrative(cast.interviewer, case.number, request=Telling(key="page", text="Second"))
    assert set(refused.value.fields) == {"key"}


def test_a_key_is_one_page_of_one_case(cast: Cast) -> None:
    first, second = case_in_interview(cast), case_in_interview(cast)
    request = Telling(key="page", text="The same words")
    lines = [record_narrative(cast.interviewer, case.number, request=request) for case in (first, second)]
    assert {line.interview.case for line in lines} == {first, second}


@pytest.mark.parametrize("key", ["k" * 65, "k" * 10_000, "a\0b", "\ud800"])
def test_a_key_that_no_column_takes_guards_as_well(cast: Cast, key: str) -> None:
    case = case_in_interview(cast)
    for asked in (key, key, f"{key}x"):
        record_narrative(cast.interviewer, case.number, request=Telling(key=asked, text="Yes"))
    assert InterviewLine.objects.count() == 2
    assert all(len(saved) == 64 for saved in SavedRequest.objects.values_list("key", flat=True))


def test_without_a_key_each_save_is_another(cast: Cast) -> None:
    case = case_in_interview(cast)
    for _ in range(2):
        record_narrative(cast.interviewer, case.number, request=Telling(text="Yes"))
    assert InterviewLine.objects.count() == 2


def test_the_log_holds_no_word_of_the_account_and_no_reason(cast: Cast) -> None:
    case = case_in_interview(cast)
    record_narrative(cast.interviewer, case.number, request=Telling(text="canary in the account"))
    away = Destination(code="PRK", destination=False, reason="canary in a reason")
    mark_destination(cast.adjudicator, case.number, request=away)
    stop_interview(cast.interviewer, case.number, request=Stop(reason="canary in a stop"))
    close_record(cast.adjudicator, case.number, request=Closing(answers_left_reason="canary left"))
    reopen_record(cast.adjudicator, case.number, request=Reopening(reason="canary opens"))
    assert not [entry for entry in Detail.objects.all() if b"canary" in bytes(entry.payload)]
    told = [line.get("reason") for line in law_case_of(case).history]
    assert told == ["canary in a reason", "canary left", "canary opens"]
