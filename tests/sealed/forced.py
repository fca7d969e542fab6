"""`pytest -p tests.sealed.forced …`: what is tested of casework, in an office that seals its columns.

Every test begins with a key store of its own. Whoever acts has every key, since tests of casework act without signing
in: what is tried is that no verb and no page compares, sorts, copies or writes what is sealed past its row. Who has
which key is tried elsewhere, by tests that make a key store themselves; those are left as they are.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from wellfounded.vault.argon import Cost
from wellfounded.vault.office_keys import in_use, keyring, people, store, vouching
from wellfounded.vault.office_keys.keyring import FoundingKeyring
from wellfounded.vault.office_keys.parties import RECOVERY
from wellfounded.vault.recovery import Recovered
from wellfounded.vault.sealed_columns import SealedColumnError

ROOT = Path(__file__).parents[2]
OWN = ROOT / "src/wellfounded/vault/sealed_columns"
CHEAP = Cost(memory=8, passes=1, lanes=1)


@pytest.fixture(autouse=True)
def _an_office_that_seals(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # Nothing here is to outlast a power cut.
    monkeypatch.setattr(store, "PRAGMAS", (*store.PRAGMAS, "PRAGMA synchronous=OFF"))
    monkeypatch.setattr(vouching, "_book", [vouching.Memory()])
    made = store.KeyStore.create(tmp_path_factory.mktemp("keys"), cost=CHEAP)
    public = Recovered(bytes(32)).quorum.public
    people.set_recovery(made, public)  # every key is somebody's
    vouching.book().made(RECOVERY, public, confirmed=True)
    ring, given = FoundingKeyring(made), keyring.current
    monkeypatch.setattr(keyring, "current", lambda: given() or ring)
    with in_use.using(made):
        yield
    made.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, None]:
    """A test that itself compares or writes sealed columns in the database cannot be asked here."""
    outcome = yield
    if call.excinfo is not None and call.excinfo.errisinstance(SealedColumnError) and asked_by_a_test(call.excinfo):
        report = outcome.get_result()
        report.outcome = "skipped"
        report.longrepr = (str(item.path), 0, "Skipped: the test itself asks past the row")


def asked_by_a_test(error: pytest.ExceptionInfo[BaseException]) -> bool:
    places = [Path(entry.path) for entry in error.traceback]
    ours = [place for place in places if place.is_relative_to(ROOT) and not place.is_relative_to(OWN)]
    return ours[-1].is_relative_to(ROOT / "tests")
