"""A key file that is changed: the old one or the new one is there, and nothing is left of the old beside it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.unit.vault.slots.openers import CHEAP, OTHER, PASSPHRASE
from wellfounded.vault import key_file, slot, wrapping
from wellfounded.vault.errors import SlotDamaged, VaultError, WrongPassphrase
from wellfounded.vault.slot import NewSlot, Slot

FIRST_FORMAT = Path(__file__).with_name("first_format.key")


def test_a_key_file_is_never_replaced_by_a_new_one(path: Path, key: bytes) -> None:
    with pytest.raises(VaultError, match="there already"):
        slot.create(path, PASSPHRASE, cost=CHEAP)
    assert slot.open_slot(path, PASSPHRASE) == key


def test_two_first_starts_at_once_make_one_key(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = wrapping.wrapped

    def meanwhile(*given: Any, **more: Any) -> Any:
        monkeypatch.setattr("wellfounded.vault.slot.wrapped", sealed)
        slot.create(path, OTHER, cost=CHEAP)
        return sealed(*given, **more)

    monkeypatch.setattr("wellfounded.vault.slot.wrapped", meanwhile)
    with pytest.raises(VaultError, match="there already"):
        slot.create(path, PASSPHRASE, cost=CHEAP)
    assert slot.open_slot(path, OTHER)


def test_a_changed_passphrase_opens_the_same_key(path: Path, key: bytes) -> None:
    slot.change_passphrase(path, old=PASSPHRASE, new=OTHER, cost=CHEAP)
    assert slot.open_slot(path, OTHER) == key
    with pytest.raises(WrongPassphrase):
        slot.open_slot(path, PASSPHRASE)
    assert [file.name for file in path.parent.iterdir()] == ["office.key"]


@pytest.mark.parametrize(("old", "new"), [(OTHER, "a third passphrase"), (PASSPHRASE, "short")])
def test_a_refused_change_leaves_the_old_passphrase(path: Path, key: bytes, old: str, new: str) -> None:
    with pytest.raises(VaultError):
        slot.change_passphrase(path, old=old, new=new, cost=CHEAP)
    assert slot.open_slot(path, PASSPHRASE) == key


@pytest.mark.parametrize("step", ["fsync", "replace", "verify"])
def test_a_failure_at_any_step_leaves_the_old_file(
    path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        if step == "verify":  # what was written does not open
            broken.setattr(slot, "_made", lambda *_, **__: {"version": 2, "credential": "another", "label": "half"})
        else:
            place: Any = {"fsync": os, "replace": Path}[step]
            broken.setattr(place, step, fail)
        with pytest.raises((OSError, SlotDamaged)):
            slot.change_passphrase(path, old=PASSPHRASE, new=OTHER, cost=CHEAP)
    assert slot.open_slot(path, PASSPHRASE) == key
    assert [file.name for file in path.parent.iterdir()] == ["office.key"]


def test_a_key_file_of_the_first_version_opens_and_is_renewed(path: Path) -> None:
    """The file was written by the version before slots had names: its passphrase is the one of these tests."""
    path.write_bytes(FIRST_FORMAT.read_bytes())
    key = slot.open_slot(path, PASSPHRASE)
    assert slot.slots(path, key) == [Slot("0", "", "", passphrase=True, security_key=False)]
    slot.add(path, key, new=NewSlot(who="mina", passphrase=OTHER))
    assert slot.open_slot(path, OTHER) == slot.open_slot(path, PASSPHRASE) == key
    path.write_bytes(FIRST_FORMAT.read_bytes())
    slot.renew(path, PASSPHRASE)
    slot.renew(path, PASSPHRASE)
    assert json.loads(path.read_bytes())["format"] == key_file.FORMAT
    assert slot.open_slot(path, PASSPHRASE) == key


def test_what_a_killed_change_left_beside_the_file_is_destroyed_by_the_next(path: Path, key: bytes) -> None:
    left = path.with_name(f".{path.name}.half")
    left.write_bytes(path.read_bytes())
    kept = path.with_name("kept")
    kept.hardlink_to(left)
    slot.add(path, key, new=NewSlot(passphrase=OTHER))
    assert not left.exists()
    assert kept.read_bytes() == b""


def test_what_a_killed_removal_left_opens_nothing_after_the_next_opening(path: Path, key: bytes) -> None:
    left = path.with_name(f".{path.name}.replaced")
    left.write_bytes(path.read_bytes())
    with pytest.raises(WrongPassphrase):
        slot.open_slot(path, OTHER)
    assert left.exists()  # nobody has shown yet that they belong here
    assert slot.open_slot(path, PASSPHRASE) == key
    assert not left.exists()


def test_the_replaced_file_is_overwritten_where_it_lay(path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    plain = os.pwrite

    def seen(handle: int, raw: bytes, at: int) -> int:
        written.append(len(raw))
        return plain(handle, raw, at)

    monkeypatch.setattr(os, "pwrite", seen)
    old = path.stat().st_size
    slot.add(path, key, new=NewSlot(passphrase=OTHER))
    assert written == [old]


def test_a_second_name_of_the_file_in_its_place_only_goes(path: Path, key: bytes) -> None:
    """A change that was killed between giving the old file a second name and putting the new one in its place."""
    path.with_name(f".{path.name}.replaced").hardlink_to(path)
    slot.add(path, key, new=NewSlot(passphrase=OTHER))
    assert slot.open_slot(path, PASSPHRASE) == key
    assert [file.name for file in path.parent.iterdir()] == ["office.key"]


def test_destroying_what_is_gone_is_no_fault(tmp_path: Path) -> None:
    key_file.destroy(tmp_path / "nothing")
