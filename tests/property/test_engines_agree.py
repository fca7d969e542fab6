"""Three engines, one answer: the interpreter, the caseload on bits and the decision diagram."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.caseloads import Rows, cohort_differs, random_caseload
from tests.property.dice import dice
from tests.property.laws import comparing_law
from tests.property.promises import complete_differs, diagram_differs, program_of
from tests.property.situations import Situation, caseload_rows, real_law, real_situations, situations


@settings(max_examples=50)
@given(caseload_rows())
def test_a_caseload_finds_for_each_person_what_their_own_case_finds(rows: Rows) -> None:
    assert not cohort_differs(rows)


@settings(max_examples=50)
@given(caseload_rows(law_by=comparing_law))
def test_a_caseload_compares_two_days_as_each_person_s_own_case_does(rows: Rows) -> None:
    assert not cohort_differs(rows)


@pytest.mark.parametrize("profile", ["unhcr", "usa"])
@settings(max_examples=4)
@given(data=st.data())
def test_a_caseload_under_the_law_that_is_shipped_finds_the_same(profile: str, data: st.DataObject) -> None:
    program = program_of(real_law(profile))
    assert not cohort_differs(data.draw(dice().map(lambda thrown: random_caseload(thrown, program))))


@settings(max_examples=150)
@given(situations("any"))
def test_a_diagram_of_what_is_open_gives_the_finding_whenever_there_is_one(found: Situation) -> None:
    assert not diagram_differs(found.law, found.case)


@settings(max_examples=150)
@given(situations())
def test_a_diagram_on_a_complete_record_gives_every_finding(found: Situation) -> None:
    assert not complete_differs(found.law, found.case)


@settings(max_examples=3)
@given(real_situations("unhcr", share=4))
def test_diagrams_of_the_law_that_is_shipped_never_contradict_a_finding(found: Situation) -> None:
    assert not diagram_differs(found.law, found.case)
