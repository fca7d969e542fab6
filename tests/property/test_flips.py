"""The smallest flip brings the finding about, and nothing smaller does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.flips import flip_fails
from tests.property.situations import Situation, plain_situations
from wellfounded.law.finding import Label


@pytest.mark.parametrize("goal", [Label.MET, Label.NOT_MET])
@settings(max_examples=50)
@given(found=plain_situations(), criterion=st.sampled_from(["low", "high"]))
def test_the_smallest_flip_reaches_its_goal_and_no_smaller_one_does(
    goal: Label, found: Situation, criterion: str
) -> None:
    assert not flip_fails(found.law, found.case, key=(criterion, "AAA"), goal=goal)
