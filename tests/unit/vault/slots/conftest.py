"""A key file with one cheap slot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.vault.slots.openers import CHEAP, PASSPHRASE
from wellfounded.vault import slot


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.key"


@pytest.fixture(autouse=True)
def _cheap_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slot that is added costs what the others do, cheap as they are here."""
    monkeypatch.setattr(slot, "LEAST", CHEAP)


@pytest.fixture
def key(path: Path) -> bytes:
    return slot.create(path, PASSPHRASE, cost=CHEAP)
