"""A source that was withdrawn is found and suggested nowhere; what rests on it stays, says so, and can be put back."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.casework.cast import Cast
from tests.casework.decisions import case_in_assessment
from tests.casework.interviews import case_in_interview
from tests.integration.casework.test_look_again import RISK, pinned, told
from tests.integration.casework.test_shelf import NEWS, hits, shelved, unguarded
from wellfounded.audit.models import Detail
from wellfounded.cases.actions import shelve_document as shelving
from wellfounded.cases.actions.decide_statement import (
    StatementDecided,
    StatementTied,
    decide_statement,
    tie_statement,
)
from wellfounded.cases.actions.export_shelf import export_shelf
from wellfounded.cases.actions.find_statements import find_statements
from wellfounded.cases.actions.put_back_source import SourcePutBack, put_back_source
from wellfounded.cases.actions.report_country import report_country
from wellfounded.cases.actions.shelve_document import read_document_anew, shelve_document
from wellfounded.cases.actions.tie_passage import PassageTied, tie_passage
from wellfounded.cases.actions.withdraw_source import SourceWithdrawn, withdraw_source
from wellfounded.cases.duties import Duty, cases_by_duty
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.finding_versions import finding_of, newest_finding, write_finding
from wellfounded.cases.look_again import Why
from wellfounded.cases.models import Case
from wellfounded.cases.shelf import gate_beside_case, shelf_gate
from wellfounded.evidence.statements.bearing import Described
from wellfounded.letters.brief.of_case import brief_of_case
from wellfounded.library.law_terms import criteria_bearing
from wellfounded.library.models import Shelf, ShelfDocument, ShelfStatement, Withdrawal
from wellfounded.library.office_shelf import OfficeShelf
from wellfounded.library.reading import passages_in, placed_ties
from wellfounded.web.shelf.board import board_on
from wellfounded.web.shelf.country_facts import countries_with_facts

TIE = PassageTied(quote="face torture", about="prk-returnees-tortured", direction="supports")
TORTURE = Described("torture_risk", "Torture on return", "Those sent back face torture.")


@pytest.fixture(autouse=True)
def _plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelving, "read_document", unguarded)


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_assessment(cast)


def withdraw(document: ShelfDocument, cast: Cast) -> Withdrawal:
    asked = SourceWithdrawn(reason="Its publisher took it back.")
    return withdraw_source(cast.adjudicator, document.source.pk, request=asked)


def put_back(document: ShelfDocument, cast: Cast) -> Withdrawal:
    asked = SourcePutBack(reason="It was printed anew.")
    return put_back_source(cast.reviewer, document.source.pk, request=asked)


def carried(cast: Cast) -> list[str]:
    gate = shelf_gate(cast.adjudicator)
    shelf = OfficeShelf(gate, criteria_bearing())
    found = [one.quote for one in shelf.pinned(TIE.about)]
    return found + [one.quote for one in shelf.suggested(TORTURE, until=None)]


def test_it_is_found_counted_and_suggested_nowhere_until_it_is_put_back(cast: Cast) -> None:
    document, other = shelved(cast.adjudicator), shelved(cast.adjudicator, NEWS)
    tie_passage(cast.adjudicator, document.pk, request=TIE)
    before, held = hits(cast.counsel, "torture"), carried(cast)
    assert any("camps" in one for one in before)
    assert any("camps" in one or one == TIE.quote for one in held)
    withdraw(document, cast)
    assert hits(cast.counsel, "torture") == [one for one in before if "camps" not in one]
    assert hits(cast.counsel, "torture", criteria=(TIE.about,)) == []
    assert TIE.quote not in carried(cast)
    assert not any("camps" in one for one in carried(cast))
    assert hits(cast.counsel, "tortured")  # the other source is as it was
    assert other.source.withdrawals.count() == 0
    put_back(document, cast)
    assert sorted(hits(cast.counsel, "torture")) == sorted(before)
    assert sorted(carried(cast)) == sorted(held)
    assert hits(cast.counsel, "torture", criteria=(TIE.about,))


def test_it_stays_readable_for_whoever_follows_a_pin(cast: Cast) -> None:
    document = shelved(cast.adjudicator)
    tie_passage(cast.adjudicator, document.pk, request=TIE)
    gate = shelf_gate(cast.counsel)
    before = [(one.text, one.first, one.criteria) for one in passages_in(document, gate)]
    withdraw(document, cast)
    assert [(one.text, one.first, one.criteria) for one in passages_in(document, gate)] == before
    assert placed_ties(document)[0].place is not None
    read_document_anew(cast.adjudicator, document.pk)  # it does not come back through another door
    assert hits(cast.counsel, "torture") == []
    assert len(passages_in(document, gate)) == len(before)


def test_a_withdrawn_source_of_a_restricted_shelf_is_still_not_there_for_others(cast: Cast) -> None:
    document = shelved(cast.adjudicator, shelf=Shelf.RESTRICTED)
    withdraw(document, cast)
    assert passages_in(document, shelf_gate(cast.reviewer))  # the control
    assert passages_in(document, shelf_gate(cast.counsel)) == []


def test_nothing_new_is_rested_on_it(case: Case, cast: Cast) -> None:
    document = shelved(cast.adjudicator, NEWS)
    find_statements(cast.adjudicator, document.pk)
    said = ShelfStatement.objects.earliest("pk")
    decide_statement(cast.adjudicator, said.pk, request=StatementDecided(standing="confirmed"))
    withdraw(document, cast)
    tied = StatementTied(about="torture_risk", direction="rebuts")
    for act in (
        lambda: tie_passage(cast.adjudicator, document.pk, request=TIE),
        lambda: pinned(case, cast, document, item="objective_risk"),
        lambda: shelve_document(cast.adjudicator, document.source.pk, content=b"More of it."),
        lambda: find_statements(cast.adjudicator, document.pk),
        lambda: tie_statement(cast.adjudicator, said.pk, request=tied),
        lambda: withdraw(document, cast),
    ):
        with pytest.raises(NotNow):
            act()
    put_back(document, cast)
    with pytest.raises(NotNow):
        put_back(document, cast)
    tie_statement(cast.adjudicator, said.pk, request=tied)
    pinned(case, cast, document, item="objective_risk")


def test_a_pin_stays_is_marked_and_is_to_be_looked_at_again_until_it_was(case: Case, cast: Cast) -> None:
    document = shelved(cast.adjudicator)
    pinned(case, cast, document, item="objective_risk")
    assert told(case, cast) == {}
    withdraw(document, cast)
    (reason,) = told(case, cast)[RISK]
    assert (reason.why, reason.place) == (Why.WITHDRAWN, ("PRK", "objective_risk"))
    assert reason.withdrawal is not None
    assert reason.pin is not None
    assert list(cases_by_duty(cast.adjudicator)[Duty.LOOK_AGAIN]) == [case]
    assert case.shelf_pins.count() == 1
    put_back(document, cast)
    assert told(case, cast) == {}
    assert not cases_by_duty(cast.adjudicator)[Duty.LOOK_AGAIN].exists()
    withdraw(document, cast)
    assert told(case, cast)
    entry = newest_finding(case, ("PRK", "objective_risk"))
    assert entry is not None
    write_finding(case, ("PRK", "objective_risk"), finding=finding_of(entry), by=cast.adjudicator)
    assert told(case, cast) == {}
    assert not cases_by_duty(cast.adjudicator)[Duty.LOOK_AGAIN].exists()


def test_a_country_fact_that_it_carried_is_told_and_stands_bare(case: Case, cast: Cast) -> None:
    document = shelved(cast.adjudicator)
    tied = PassageTied(quote="face torture", about="prk-interrogation", direction="supports")
    tie_passage(cast.adjudicator, document.pk, request=tied)
    assert told(case, cast) == {}

    def row() -> tuple[int, int, int]:
        (country,) = [
            one for one in countries_with_facts(cast.adjudicator, shelf_gate(cast.adjudicator)) if one.code == "PRK"
        ]
        (fact,) = [one for one in country.rows if one.fact.id == "prk-interrogation"]
        return len(fact.ties), len(fact.withdrawn), country.bare

    ties, gone, bare = row()
    assert (ties, gone) == (1, 0)
    withdraw(document, cast)
    assert row() == (0, 1, bare + 1)
    reasons = told(case, cast)[RISK]
    assert {(one.why, one.fact.id if one.fact else "") for one in reasons} == {(Why.WITHDRAWN, "prk-interrogation")}


def test_the_brief_of_a_case_says_so_beside_what_is_pinned_and_shows_nothing_else_of_it(cast: Cast) -> None:
    case = case_in_interview(cast)
    document = shelved(cast.adjudicator)
    pinned(case, cast, document, item="torture_risk")
    tie_passage(cast.adjudicator, document.pk, request=PassageTied(quote="sent back", about="torture_risk"))

    def torture() -> dict[str, str]:
        brief = brief_of_case(case, gate_beside_case(cast.adjudicator), language="en")
        (view,) = [one for one in brief.criteria if one.place == ("torture_risk", "PRK")]
        return {one.quote: one.standing for one in view.supports}

    before = torture()
    assert set(before) >= {"face torture", "sent back"}
    withdraw(document, cast)
    after = torture()
    assert set(after) == {"face torture"}
    assert after["face torture"].endswith("its source was withdrawn from the shelf since: look at it again")


def test_it_leaves_with_no_export_and_no_report_and_its_statements_are_not_suggested(cast: Cast) -> None:
    document = shelved(cast.adjudicator, NEWS)
    find_statements(cast.adjudicator, document.pk)
    for said in ShelfStatement.objects.all():
        decide_statement(cast.adjudicator, said.pk, request=StatementDecided(standing="confirmed"))
    one, other = ShelfStatement.objects.order_by("pk")
    tie_statement(cast.adjudicator, one.pk, request=StatementTied(about=TIE.about, direction="rebuts"))
    tie_statement(cast.adjudicator, other.pk, request=StatementTied(about="inclusion", direction="supports"))
    everything = ShelfStatement.objects.all()

    def left() -> tuple[int, int, int]:
        given = export_shelf(cast.adjudicator, "csv")
        report = report_country(cast.adjudicator, "PRK", kind="pdf")
        return len(given.records), len(given.statements), len(report.said)

    assert left() == (1, 2, 1)
    assert board_on("torture_risk", everything).suggested  # the control
    withdraw(document, cast)
    assert left() == (0, 0, 0)
    assert board_on("torture_risk", everything).suggested == []
    assert [placed.tie.statement for placed in board_on(TIE.about, everything).rebuts] == [one]  # what people tied


def test_a_reason_is_needed_and_only_those_who_judge_may(cast: Cast) -> None:
    document = shelved(cast.adjudicator)
    pk = document.source.pk
    for user in (cast.adjudicator, cast.reviewer):
        with pytest.raises(Invalid) as refused:
            withdraw_source(user, pk, request=SourceWithdrawn(reason=" \x00"))
        assert set(refused.value.fields) == {"reason"}
    for user in (cast.interviewer, cast.protection_officer, cast.counsel, cast.observer, cast.registrar):
        with pytest.raises(NotAllowed):
            withdraw_source(user, pk, request=SourceWithdrawn(reason="no"))
        with pytest.raises(NotAllowed):
            put_back_source(user, pk, request=SourcePutBack(reason="no"))
    with pytest.raises(NotFound):
        withdraw_source(cast.adjudicator, pk + 99, request=SourceWithdrawn(reason="no"))
    assert not Withdrawal.objects.exists()
    withdraw(document, cast)
    with pytest.raises(Invalid):
        put_back_source(cast.adjudicator, pk, request=SourcePutBack())
    put_back(document, cast)
    told = list(Detail.objects.order_by("entry").values_list("event", "subject"))
    label = document.source.label
    assert told[-2:] == [("library:source:withdrawn", label), ("library:source:put_back", label)]


def test_the_store_refuses_what_nobody_did(cast: Cast) -> None:
    document = shelved(cast.adjudicator)
    made = withdraw(document, cast)
    for wrong in ({"reason": ""}, {"put_back_by": cast.reviewer}, {"put_back_reason": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Withdrawal.objects.filter(pk=made.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.create(source=document.source, reason="again", by=cast.reviewer)
