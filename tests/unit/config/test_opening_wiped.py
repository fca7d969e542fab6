"""The start of an office that was wiped, or whose recovery was being changed when the computer stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from tests.unit.vault.killed_changes import CHEAP, PASSPHRASE
from wellfounded.config import opening, upgrade
from wellfounded.vault import key_file, quorum_file, slot, tombstone, unlocked
from wellfounded.vault.recovery import Recovered
from wellfounded.vault.tombstone import Wiped
from wellfounded.vault.wipe import wipe

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", tmp_path / "office.db")
    return tmp_path


def asked(_: str) -> str:
    return PASSPHRASE


@pytest.mark.parametrize("fictional", [True, False])
def test_nothing_is_made_where_an_office_was_wiped(home: Path, *, fictional: bool) -> None:
    wipe(home)
    with pytest.raises(Wiped):
        opening.unlock(asked, fictional=fictional)
    assert [one.name for one in home.iterdir()] == [tombstone.NAME]


def test_a_key_that_came_back_is_not_opened(home: Path) -> None:
    """As from a backup of the folder, or a writer whose computer stopped: to wipe again finishes it."""
    slot.create(home / key_file.NAME, PASSPHRASE, cost=CHEAP)
    tombstone.lay(home)
    with pytest.raises(Wiped):
        opening.unlock(asked, fictional=False)


def test_the_start_destroys_what_a_killed_change_of_the_recovery_left(home: Path) -> None:
    key = slot.create(home / key_file.NAME, PASSPHRASE, cost=CHEAP)
    quorum_file.write(home / quorum_file.NAME, Recovered(bytes(32)).quorum, made="2026-11-22", store_key=key)
    left = home / f".{quorum_file.NAME}.{key_file.REPLACED}"
    left.write_bytes(b"the key of the store, sealed to the old shares")
    (home / "kept").hardlink_to(left)
    opening.unlock(asked, fictional=False)
    assert unlocked.key_for(home / "office.db") == key
    unlocked.forget(home / "office.db")
    assert not left.exists()
    assert (home / "kept").read_bytes() == b""


def test_the_start_overwrites_the_copies_from_before_an_upgrade(home: Path) -> None:
    for number, name in enumerate(("office.db.before-upgrade", ".office.db.before-upgrade", "before-upgrade.backup")):
        (home / name).write_bytes(b"the office")
        (home / f"kept {number}").hardlink_to(home / name)
    upgrade.forget_copy()
    assert {one.name: one.read_bytes() for one in home.iterdir()} == dict.fromkeys(("kept 0", "kept 1", "kept 2"), b"")
