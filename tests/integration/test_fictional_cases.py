"""The fictional cases are readable, and come out as the manual says."""

from pathlib import Path

import pytest

from wellfounded.law.assess import Assessment, assess
from wellfounded.law.case_reader import read_case
from wellfounded.law.library import load_library
from wellfounded.law.remark import RemarkCode
from wellfounded.law.review import review

FOLDER = Path(__file__).parents[2] / "examples" / "fictional"

# case: inclusion, refugee status, complementary protection, return to North Korea
CONCLUSIONS = {
    "ex-01-hunger-first-crossing": ("open", "open", "open", "open"),
    "ex-02-repeat-returnee": ("met", "met", "met", "met"),
    "ex-03-christian-contact": ("met", "met", "met", "met"),
    "ex-04-on-the-way-to-seoul": ("met", "met", "met", "met"),
    "ex-05-sold-into-marriage": ("met", "met", "met", "met"),
    "ex-06-pregnant-at-arrest": ("open", "open", "met", "met"),
    "ex-07-deserter-in-canada": ("not_met", "not_met", "not_met", "met"),
    "ex-08-prison-guard": ("met", "not_met", "met", "met"),
    "ex-09-smuggler": ("met", "met", "met", "met"),
    "ex-10-child-born-in-china": ("not_met", "not_met", "not_met", "met"),
    "ex-11-settled-in-the-south-then-left": ("not_met", "not_met", "met", "met"),
    "ex-12-overseas-worker": ("contradicted", "contradicted", "open", "contradicted"),
}
GOALS = (
    ("inclusion", "person"),
    ("refugee_status", "person"),
    ("complementary_protection", "person"),
    ("return_barred", "PRK"),
)


def assessment_of(name: str) -> Assessment:
    library = load_library()
    return assess(read_case(FOLDER / f"{name}.yaml", library), library)


def test_every_fictional_case_is_pinned() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(CONCLUSIONS)


@pytest.mark.parametrize("name", CONCLUSIONS)
def test_a_case_comes_out_as_pinned(name: str) -> None:
    assessment = assessment_of(name)
    assert tuple(str(assessment[goal].label) for goal in GOALS) == CONCLUSIONS[name]


@pytest.mark.parametrize("name", CONCLUSIONS)
def test_all_evidence_stands_in_an_exhibit_or_a_country_fact(name: str) -> None:
    case = assessment_of(name).case
    known = {fact.id for fact in load_library().country_facts} | case.exhibits.keys()
    cited = {item.source for _, entity in case.entities() for fact in entity.facts.values() for item in fact.evidence}
    assert cited <= known


def test_no_case_names_anyone() -> None:
    assert {assessment_of(name).case.material for name in CONCLUSIONS} == {"fictional"}


def test_a_second_nationality_defeats_status_and_permits_no_return_to_the_state_that_is_feared() -> None:
    assessment = assessment_of("ex-07-deserter-in-canada")
    assert assessment["refugee_status", "person"].label == "not_met"
    assert assessment["return_barred", "PRK"].label == "met"
    assert assessment["return_barred", "KOR"].label == "not_met"


def test_exclusion_leaves_the_bar_against_torture() -> None:
    assessment = assessment_of("ex-08-prison-guard")
    assert assessment["exclusion_1fa", "person"].label == "met"
    assert assessment["art33_bars", "PRK"].label == "not_met"
    assert assessment["cat3_bars", "PRK"].label == "met"


def test_a_possible_fact_is_shown_as_such() -> None:
    assert assessment_of("ex-03-christian-contact")["refugee_status", "person"].rests_on_possible


def test_the_host_offers_a_door_and_no_procedure() -> None:
    assessment = assessment_of("ex-04-on-the-way-to-seoul")
    assert assessment["host_law_door", "person"].label == "met"
    assert assessment["china_procedure_gap", "person"].label == "met"


def test_answers_that_nobody_has_found_are_remarked() -> None:
    remarks = review(assessment_of("ex-01-hunger-first-crossing"))
    assert RemarkCode.ANSWERS_NOT_FOUND in {remark.code for remark in remarks}
