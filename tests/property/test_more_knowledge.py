"""On an open record, more knowledge never overturns a finding, and no finding depends on what is still open."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import blank
from tests.property.claims import Entry, as_record
from tests.property.promises import contradicted_by_completion, differs_from_fresh, overturned
from tests.property.situations import Situation, real_situations, situations
from wellfounded.law.case_file import Slot


@settings(max_examples=250)
@given(situations())
def test_more_knowledge_never_overturns_a_finding(found: Situation) -> None:
    assert not overturned(found.law, found.case, later=found.later)


@settings(max_examples=150)
@given(situations("digest"))
def test_more_knowledge_overturns_of_a_digest_only_what_nobody_had_raised(found: Situation) -> None:
    assert not overturned(found.law, found.case, later=found.later)
    assert not contradicted_by_completion(found.law, found.case, most=16)


@settings(max_examples=100)
@given(situations("digest"))
def test_a_digest_gives_every_finding_that_an_open_record_gives(found: Situation) -> None:
    assert not overturned(found.law, as_record(found.case, "open"), later=found.case)


@pytest.mark.parametrize("record", ["open", "digest"])
@pytest.mark.parametrize("profile", ["unhcr", "canada"])
@settings(max_examples=15)
@given(data=st.data())
def test_more_knowledge_never_overturns_a_finding_of_the_law_that_is_shipped(
    profile: str, record: str, *, data: st.DataObject
) -> None:
    found = data.draw(real_situations(profile, record=record))
    assert not overturned(found.law, found.case, later=found.later)


@settings(max_examples=80)
@given(situations())
def test_no_way_of_completing_the_record_contradicts_a_finding(found: Situation) -> None:
    assert not contradicted_by_completion(found.law, found.case, most=48)


@settings(max_examples=250)
@given(situations("any"))
def test_the_order_of_answers_never_matters(found: Situation) -> None:
    assert not differs_from_fresh(found.law, found.case, answers=found.answers)


@settings(max_examples=8)
@given(found=real_situations("unhcr"), chance=st.randoms(use_true_random=False))
def test_the_order_of_answers_never_matters_under_the_law_that_is_shipped(found: Situation, chance: Random) -> None:
    answers: list[tuple[Slot, Entry]] = []
    for name, record in found.later.entities():
        answers += [((name, item), entry) for item, entry in record.facts.items()]
        answers += [((name, item), entry) for item, entry in record.findings.items()]
    chance.shuffle(answers)
    start = blank(all_put=found.later.all_points_put is not None)
    assert not differs_from_fresh(found.law, start, answers=answers)
    assert not differs_from_fresh(found.law, found.case, answers=answers)
