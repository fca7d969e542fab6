"""Every remark with a case that calls for it, and one, as near as can be, that does not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.cast import beaten_walker, heard_fugitive
from tests.factories import PUT, blank, closed, day, found, holding, judged, law_of, real, record
from wellfounded.law.assess import Assessment
from wellfounded.law.case_file import (
    Act,
    Answer,
    Case,
    Credibility,
    Direction,
    Evidence,
    FactRecord,
    FactState,
    Indicator,
    Weight,
)
from wellfounded.law.credibility import material_facts
from wellfounded.law.remark import GRAVE, MENDS, NOTES, Remark, RemarkCode, Severity
from wellfounded.law.review import CHECKS, ECONOMIC, Ground, review

C = RemarkCode
REASONED = Act("adjudicator-1", None, "Fits the other papers")


def assessed(case: Case) -> Assessment:
    library = real() if case.profile == "unhcr" else None
    law = law_of(case.profile, claim=case.claim, decision=case.decision, library=library)
    return judged(case, law=law)


def remarks(case: Case, code: RemarkCode) -> list[Remark]:
    return [remark for remark in review(assessed(case)) if remark.code is code]


def tiny(entries: dict[str, Any], *, all_put: bool = False) -> Case:
    return holding(blank(all_put=all_put), entries)


def shipped(entries: dict[str, Any], *, refused: bool = False) -> Case:
    """A case under the law that is shipped; `refused` proposes to refuse status."""
    proposal = {"person.refugee_status": found("not_established put")} if refused else {}
    return holding(blank("unhcr"), {**entries, **proposal})


def doubted(state: str, *against: str, distorting: tuple[str, ...] = (), act: Act = REASONED, put: bool = True) -> Any:
    """A fact whose credibility was assessed: not accepted when refuted, else accepted, by these indicators."""
    result = "not_accepted" if state == "refuted" else "accepted"
    side = Direction.REBUTS if state == "refuted" else Direction.SUPPORTS
    credibility = Credibility(result, tuple(Indicator(kind, side) for kind in against), distorting)
    return FactRecord(FactState(state), act=act, put=PUT if put else None, credibility=credibility)


def weighed(*sides: Direction, act: Act = REASONED, state: str = "established", **how: Any) -> FactRecord:
    """A fact with evidence on these sides."""
    evidence = tuple(Evidence("report", direction=side, **how) for side in sides)
    return FactRecord(FactState(state), act=act, put=PUT, evidence=evidence)


def coi(on: date | None, *, direction: Direction = Direction.REBUTS, kind: str = "country_information") -> Case:
    held = weighed(direction, on=on, kind=kind)
    return tiny({"person.departure_date": record("established", day("2010-05-02")), "person.serious_crime": held})


BOTH = (Direction.SUPPORTS, Direction.REBUTS)
UNHARMED = {"AAA.beaten": "refuted put", "AAA.detained": "refuted put"}
PLACE = {"AAA.alternative_named": "established", "AAA.alternative_put_to_person": "established"}
HIDEOUT = {"AAA.alternative_reasonable": found("established put")}
DISLOYAL = {"AAA.exit_seen_as_disloyalty": "possible"}
HUNGRY = {"person.motives": record("established", ("hunger", "family"))}
FAITHFUL = {"person.motives": record("established", ("hunger", "religion"))}
CRIME = {"person.exclusion": found("established")}
STANDARD = replace(found("established put"), standard="likely")
BEFORE, AFTER = date(2009, 1, 1), date(2011, 1, 1)
PENDING = replace(blank("north"), claim=date(2008, 1, 1))

CALLED_FOR: dict[RemarkCode, Case] = {
    C.CONTRADICTORY: tiny({**UNHARMED, "AAA.harm": found("established")}),
    C.CONCLUDED_TOO_EARLY: tiny({"AAA.harm": found("established")}),
    C.NOT_PUT: holding(beaten_walker(), {"person.serious_crime": "established"}),
    C.PLACE_NOT_NAMED: shipped(HIDEOUT),
    C.GROUND_LEFT_OUT: shipped(DISLOYAL, refused=True),
    C.MOTIVE_ALONE: shipped(HUNGRY, refused=True),
    C.COUNTRY_FACT_DUE: replace(blank(), decision=date(2015, 1, 2)),
    C.WRONG_STANDARD: tiny({"AAA.risk_is_real": STANDARD}),
    C.EXCLUSION_NOT_HEARD: tiny(CRIME),
    C.ANSWERS_NOT_FOUND: tiny({"AAA.beaten": FactRecord(answered=Answer.YES)}),
    C.CONTEST_UNRESOLVED: tiny({"AAA.beaten": weighed(*BOTH, act=Act())}),
    C.LEFT_INCOMPLETE: closed(blank()),
    C.TRANSITION_UNREAD: PENDING,
    C.NOT_MATERIAL: tiny({"person.own_words": doubted("established", "detail")}),
    C.NO_INDICATOR: tiny({"AAA.beaten": doubted("established")}),
    C.REJECTED_UNPUT: tiny({"AAA.beaten": doubted("refuted", "detail", put=False)}),
    C.PLAUSIBILITY_ALONE: tiny({"AAA.beaten": doubted("refuted", "plausibility")}),
    C.DISTORTION_IGNORED: tiny({"AAA.beaten": doubted("refuted", "detail", distorting=("trauma",), act=Act())}),
    C.RESULT_AND_STATE_DIFFER: tiny({"AAA.beaten": replace(doubted("established", "detail"), state=FactState.REFUTED)}),
    C.OLDER_THAN_THE_EVENT: coi(BEFORE),
}
GOALS = ("person.status", "person.leave", "person.either_way", "AAA.no_return", "BBB.no_return")
DECIDED_AND_CLOSED = closed(tiny(dict.fromkeys(GOALS, found("conceded"))))
NOT_CALLED_FOR: dict[RemarkCode, list[Case]] = {
    C.CONTRADICTORY: [
        tiny({**UNHARMED, "AAA.harm": found("not_established")}),
        tiny({**UNHARMED, "AAA.harm": found("left_open")}),
        tiny({"AAA.risk_is_real": found("not_established put")}),
        tiny(UNHARMED),
    ],
    C.CONCLUDED_TOO_EARLY: [tiny({"AAA.harm": found("left_open")}), tiny({"AAA.risk_is_real": found("established")})],
    C.NOT_PUT: [heard_fugitive(), tiny({"AAA.harm": found("established")}), tiny({"AAA.beaten": "refuted"})],
    C.PLACE_NOT_NAMED: [
        shipped({**HIDEOUT, **PLACE}),
        shipped({"AAA.agent_local_reach_only": "established put"}),
    ],
    C.GROUND_LEFT_OUT: [
        shipped(DISLOYAL),
        shipped({"AAA.exit_seen_as_disloyalty": "unknown"}, refused=True),
        shipped({**DISLOYAL, "AAA.reason_political_opinion": found("left_open")}, refused=True),
        shipped({"AAA.exit_seen_as_disloyalty": "established"}, refused=True),
    ],
    C.MOTIVE_ALONE: [
        shipped(HUNGRY),
        shipped(FAITHFUL, refused=True),
        shipped({}, refused=True),
        shipped({"person.motives": "contradicted"}, refused=True),
    ],
    C.COUNTRY_FACT_DUE: [replace(blank(), decision=date(2015, 1, 1))],
    C.WRONG_STANDARD: [
        tiny({"AAA.risk_is_real": replace(STANDARD, standard="chance")}),
        tiny({"AAA.risk_is_real": found("established put")}),
        tiny({"person.exclusion": STANDARD}),
    ],
    C.EXCLUSION_NOT_HEARD: [
        tiny({"person.exclusion": found("established put")}),
        tiny(CRIME, all_put=True),
        tiny({"person.exclusion": found("not_established")}),
        tiny({"AAA.risk_is_real": found("established")}),
    ],
    C.ANSWERS_NOT_FOUND: [
        tiny({"AAA.beaten": FactRecord(FactState.ESTABLISHED, answered=Answer.YES)}),
        tiny({"AAA.beaten": FactRecord(answered=Answer.WONT_SAY)}),
        tiny({"AAA.beaten": FactRecord()}),
    ],
    C.CONTEST_UNRESOLVED: [
        tiny({"AAA.beaten": weighed(*BOTH)}),
        tiny({"AAA.beaten": weighed(*BOTH, act=Act(), state="contradicted")}),
        tiny({"AAA.beaten": weighed(*BOTH, act=Act(), weight=Weight.WEAK)}),
        tiny({"AAA.beaten": weighed(Direction.REBUTS, act=Act())}),
    ],
    C.LEFT_INCOMPLETE: [blank(), DECIDED_AND_CLOSED],
    C.TRANSITION_UNREAD: [blank("north"), blank()],
    C.NOT_MATERIAL: [
        tiny({"AAA.beaten": doubted("established", "detail")}),
        tiny({"person.own_words": "unknown"}),
    ],
    C.NO_INDICATOR: [tiny({"AAA.beaten": doubted("established", "detail")}), tiny({"AAA.beaten": "established"})],
    C.REJECTED_UNPUT: [
        tiny({"AAA.beaten": doubted("refuted", "detail")}),
        tiny({"AAA.beaten": doubted("refuted", "detail", put=False)}, all_put=True),
        tiny({"AAA.beaten": doubted("established", "detail", put=False)}),
    ],
    C.PLAUSIBILITY_ALONE: [
        tiny({"AAA.beaten": doubted("refuted", "plausibility", "detail")}),
        tiny({"AAA.beaten": doubted("refuted")}),
        tiny({"AAA.beaten": doubted("established", "plausibility")}),
    ],
    C.DISTORTION_IGNORED: [
        tiny({"AAA.beaten": doubted("refuted", "detail", distorting=("trauma",))}),
        tiny({"AAA.beaten": doubted("refuted", "detail", act=Act())}),
        tiny({"AAA.beaten": doubted("established", "detail", distorting=("trauma",), act=Act())}),
    ],
    C.RESULT_AND_STATE_DIFFER: [
        tiny({"AAA.beaten": doubted("possible", "detail")}),
        tiny({"AAA.beaten": doubted("refuted", "detail")}),
        tiny({"AAA.beaten": FactRecord(FactState.UNKNOWN, credibility=Credibility())}),
    ],
    C.OLDER_THAN_THE_EVENT: [
        coi(AFTER),
        coi(None),
        coi(BEFORE, direction=Direction.SUPPORTS),
        coi(BEFORE, kind="document"),
        tiny({"person.serious_crime": weighed(Direction.REBUTS, on=BEFORE, kind="country_information")}),
        tiny({"person.departure_date": "unknown"}),
    ],
}


@pytest.mark.parametrize("code", RemarkCode, ids=lambda code: code.name)
def test_a_remark_is_made_where_it_is_called_for(code: RemarkCode) -> None:
    made = remarks(CALLED_FOR[code], code)
    assert made
    assert all(remark.message.endswith((".", "…")) for remark in made)


@pytest.mark.parametrize(
    ("code", "case"),
    [
        pytest.param(code, case, id=f"{code.name}-{n}")
        for code, them in NOT_CALLED_FOR.items()
        for n, case in enumerate(them)
    ],
)
def test_a_remark_is_not_made_where_it_is_not_called_for(code: RemarkCode, case: Case) -> None:
    assert remarks(case, code) == []


def test_every_code_has_cases_of_both_kinds() -> None:
    assert set(CALLED_FOR) == set(NOT_CALLED_FOR) == set(RemarkCode)


@pytest.mark.parametrize(
    ("code", "entity", "item"),
    [
        (C.CONTRADICTORY, "AAA", "harm"),
        (C.NOT_PUT, "person", "status"),
        (C.WRONG_STANDARD, "AAA", "risk_is_real"),
        (C.ANSWERS_NOT_FOUND, "AAA", "beaten"),
        (C.OLDER_THAN_THE_EVENT, "person", "serious_crime"),
        (C.NOT_MATERIAL, "person", "own_words"),
    ],
    ids=lambda part: getattr(part, "name", str(part)),
)
def test_a_remark_says_where(code: RemarkCode, entity: str, item: str) -> None:
    assert (entity, item) in [(remark.entity, remark.item) for remark in remarks(CALLED_FOR[code], code)]


def test_a_person_who_found_the_opposite_is_told_both_ways() -> None:
    met = tiny({"AAA.beaten": "established", "AAA.harm": found("not_established")})
    said = [remarks(case, C.CONTRADICTORY)[0].message for case in (met, CALLED_FOR[C.CONTRADICTORY])]
    assert said == [
        "A person found “Was harmed” not established, but the facts as found lead to met.",
        "A person found “Was harmed” established, but the facts as found lead to not met.",
    ]


def test_only_one_remark_asks_for_a_place_that_was_not_named() -> None:
    case = shipped({**HIDEOUT, "BBB.alternative_reasonable": found("established put")})
    assert len(remarks(case, C.PLACE_NOT_NAMED)) == 1


def test_a_country_fact_is_due_once_however_much_it_bears_on() -> None:
    (remark,) = remarks(CALLED_FOR[C.COUNTRY_FACT_DUE], C.COUNTRY_FACT_DUE)
    what, where = "“Officials beat those who cross.” [aaa-beatings]", "(A guide to the Pact, para 3, 2010-01-01)"
    assert remark.message == f"{what} {where} was due for review on 2015-01-01. It still counts."


def test_a_country_fact_held_against_a_person_is_told_by_what_it_says() -> None:
    held = coi(BEFORE)
    known = replace(held.person.facts["serious_crime"].evidence[0], source="aaa-beatings")
    facts = held.person.facts | {"serious_crime": replace(held.person.facts["serious_crime"], evidence=(known,))}
    (remark,) = remarks(replace(held, person=replace(held.person, facts=facts)), C.OLDER_THAN_THE_EVENT)
    assert remark.message.startswith("“Officials beat those who cross.” [aaa-beatings] (")


def test_a_closed_record_says_what_each_open_conclusion_waits_for() -> None:
    said = {remark.item: remark.message for remark in remarks(closed(blank()), C.LEFT_INCOMPLETE)}
    assert said["status"].endswith("it waits for a person's finding.")
    assert said["leave"].endswith("it waits for facts or law.")


def test_the_gravest_remarks_come_first() -> None:
    case = closed(holding(CALLED_FOR[C.CONTRADICTORY], {"person.own_words": doubted("refuted", put=False)}))
    ranks = [(remark.severity.rank, remark.code) for remark in review(assessed(case))]
    assert ranks == sorted(ranks)
    assert {rank for rank, _ in ranks} == {0, 1, 2}


def test_review_changes_no_finding() -> None:
    assessment = assessed(CALLED_FOR[C.NOT_PUT])
    before = {key: (finding.label, finding.marks) for key, finding in assessment.findings.items()}
    review(assessment)
    assert {key: (finding.label, finding.marks) for key, finding in assessment.findings.items()} == before


@pytest.mark.parametrize("code", RemarkCode, ids=lambda code: code.name)
def test_every_mend_is_a_sentence(code: RemarkCode) -> None:
    assert code.mend[0].isupper()
    assert code.mend.endswith(".")
    assert " " in code.mend


@pytest.mark.parametrize("code", RemarkCode, ids=lambda code: code.name)
def test_every_code_has_one_weight(code: RemarkCode) -> None:
    expected = Severity.GRAVE if code in GRAVE else Severity.NOTE if code in NOTES else Severity.LOOK
    assert code.severity is expected
    assert not GRAVE & NOTES
    assert set(MENDS) == set(RemarkCode)


def test_the_weights_are_ranked_from_grave_to_note() -> None:
    assert [severity.rank for severity in (Severity.GRAVE, Severity.LOOK, Severity.NOTE)] == [0, 1, 2]


def test_a_remark_carries_the_weight_and_the_mend_of_its_code() -> None:
    remark = Remark(C.NOT_PUT)
    assert (remark.severity, remark.mend) == (Severity.GRAVE, MENDS[C.NOT_PUT])


def test_the_five_grounds_and_the_economic_motives_are_those_of_the_shipped_law() -> None:
    law = law_of("unhcr", library=real())
    assert set(Ground) <= set(law.criteria)
    assert set(law.facts["motives"].options or {}) >= ECONOMIC


def test_a_fact_is_material_when_a_rule_or_a_person_looks_at_it() -> None:
    material = material_facts(judged(blank()))
    assert {("AAA", "beaten"), ("person", "serious_crime"), ("BBB>AAA", "sent_onward")} <= material
    assert ("person", "own_words") not in material


def test_every_check_is_run_once() -> None:
    assert len(set(CHECKS)) == len(CHECKS)
