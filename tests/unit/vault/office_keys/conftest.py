"""An empty key store, and a rule and a book of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.vault.office_keys.colleagues import CHEAP
from wellfounded.vault.office_keys import entitlement, vouching
from wellfounded.vault.office_keys.store import KeyStore


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return KeyStore.create(tmp_path / "keys", cost=CHEAP)


@pytest.fixture(autouse=True)
def _rule_of_the_test() -> Iterator[None]:
    before = entitlement._rule[0], entitlement._founds[0], vouching.book()  # noqa: SLF001 - what others set stays
    vouching.give_book(vouching.Memory())
    yield
    entitlement.give_rule(before[0], founds=before[1])
    vouching.give_book(before[2])
