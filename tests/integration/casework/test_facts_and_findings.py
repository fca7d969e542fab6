"""Facts found by a person, evidence, human findings, countries, and the closing of the record."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.interviews import FACT, answered, case_in_interview, end_and_read_back, fact_of, prepared_case
from wellfounded.cases.actions.add_country import CountryAdded, add_country
from wellfounded.cases.actions.add_evidence_item import EvidenceAdded, add_evidence_item
from wellfounded.cases.actions.add_route import RouteAdded, add_route
from wellfounded.cases.actions.close_record import Closing, close_record
from wellfounded.cases.actions.declare_all_points_put import AllPointsPut, declare_all_points_put
from wellfounded.cases.actions.make_finding import FindingMade, make_finding
from wellfounded.cases.actions.mark_destination import Destination, mark_destination
from wellfounded.cases.actions.put_point import Point, put_point
from wellfounded.cases.actions.record_reply import Reply, record_reply
from wellfounded.cases.actions.reopen_record import Reopening, reopen_record
from wellfounded.cases.actions.set_fact import FactFound, set_fact
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow, Stale
from wellfounded.cases.fact_versions import record_of
from wellfounded.cases.finding_versions import finding_from, finding_of
from wellfounded.cases.law_case import law_case_of
from wellfounded.cases.models import Case, CaseCountry, CaseRoute, FactEntry, FindingEntry, RecordHead
from wellfounded.cases.screening import points_to_put, screen
from wellfounded.law.case_file import Direction, FactState, Weight
from wellfounded.law.errors import CaseError


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_interview(cast)


def wrong(call: Callable[[], Any]) -> set[str]:
    """The fields for which a call is refused."""
    with pytest.raises(Invalid) as refused:
        call()
    return set(refused.value.fields)


def found(cast: Cast, case: Case, *, state: str = "established", **fields: Any) -> FactEntry:
    given = {"entity": "PRK", "fact": FACT, "reason": "Told in detail"} | fields
    return set_fact(cast.adjudicator, case.number, request=FactFound(state=state, **given))


def finding(cast: Cast, case: Case, *, word: str = "established", **fields: Any) -> FindingEntry:
    given = {"entity": "PRK", "criterion": "objective_risk", "reason": "Weighed together"} | fields
    return make_finding(cast.adjudicator, case.number, request=FindingMade(word=word, **given))


def test_a_person_finds_a_fact_with_a_reason(cast: Cast, case: Case) -> None:
    answered(cast, case, word="yes")
    entry = found(cast, case, seen=1)
    record = record_of(entry)
    assert (entry.version, entry.state, entry.by) == (2, "established", cast.adjudicator)
    assert (record.act.by, record.act.on, record.act.reason) == ("adjudicator", timezone.localdate(), "Told in detail")
    assert (record.answered, len(record.evidence)) == ("yes", 1)
    assert law_case_of(case).countries["PRK"].facts[FACT] == record


def test_what_is_left_empty_stays(cast: Cast, case: Case) -> None:
    credibility = {"result": "accepted", "indicators": [{"indicator": "detail", "rests_on": "line 4"}]}
    first = {"fact": "departure_date", "value": "1998", "benefit_of_doubt": "Years ago", "credibility": credibility}
    found(cast, case, state="possible", **first)
    entry = found(cast, case, state="possible", fact="departure_date", seen=1, reason="The same")
    record = record_of(entry)
    assert (str(record.value), record.act.reason) == ("1998", "The same")
    assert record.benefit_of_doubt is not None
    assert record.benefit_of_doubt.reason == "Years ago"
    assert record.credibility is not None
    assert (record.credibility.by, record.credibility.indicators[0].kind) == ("adjudicator", "detail")
    settled = record_of(found(cast, case, state="established", fact="departure_date", seen=2))
    assert settled.benefit_of_doubt is None


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"state": ""}, {"state"}),
        ({"state": "perhaps", "reason": " "}, {"state", "reason"}),
        ({"fact": "nothing"}, {"fact"}),
        ({"entity": "person"}, {"entity"}),
        ({"entity": "PRK>CHN", "fact": "onward_removal_real"}, {"entity"}),
        ({"benefit_of_doubt": "x"}, {"benefit_of_doubt"}),
        ({"fact": "departure_date"}, {"state"}),
        ({"fact": "departure_date", "value": "long ago"}, {"value"}),
        ({"credibility": {"result": "fine", "distorting": ["mood"]}}, {"credibility.result", "credibility.distorting"}),
        ({"fact": "departure_date", "value": "x", "credibility": {"result": "fine"}}, {"value", "credibility.result"}),
    ],
)
def test_a_fact_that_cannot_be_used_is_refused(
    cast: Cast, case: Case, fields: dict[str, Any], refused: set[str]
) -> None:
    assert wrong(lambda: found(cast, case, **fields)) == refused
    assert not FactEntry.objects.exists()


def test_whoever_was_slower_sees_both_texts(cast: Cast, case: Case) -> None:
    found(cast, case, reason="The first")
    with pytest.raises(Stale) as stale:
        found(cast, case, state="refuted", reason="The second")
    assert (stale.value.theirs["reason"], stale.value.mine["reason"]) == ("The first", "The second")
    with pytest.raises(Stale) as early:
        found(cast, case, fact="fears_return", seen=3)
    assert early.value.theirs == {}
    assert fact_of(case).version == 1


def test_evidence_stands_beside_what_stands(cast: Cast, case: Case) -> None:
    line = answered(cast, case, word="yes")
    items = [
        EvidenceAdded(entity="PRK", fact=FACT, line=line.number, weight="strong", note="Repeated twice"),
        EvidenceAdded(
            entity="PRK",
            fact=FACT,
            source="report-7",
            at="page 3",
            on=date(2020, 5, 1),
            direction="rebuts",
            kind="country_information",
        ),
    ]
    for item in items:
        add_evidence_item(cast.adjudicator, case.number, request=item)
    said, pinned, report = record_of(fact_of(case)).evidence
    assert (said.at, pinned.source, pinned.at, pinned.weight) == ("line 2", "interview-1", "line 2", Weight.STRONG)
    assert (report.source, report.on, report.direction) == ("report-7", date(2020, 5, 1), Direction.REBUTS)
    assert record_of(fact_of(case)).state is FactState.UNKNOWN


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({}, {"source"}),
        ({"source": "x", "fact": "nothing"}, {"fact"}),
        ({"line": 9}, {"line"}),
        ({"source": "x", "weight": "heavy"}, {"evidence.0.weight"}),
    ],
)
def test_evidence_that_cannot_be_used_is_refused(
    cast: Cast, case: Case, fields: dict[str, Any], refused: set[str]
) -> None:
    given = {"entity": "PRK", "fact": FACT} | fields
    request = EvidenceAdded(**given)
    assert wrong(lambda: add_evidence_item(cast.adjudicator, case.number, request=request)) == refused


def test_a_person_finds_a_criterion(cast: Cast, case: Case) -> None:
    entry = finding(cast, case, rests_on=("interview-1 line 4", " "), standard="reasonable_possibility")
    again = finding(cast, case, word="left_open", seen=1, reason="More is needed")
    first, second = finding_of(entry), finding_of(again)
    assert (first.rests_on, second.rests_on, second.act.reason) == (
        ("interview-1 line 4",),
        ("interview-1 line 4",),
        "More is needed",
    )
    assert (first.standard, second.standard) == ("reasonable_possibility", "reasonable_possibility")
    assert law_case_of(case).countries["PRK"].findings["objective_risk"] == second


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"word": ""}, {"word"}),
        ({"word": "surely", "reason": ""}, {"word", "reason"}),
        ({"criterion": "nothing"}, {"criterion"}),
        ({"entity": "person"}, {"entity"}),
        ({"standard": "beyond everything"}, {"standard"}),
    ],
)
def test_a_finding_that_cannot_be_used_is_refused(
    cast: Cast, case: Case, fields: dict[str, Any], refused: set[str]
) -> None:
    assert wrong(lambda: finding(cast, case, **fields)) == refused


def test_a_finding_of_which_somebody_else_was_faster_shows_both(cast: Cast, case: Case) -> None:
    finding(cast, case)
    with pytest.raises(Stale) as stale:
        finding(cast, case, word="not_established", reason="Mine")
    assert (stale.value.theirs["finding"], stale.value.mine["reason"]) == ("established", "Mine")
    with pytest.raises(Stale) as early:
        finding(cast, case, criterion="persecution", seen=2)
    assert early.value.theirs == {}


def test_a_broken_finding_is_never_read_as_none() -> None:
    with pytest.raises(CaseError):
        finding_from({"finding": "surely", "by": "x", "reason": "y"})


def put_and_reply(cast: Cast, case: Case, *, item: str, silent: bool = False) -> None:
    point = put_point(cast.interviewer, case.number, request=Point(entity="PRK", item=item, text="Why?"))
    reply = Reply(point=point.number, text="Because they know my name", silent=silent)
    record_reply(cast.interviewer, case.number, request=reply)


@pytest.mark.parametrize("first", ["put", "found"])
def test_a_finding_counts_as_put_whichever_came_first(cast: Cast, case: Case, first: str) -> None:
    if first == "put":
        put_and_reply(cast, case, item="objective_risk")
    finding(cast, case, word="not_established")
    if first == "found":
        put_and_reply(cast, case, item="objective_risk")
    entry = FindingEntry.objects.order_by("version").last()
    assert entry is not None
    said = finding_of(entry).put
    assert said is not None
    assert (said.by, said.reply) == ("interviewer", "Because they know my name")
    kept = finding_of(finding(cast, case, word="not_established", seen=entry.version))
    assert kept.put == said


def test_silence_puts_no_finding(cast: Cast, case: Case) -> None:
    finding(cast, case, word="not_established")
    put_and_reply(cast, case, item="objective_risk", silent=True)
    assert FindingEntry.objects.count() == 1


def test_countries_ways_and_destinations(cast: Cast, case: Case) -> None:
    def country(**fields: Any) -> CaseCountry:
        return add_country(cast.adjudicator, case.number, request=CountryAdded(**fields))

    country(code="chn", former_residence=True)
    assert country(code="CHN", destination=True).former_residence
    add_route(cast.adjudicator, case.number, request=RouteAdded(start="CHN", end="PRK"))
    law_case = law_case_of(case)
    assert law_case.countries["CHN"].links == {"former_residence"}
    assert law_case.countries["CHN"].destination
    assert set(law_case.countries["CHN"].routes) == {"PRK"}
    found(cast, case, entity="CHN>PRK", fact="onward_removal_real")
    assert "CHN>PRK" in dict(law_case_of(case).entities())
    assert wrong(lambda: country(code="XYZ")) == {"code"}


def test_ways_that_lead_nowhere_or_in_a_circle_are_refused(cast: Cast, case: Case) -> None:
    def route(start: str, end: str) -> CaseRoute:
        return add_route(cast.adjudicator, case.number, request=RouteAdded(start=start, end=end))

    add_country(cast.adjudicator, case.number, request=CountryAdded(code="CHN"))
    route("CHN", "PRK")
    assert wrong(lambda: route("PRK", "CHN")) == {"end"}
    assert wrong(lambda: route("PRK", "PRK")) == {"end"}
    assert wrong(lambda: route("KOR", "JPN")) == {"start", "end"}
    assert CaseRoute.objects.count() == 1
    FactEntry.objects.create(
        case=case, entity="PRK", fact="gone", version=1, record={"state": "unknown"}, state="unknown", by=cast.registrar
    )
    with pytest.raises(CaseError, match="gone"):
        route("CHN", "PRK")


def test_a_destination_is_taken_away_only_with_a_reason(cast: Cast, case: Case) -> None:
    def mark(**fields: Any) -> CaseCountry:
        return mark_destination(cast.adjudicator, case.number, request=Destination(code="PRK", **fields))

    assert wrong(lambda: mark(destination=False)) == {"reason"}
    assert not mark(destination=False, reason="A mistake").destination
    assert mark().destination
    request = Destination(code="KOR")
    assert wrong(lambda: mark_destination(cast.adjudicator, case.number, request=request)) == {"code"}


def close(cast: Cast, case: Case, **fields: Any) -> Case:
    return close_record(cast.adjudicator, case.number, request=Closing(**fields))


def test_the_record_is_closed_by_a_person_and_re_opened_with_a_reason(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow, match="going on"):
        close(cast, case)
    end_and_read_back(cast, case)
    assert close(cast, case).state == "assessment"
    closing = law_case_of(Case.objects.get(pk=case.pk)).closing
    assert closing is not None
    assert closing.by == "adjudicator"
    with pytest.raises(NotNow):
        found(cast, case)
    assert finding(cast, case).version == 1  # a person finds what closing leaves open
    declare_all_points_put(cast.adjudicator, case.number, request=AllPointsPut(reason="In the interview"))
    with pytest.raises(NotNow):
        close(cast, case)
    assert wrong(lambda: reopen_record(cast.adjudicator, case.number, request=Reopening())) == {"reason"}
    opened = reopen_record(cast.adjudicator, case.number, request=Reopening(reason="A letter came"))
    assert (opened.record_closed_at, opened.all_points_put_at) == (None, None)
    with pytest.raises(NotNow):
        reopen_record(cast.adjudicator, case.number, request=Reopening(reason="Again"))


def test_closing_waits_for_what_was_not_put(cast: Cast, case: Case) -> None:
    finding(cast, case, word="not_established")
    end_and_read_back(cast, case)
    assert [point.slot for point in points_to_put(screen(case))] == [("PRK", "objective_risk")]
    with pytest.raises(NotNow, match="still to be put"):
        close(cast, case)
    assert wrong(lambda: declare(cast, case, reason="")) == {"reason"}
    declare(cast, case)
    assert close(cast, case).record_closed_by == cast.adjudicator


def declare(cast: Cast, case: Case, *, reason: str = "Lines 20 to 31") -> Case:
    return declare_all_points_put(cast.adjudicator, case.number, request=AllPointsPut(reason=reason))


@pytest.mark.parametrize("write", [found, finding])
def test_the_next_fact_or_finding_ends_the_declaration(
    cast: Cast, case: Case, write: Callable[[Cast, Case], object]
) -> None:
    assert declare(cast, case).all_points_put_by == cast.adjudicator
    write(cast, case)
    case.refresh_from_db()
    assert (case.all_points_put_by, case.all_points_put_reason) == (None, "")


def test_closing_waits_for_answers_that_nobody_has_looked_at(cast: Cast, case: Case) -> None:
    answered(cast, case, word="yes")
    end_and_read_back(cast, case)
    assert wrong(lambda: close(cast, case)) == {"answers_left_reason"}
    assert close(cast, case, answers_left_reason="Not material").record_closed_at is not None


def test_a_digest_is_never_closed(cast: Cast) -> None:
    case = prepared_case(cast, state="assessment")
    RecordHead.objects.create(case=case, digest=True)
    with pytest.raises(NotNow, match="digest"):
        close(cast, case)


def test_a_closing_of_an_imported_file_gives_way_to_ours(cast: Cast) -> None:
    case = prepared_case(cast, state="assessment", record_closed_by=cast.registrar, record_closed_at=timezone.now())
    RecordHead.objects.create(case=case, closed_on=date(2020, 1, 1), closed_by="adjudicator-7")
    reopen_record(cast.adjudicator, case.number, request=Reopening(reason="A letter came"))
    close(cast, case)
    closing = law_case_of(Case.objects.get(pk=case.pk)).closing
    assert closing is not None
    assert closing.by == "adjudicator"


def every_write() -> list[Callable[[Any, str], Any]]:
    return [
        lambda user, number: set_fact(user, number, request=FactFound()),
        lambda user, number: add_evidence_item(user, number, request=EvidenceAdded()),
        lambda user, number: make_finding(user, number, request=FindingMade()),
        lambda user, number: add_country(user, number, request=CountryAdded()),
        lambda user, number: add_route(user, number, request=RouteAdded()),
        lambda user, number: mark_destination(user, number, request=Destination()),
        lambda user, number: close_record(user, number, request=Closing()),
        lambda user, number: reopen_record(user, number, request=Reopening()),
        lambda user, number: declare_all_points_put(user, number, request=AllPointsPut()),
    ]


@pytest.mark.parametrize("who", ["registrar", "counsel", "interpreter", "observer", "reviewer", "protection_officer"])
def test_only_who_assesses_the_case_writes_its_assessment(cast: Cast, case: Case, who: str) -> None:
    for write in every_write():
        with pytest.raises(NotAllowed):
            write(getattr(cast, who), case.number)
        with pytest.raises(NotFound):
            write(cast.outsider, case.number)


@pytest.mark.parametrize("state", ["registered", "review", "decision", "decided", "served", "appeal", "closed"])
def test_nothing_is_found_in_other_states(cast: Cast, state: str) -> None:
    case = prepared_case(cast, state=state)
    writes = every_write()
    for write in writes[:3] + ([] if state == "registered" else writes[3:6]) + writes[6:]:
        with pytest.raises(NotNow):
            write(cast.adjudicator, case.number)


def test_the_store_refuses_a_finding_that_nobody_can_make(cast: Cast, case: Case) -> None:
    with pytest.raises(IntegrityError):
        FindingEntry.objects.create(
            case=case, entity="PRK", criterion="persecution", version=1, record={}, word="surely", by=cast.adjudicator
        )
