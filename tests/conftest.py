"""What every test shares. Hypothesis sets no deadline: the time a test takes says nothing about the law."""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings

from tests.casework.cast import Cast
from wellfounded.audit import triggers
from wellfounded.audit.refusals import forget_refusals

# Workers of a parallel run inherit whatever width their terminal had; pages of the manual are compared at this one.
os.environ["COLUMNS"] = "110"

settings.register_profile("wellfounded", deadline=None)
settings.load_profile("wellfounded")


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - asks pytest for the database
    """The people of a fictional office."""
    return Cast.make()


@pytest.fixture(scope="session", autouse=True)
def _tests_may_empty_the_log() -> Iterator[None]:
    """A test with transactions of its own empties every table at its end, which the log's triggers refuse."""
    # type and name are Django's own business, and it offers no other place
    plain = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined] # noqa: SLF001 - see above

    def empty(case: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            triggers.remove(editor)
        plain(case)
        with connection.schema_editor() as editor:
            triggers.install(editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(autouse=True)
def _no_refusal_waits_for_the_next_test() -> Iterator[None]:
    yield
    forget_refusals()
