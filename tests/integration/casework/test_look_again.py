"""What a finding rests on and that aged or changed since is told beside that finding, and beside no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.casework.cast import Cast
from tests.casework.decisions import case_in_assessment
from tests.integration.casework.test_shelf import REPORT, shelved, unguarded
from wellfounded.cases.actions import shelve_document as shelving
from wellfounded.cases.actions.judge_source import SourceJudged, judge_source
from wellfounded.cases.actions.pin_from_shelf import ShelfPinned, pin_from_shelf
from wellfounded.cases.actions.tie_passage import PassageTied, tie_passage
from wellfounded.cases.duties import Duty, cases_by_duty
from wellfounded.cases.fact_versions import newest, record_of, write_fact
from wellfounded.cases.finding_versions import finding_of, newest_finding, write_finding
from wellfounded.cases.look_again import LookAgain, Why, look_again
from wellfounded.cases.models import Case
from wellfounded.cases.screening import screen
from wellfounded.cases.shelf import gate_beside_case
from wellfounded.law.assess import Key
from wellfounded.law.library import load_library
from wellfounded.library.models import DocumentText, Shelf, ShelfDocument

KNOWN = load_library().country_fact("prk-interrogation")
RISK = ("objective_risk", "PRK")
SEVERELY = ("PRK", "exit_punished_severely")
LONG_AFTER = date(2040, 1, 1)
Told = dict[Key, tuple[LookAgain, ...]]


@pytest.fixture(autouse=True)
def _plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelving, "read_document", unguarded)


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_assessment(cast)


def told(case: Case, cast: Cast, *, on: date | None = None, who: str = "adjudicator") -> Told:
    """On a day; without one, on a day on which no country fact is due."""
    assessment = screen(case)
    facts = assessment.law.library.country_facts
    young = min(fact.review_after for fact in facts if fact.review_after is not None)
    assessment = replace(assessment, case=replace(assessment.case, decision=on or young))
    gate = gate_beside_case(getattr(cast, who))
    return look_again(case, assessment, findings=assessment.findings.values(), gate=gate)


def judge(document: ShelfDocument, cast: Cast, *, grade: str = "poor") -> None:
    asked = SourceJudged(standard="reliability", grade=grade, reason="Its publisher withdrew it.")
    judge_source(cast.adjudicator, document.source.pk, request=asked)


def pinned(case: Case, cast: Cast, document: ShelfDocument, *, item: str) -> None:
    asked = ShelfPinned(document=document.pk, quote="face torture", entity="PRK", item=item)
    pin_from_shelf(cast.adjudicator, case.number, request=asked)


def test_a_fact_past_its_day_is_told_at_each_finding_that_names_it_or_a_fact_with_it(case: Case, cast: Cast) -> None:
    found = told(case, cast, on=LONG_AFTER)
    itself, *through = [one for one in found[RISK] if one.fact == KNOWN]
    assert (itself.why, itself.place) == (Why.DUE, ("PRK", "objective_risk"))
    assert {one.why for one in through} <= {Why.DUE}
    assert all(
        one.fact is not None and one.fact.due_for_review(LONG_AFTER) for those in found.values() for one in those
    )
    by_fact = [one for those in found.values() for one in those if one.place == ("PRK", "exit_is_crime")]
    assert {one.fact.id for one in by_fact if one.fact} == {"prk-exit-ban"}


def test_before_that_day_nothing_is_told(case: Case, cast: Cast) -> None:
    assert told(case, cast) == {}


def test_a_source_judged_since_it_was_pinned_is_told_until_the_finding_is_saved_again(case: Case, cast: Cast) -> None:
    document = shelved(cast.adjudicator)
    judge(document, cast)
    pinned(case, cast, document, item="objective_risk")
    assert told(case, cast) == {}  # it was known when the words were pinned
    assert not cases_by_duty(cast.adjudicator)[Duty.LOOK_AGAIN].exists()
    judge(document, cast, grade="good")
    judge(document, cast)
    (reason,) = told(case, cast)[RISK]
    assert list(cases_by_duty(cast.adjudicator)[Duty.LOOK_AGAIN]) == [case]
    assert Duty.LOOK_AGAIN not in cases_by_duty(cast.interviewer)
    assert (reason.why, reason.place) == (Why.JUDGED, ("PRK", "objective_risk"))
    assert reason.judgement is not None
    assert (reason.judgement.grade, reason.judgement.reason) == ("poor", "Its publisher withdrew it.")
    entry = newest_finding(case, ("PRK", "objective_risk"))
    assert entry is not None
    write_finding(case, ("PRK", "objective_risk"), finding=finding_of(entry), by=cast.adjudicator)
    assert told(case, cast) == {}
    assert not cases_by_duty(cast.adjudicator)[Duty.LOOK_AGAIN].exists()


def test_a_source_behind_a_fact_is_told_at_the_findings_that_look_at_the_fact(case: Case, cast: Cast) -> None:
    Case.objects.filter(pk=case.pk).update(record_closed_at=None, record_closed_by=None)
    document = shelved(cast.adjudicator)
    pinned(case, cast, document, item=SEVERELY[1])
    judge(document, cast)
    found = told(case, cast)
    assert RISK in found
    assert {one.place for those in found.values() for one in those} == {SEVERELY}
    assert all(len(those) == 1 for those in found.values())  # the pin, and not its item of evidence once more
    assert list(cases_by_duty(cast.adjudicator)[Duty.LOOK_AGAIN]) == [case]
    held = record_of(newest(case, SEVERELY))
    write_fact(case, SEVERELY, record=held, by=cast.adjudicator)
    assert told(case, cast) == {}
    assert not cases_by_duty(cast.adjudicator)[Duty.LOOK_AGAIN].exists()


def test_a_source_that_carries_a_country_fact_is_told_with_the_fact(case: Case, cast: Cast) -> None:
    assert KNOWN is not None
    document = shelved(cast.adjudicator)
    tied = PassageTied(quote="face torture", about=KNOWN.id, direction="supports")
    tie_passage(cast.adjudicator, document.pk, request=tied)
    assert told(case, cast) == {}
    judge(document, cast)
    reasons = told(case, cast)[RISK]
    assert {(one.why, one.fact) for one in reasons} == {(Why.JUDGED, KNOWN)}


def test_words_that_are_gone_from_a_text_taken_anew_are_told(case: Case, cast: Cast) -> None:
    document = shelved(cast.adjudicator)
    pinned(case, cast, document, item="objective_risk")
    DocumentText.objects.create(document=document, text=REPORT.decode(), method="another")
    assert told(case, cast) == {}  # the words are there still
    gone = DocumentText.objects.create(document=document, text="Nothing of it.", method="a third")
    DocumentText.objects.filter(pk=gone.pk).update(taken_at=gone.taken_at + timedelta(days=1))
    (reason,) = told(case, cast)[RISK]
    assert (reason.why, reason.pin.quote if reason.pin else "") == (Why.LOST, "face torture")


def test_nothing_is_told_of_a_source_that_the_reader_may_not_see_nor_in_another_case(case: Case, cast: Cast) -> None:
    document = shelved(cast.adjudicator, shelf=Shelf.RESTRICTED)
    pinned(case, cast, document, item="objective_risk")
    judge(document, cast)
    assert told(case, cast)  # the control
    assert told(case, cast, who="counsel") == {}
    assert told(case_in_assessment(cast), cast) == {}


def test_whoever_left_has_no_duties_any_more(case: Case, cast: Cast) -> None:
    assert list(cases_by_duty(cast.adjudicator)[Duty.ASSESS]) == [case]
    cast.adjudicator.is_active = False
    assert not any(waiting.exists() for waiting in cases_by_duty(cast.adjudicator).values())
