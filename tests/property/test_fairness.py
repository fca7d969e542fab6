"""What was not put, not asked or not known never counts against the applicant."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import blank, real
from tests.property.claims import as_record
from tests.property.laws import comparing_law
from tests.property.promises import (
    blank_counts_against,
    changed_by_closing,
    half_put_counts_against,
    unasked_counts_against,
    unput_counts_against,
    worse_without_put,
)
from tests.property.situations import Situation, real_situations, situations
from wellfounded.law.check import law_of_version
from wellfounded.law.profile import Profile


@settings(max_examples=100)
@given(situations("any"))
def test_putting_less_to_the_person_never_makes_a_conclusion_worse(found: Situation) -> None:
    assert not worse_without_put(found.law, found.case)


@settings(max_examples=150)
@given(situations())
def test_a_conclusion_is_never_worse_than_on_a_blank_record_while_nothing_was_put(found: Situation) -> None:
    assert not unput_counts_against(found.law, found.case)


@settings(max_examples=150)
@given(situations())
def test_closing_the_record_never_changes_a_finding(found: Situation) -> None:
    assert not changed_by_closing(found.law, found.case)


@settings(max_examples=150)
@given(situations())
def test_closing_never_turns_a_conclusion_against_a_person_who_was_not_asked(found: Situation) -> None:
    assert not unasked_counts_against(found.law, found.case)


@settings(max_examples=100)
@given(situations("any", law_by=comparing_law))
def test_a_comparison_of_two_days_is_as_fair(found: Situation) -> None:
    assert not worse_without_put(found.law, found.case)
    case = as_record(found.case, "open")
    assert not half_put_counts_against(found.law, case)
    assert not changed_by_closing(found.law, case)
    assert not unasked_counts_against(found.law, case)


@pytest.mark.parametrize("profile", ["unhcr", "uk"])
@settings(max_examples=6)
@given(data=st.data())
def test_closing_is_as_fair_under_the_law_that_is_shipped(profile: str, data: st.DataObject) -> None:
    found = data.draw(real_situations(profile))
    assert not changed_by_closing(found.law, found.case)
    assert not unasked_counts_against(found.law, found.case)


@pytest.mark.parametrize("version", real().profiles, ids=lambda version: f"{version.id}-{version.version}")
def test_a_blank_record_is_never_a_no(version: Profile) -> None:
    law = law_of_version(real(), version)
    for case in (blank(), blank(host=""), blank(closed=True), replace(blank(), digest=True)):
        assert not blank_counts_against(law, case)
