"""Cases whose decision was served, with which the tests of all that comes after it begin."""

from __future__ import annotations

import pytest

from tests.casework.cast import Cast
from tests.casework.decisions import case_in_assessment, refused_case, to_state
from wellfounded.cases.models import Case


@pytest.fixture
def refused(cast: Cast) -> Case:
    return refused_case(cast)


@pytest.fixture
def granted(cast: Cast) -> Case:
    return to_state(case_in_assessment(cast), cast, "served")


@pytest.fixture
def noise(cast: Cast) -> Case:
    """A second case at the same place, which nothing that a test does may touch."""
    return to_state(case_in_assessment(cast), cast, "served")
