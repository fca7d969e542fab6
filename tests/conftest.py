"""What every test shares. Hypothesis sets no deadline: the time a test takes says nothing about the law."""

import os

import pytest
from hypothesis import settings

from tests.casework.cast import Cast

# Workers of a parallel run inherit whatever width their terminal had; pages of the manual are compared at this one.
os.environ["COLUMNS"] = "110"

settings.register_profile("wellfounded", deadline=None)
settings.load_profile("wellfounded")


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - asks pytest for the database
    """The people of a fictional office."""
    return Cast.make()
