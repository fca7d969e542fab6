"""The key file: opens with its passphrase alone, and tells a wrong passphrase apart from damage."""

import json
import os
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from wellfounded.vault import argon, slot
from wellfounded.vault.argon import Cost
from wellfounded.vault.errors import SlotDamaged, VaultError, WrongPassphrase

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "four words are enough"  # noqa: S105 - of nobody
OTHER = "and other four words"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.key"


@pytest.fixture
def key(path: Path) -> bytes:
    return slot.create(path, PASSPHRASE, cost=CHEAP)


def test_the_passphrase_gives_the_key_back(path: Path, key: bytes) -> None:
    assert len(key) == 32
    assert slot.open_slot(path, PASSPHRASE) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert key.hex() not in path.read_text(encoding="utf-8")
    assert [file.name for file in path.parent.iterdir()] == ["office.key"]


def test_two_offices_have_two_keys(key: bytes, tmp_path: Path) -> None:
    assert slot.create(tmp_path / "other.key", PASSPHRASE, cost=CHEAP) != key


@pytest.mark.parametrize("typed", ["", "four words are enough ", "Four words are enough", OTHER])
@pytest.mark.usefixtures("key")
def test_another_passphrase_is_said_to_be_wrong(path: Path, typed: str) -> None:
    with pytest.raises(WrongPassphrase, match="does not open the store"):
        slot.open_slot(path, typed)


def test_the_same_letters_from_another_keyboard_are_the_same_passphrase(path: Path) -> None:
    composed = "한송이가 네 단어를 쓴다"
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    assert slot.create(path, composed, cost=CHEAP) == slot.open_slot(path, decomposed)


@pytest.mark.usefixtures("key")
def test_every_changed_byte_is_called_damage_and_never_a_wrong_passphrase(path: Path) -> None:
    whole = path.read_bytes()
    for place in range(len(whole)):
        if whole[place : place + 1].isspace():
            continue
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(SlotDamaged):
            slot.open_slot(path, PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"{}", b"\xff", b"[" * 99_999, b" " * 200_000])
def test_what_is_no_key_file_is_called_damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(SlotDamaged, match="damaged"):
        slot.open_slot(path, PASSPHRASE)


def test_a_missing_key_file_is_said(path: Path) -> None:
    with pytest.raises(SlotDamaged, match="No such file"):
        slot.open_slot(path, PASSPHRASE)


def rewritten(path: Path, **changes: Any) -> None:
    """The key file with other content and a digest that fits it, as a forger would write it."""
    content = json.loads(path.read_bytes()) | changes
    del content["sha256"]
    path.write_text(json.dumps(content | {"sha256": slot._digest(content)}), encoding="utf-8")  # noqa: SLF001 - forges


@pytest.mark.usefixtures("key")
def test_a_forged_cost_is_refused_before_it_is_paid(path: Path) -> None:
    way = json.loads(path.read_bytes())["ways"][0]
    rewritten(path, ways=[way | {"memory": 1 << 30}])
    with pytest.raises(SlotDamaged, match="damaged"):
        slot.open_slot(path, PASSPHRASE)


@pytest.mark.usefixtures("key")
def test_a_forged_salt_does_not_open(path: Path) -> None:
    way = json.loads(path.read_bytes())["ways"][0]
    rewritten(path, ways=[way | {"kind": "other"}])
    with pytest.raises(WrongPassphrase):
        slot.open_slot(path, PASSPHRASE)


@pytest.mark.usefixtures("key")
def test_a_way_to_another_key_is_refused(path: Path, tmp_path: Path) -> None:
    slot.create(tmp_path / "other.key", PASSPHRASE, cost=CHEAP)
    rewritten(path, ways=json.loads((tmp_path / "other.key").read_bytes())["ways"])
    with pytest.raises(SlotDamaged, match="not the store's"):
        slot.open_slot(path, PASSPHRASE)


def test_a_key_file_is_never_replaced_by_a_new_one(path: Path, key: bytes) -> None:
    with pytest.raises(VaultError, match="there already"):
        slot.create(path, PASSPHRASE, cost=CHEAP)
    assert slot.open_slot(path, PASSPHRASE) == key


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
            broken.setattr(slot, "_file", lambda *_, **__: {"format": "half written"})
        else:
            place: Any = {"fsync": os, "replace": Path}[step]
            broken.setattr(place, step, fail)
        with pytest.raises((OSError, SlotDamaged)):
            slot.change_passphrase(path, old=PASSPHRASE, new=OTHER, cost=CHEAP)
    assert slot.open_slot(path, PASSPHRASE) == key
    assert [file.name for file in path.parent.iterdir()] == ["office.key"]


def test_the_calibrated_cost_is_dear_and_opens_in_a_second(path: Path) -> None:
    key = slot.create(path, PASSPHRASE)
    way = json.loads(path.read_bytes())["ways"][0]
    assert way["memory"] >= argon.LEAST.memory
    assert way["passes"] >= argon.LEAST.passes
    fastest = min(timed(path, key) for _ in range(3))
    assert fastest < 1


def timed(path: Path, key: bytes) -> float:
    started = time.perf_counter()
    assert slot.open_slot(path, PASSPHRASE) == key
    return time.perf_counter() - started


def test_a_faster_machine_is_given_a_dearer_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argon, "_seconds", lambda cost: cost.memory / argon.LEAST.memory / 10)
    assert argon.calibrated() == Cost(argon.LEAST.memory * 4, argon.LEAST.passes, argon.LEAST.lanes)
    monkeypatch.setattr(argon, "_seconds", lambda _: 9.0)
    assert argon.calibrated() == argon.LEAST
    monkeypatch.setattr(argon, "_seconds", lambda _: 0.0)
    assert argon.calibrated().memory == argon.MOST_MEMORY
