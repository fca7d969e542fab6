"""`pytest -p tests.sealed.forced …`: what is tested of casework, in an office that seals its columns.

Every test begins with a key store of its own. Whoever acts has every key, since tests of casework act without signing
in: what is tried is that no verb and no page compares, sorts, copies or writes what is sealed past its row. Who has
which key is tried elsewhere, by tests that make a key store themselves; those are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from wellfounded.vault.argon import Cost
from wellfounded.vault.office_keys import in_use, keyring, people, store, vouching
from wellfounded.vault.office_keys.keyring import FoundingKeyring
from wellfounded.vault.office_keys.parties import RECOVERY
from wellfounded.vault.recovery import Recovered

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
