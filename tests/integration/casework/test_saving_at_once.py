"""Two interviewers save into one case at the same time: nothing is lost, and a doubled submit writes once."""

import pytest

from tests.casework.cast import Cast
from tests.casework.factories import assign
from tests.casework.interviews import FACT, case_in_interview
from tests.casework.shared_store import in_threads, shared_store
from wellfounded.cases.actions.add_evidence_item import EvidenceAdded, add_evidence_item
from wellfounded.cases.actions.record_answer import AnswerGiven, record_answer
from wellfounded.cases.actions.record_narrative import Telling, record_narrative
from wellfounded.cases.fact_versions import newest, record_of
from wellfounded.cases.models import Case, FactEntry, InterviewLine, Relation

TURNS = 8
__all__ = ["shared_store"]


def opened() -> tuple[Cast, str]:
    cast = Cast.make()
    case = case_in_interview(cast)
    assign(case, cast.outsider, relation=Relation.INTERVIEWER)
    return cast, case.number


@pytest.mark.usefixtures("shared_store")
def test_nothing_is_lost_when_two_interviewers_save_at_once() -> None:
    [(cast, number)] = in_threads(opened)

    def tell(who: str) -> None:
        for turn in range(TURNS):
            record_narrative(getattr(cast, who), number, request=Telling(key=f"{who}-{turn}", text=f"{who} {turn}"))

    def answer(who: str) -> None:
        for turn in range(TURNS):
            given = AnswerGiven(key=f"a-{who}-{turn}", entity="PRK", fact=FACT, answered="yes", text=f"{turn}")
            record_answer(getattr(cast, who), number, request=given)

    def weigh() -> None:
        for turn in range(TURNS):
            item = EvidenceAdded(key=f"e-{turn}", entity="PRK", fact=FACT, source=f"report-{turn}")
            add_evidence_item(cast.adjudicator, number, request=item)

    in_threads(
        lambda: tell("interviewer"),
        lambda: tell("outsider"),
        lambda: answer("interviewer"),
        lambda: answer("outsider"),
        weigh,
    )

    def look() -> tuple[list[int], set[str], int, int, int]:
        case = Case.objects.get(number=number)
        lines = InterviewLine.objects.filter(interview__case=case)
        told = set(lines.filter(kind="narrative").values_list("text", flat=True))
        entry = newest(case, ("PRK", FACT))
        versions = FactEntry.objects.filter(case=case).count()
        return (
            list(lines.values_list("number", flat=True)),
            told,
            versions,
            len(record_of(entry).evidence),
            case.version,
        )

    [(numbers, told, versions, items, writes)] = in_threads(look)
    assert numbers == list(range(1, 4 * TURNS + 1))
    assert told == {f"{who} {turn}" for who in ("interviewer", "outsider") for turn in range(TURNS)}
    assert versions == items == 3 * TURNS
    assert writes == 2 + 5 * TURNS  # planned, begun, and every save


@pytest.mark.usefixtures("shared_store")
def test_a_submit_that_arrives_twice_at_once_writes_once() -> None:
    [(cast, number)] = in_threads(opened)
    request = Telling(key="one-page", text="I was born in Hoeryong.")
    lines = in_threads(*[lambda: record_narrative(cast.interviewer, number, request=request)] * 4)
    assert {line.number for line in lines} == {1}
    assert in_threads(InterviewLine.objects.count) == [1]
