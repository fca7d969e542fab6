"""What every test shares. Hypothesis sets no deadline: the time a test takes says nothing about the law."""

import gc
import os
import time
from collections.abc import Iterator
from datetime import timedelta

import pyrage
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone, translation
from hypothesis import settings

from tests.casework.cast import Cast
from tests.casework.cheap_seal import cheap_encrypt
from wellfounded.audit import refusals, triggers
from wellfounded.cases import server_sweeping

# Workers of a parallel run inherit whatever width their terminal had; pages of the manual are compared at this one.
os.environ["COLUMNS"] = "110"

# Of the tests on PostgreSQL, those of what runs there alone: the others are counted on SQLite.
COUNTED = {
    False: (
        *(f"tests/unit/{one}/" for one in ("accounts", "audit", "cases", "law")),
        *(f"tests/integration/{one}" for one in ("audit/", "casework/", "cli/", "web/", "test_")),
        "tests/security/test_devices",
        "tests/spec/test_examples",
    ),
    True: (
        *(f"tests/integration/{one}" for one in ("audit/", "store/", "test_")),
        *(
            f"tests/integration/casework/test_{one}"
            for one in ("erasure", "row_policies", "store", "turns", "way_back")
        ),
        "tests/unit/audit/",
    ),
}

LATE = timedelta(seconds=30)  # before midnight

# CI draws the same examples at each run, so that what it says of a change is of that change; all others draw anew.
settings.register_profile("wellfounded", deadline=None, derandomize="WELLFOUNDED_SAME_EXAMPLES" in os.environ)
settings.load_profile("wellfounded")


def pytest_collection_finish() -> None:
    """What was read by now stays until the end: the collector need not go through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """A test asks more than once which day it is: where midnight could come between, it begins after it."""
    now = timezone.localtime()
    if (soon := now + LATE).date() != now.date():
        midnight = soon.replace(hour=0, minute=0, second=0, microsecond=0)
        time.sleep((midnight - now).total_seconds())


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """A page that somebody read in Korean leaves its language behind in the thread, for whatever test comes next."""
    yield
    translation.deactivate()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    """Coverage makes a test half as dear again, so it is taken only of those that are written for what it measures.

    What a page or a draw by chance happens to reach is no proof of it either.
    """
    measuring = getattr(item.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if measuring is None or measuring.cov_source:  # somebody asks of a package by its name
        return
    counts = (
        item.path.relative_to(item.config.rootpath).as_posix().startswith(COUNTED[django_settings.DB == "postgres"])
    )
    if counts and not measuring.started:
        measuring.resume()
    elif measuring.started and not counts:
        measuring.pause()


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - asks pytest for the database
    """The people of a fictional office."""
    return Cast.make()


@pytest.fixture(scope="session", autouse=True)
def _sweeps_wait_for_other_workers() -> None:
    """Their databases lie in the same server, and what is dead there to nobody is decided by its oldest transaction."""
    server_sweeping.PATIENCE = 100.0


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


@pytest.fixture(scope="session", autouse=True)
def _a_seal_costs_nothing() -> Iterator[None]:
    """What is sealed with a passphrase in the process of the tests is of the same format and opens in the same way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pyrage.passphrase, "encrypt", cheap_encrypt)
        yield


@pytest.fixture(autouse=True)
def _no_refusal_waits_for_the_next_test() -> Iterator[None]:
    yield
    refusals._waiting.refusals.clear()  # noqa: SLF001 - no request ends here, which would write them
