"""Credibility is assessed fact by fact, by named indicators, and only of what matters."""

from dataclasses import replace

import pytest

from tests.factories import ACT, blank, holding, judged, record
from wellfounded.law.case_file import Credibility, Direction, FactRecord, Indicator
from wellfounded.law.credibility import credibility_remarks, material_facts
from wellfounded.law.remark import RemarkCode

FOR = Indicator("detail", Direction.SUPPORTS)
AGAINST = Indicator("plausibility", Direction.REBUTS)


def remarks(fact: FactRecord, *, slot: str = "AAA.beaten", all_put: bool = False) -> list[RemarkCode]:
    case = holding(blank(all_put=all_put), {slot: fact})
    return [remark.code for remark in credibility_remarks(judged(case))]


def assessed(words: str, result: str, *indicators: Indicator) -> FactRecord:
    return replace(record(words), credibility=Credibility(result, indicators))


def test_only_what_a_criterion_depends_on_is_material() -> None:
    material = material_facts(judged(blank()))
    assert {("AAA", "beaten"), ("person", "departure_date"), ("BBB>AAA", "sent_onward")} <= material
    assert ("person", "own_words") not in material
    assert remarks(assessed("established", "accepted", FOR), slot="person.own_words") == [RemarkCode.NOT_MATERIAL]


@pytest.mark.parametrize(
    ("fact", "codes"),
    [
        (record("established"), []),
        (assessed("established", "accepted", FOR), []),
        (assessed("possible", "accepted", FOR), []),
        (assessed("established", "unresolved", FOR), []),
        (assessed("established", "accepted"), [RemarkCode.NO_INDICATOR]),
        (assessed("refuted", "accepted", FOR), [RemarkCode.RESULT_AND_STATE_DIFFER]),
        (assessed("possible put", "not_accepted", FOR), [RemarkCode.RESULT_AND_STATE_DIFFER]),
        (assessed("refuted", "not_accepted", FOR), [RemarkCode.REJECTED_UNPUT]),
        (assessed("refuted put", "not_accepted", FOR, AGAINST), [RemarkCode.PLAUSIBILITY_ALONE]),
        (assessed("refuted put", "not_accepted", AGAINST, replace(AGAINST, kind="detail")), []),
    ],
)
def test_each_way_of_going_wrong_has_its_remark(fact: FactRecord, codes: list[RemarkCode]) -> None:
    assert remarks(fact) == codes


def test_a_confirmation_that_all_was_put_covers_the_doubt() -> None:
    assert remarks(assessed("refuted", "not_accepted", FOR), all_put=True) == []


def test_what_may_distort_must_be_weighed_in_words() -> None:
    credibility = Credibility("not_accepted", (FOR,), distorting=("trauma", "time"))
    silent = replace(record("refuted put"), credibility=credibility)
    assert remarks(silent) == [RemarkCode.DISTORTION_IGNORED]
    assert remarks(replace(silent, act=ACT)) == []
