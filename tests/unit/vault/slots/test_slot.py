"""Slots of a key file: each opens the same key on its own, as dear as the machine bears, and goes on its own."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from tests.unit.vault.slots.openers import CHEAP, OTHER, PASSPHRASE, TOKEN
from wellfounded.vault import argon, slot, wrapping
from wellfounded.vault.argon import Cost
from wellfounded.vault.errors import SlotDamaged, VaultError, WrongPassphrase
from wellfounded.vault.slot import NewSlot, SecurityKey


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


def test_a_slot_is_as_dear_as_the_machine_bears(path: Path) -> None:
    slot.create(path, PASSPHRASE)
    way = json.loads(path.read_bytes())["slots"][0]
    assert way["memory"] >= argon.LEAST.memory
    assert way["passes"] >= argon.LEAST.passes


def test_a_faster_machine_is_given_a_dearer_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argon, "_seconds", lambda cost: cost.memory / argon.LEAST.memory / 10)
    assert argon.calibrated() == Cost(argon.LEAST.memory * 4, argon.LEAST.passes, argon.LEAST.lanes)
    monkeypatch.setattr(argon, "_seconds", lambda _: 9.0)
    assert argon.calibrated() == argon.LEAST
    monkeypatch.setattr(argon, "_seconds", lambda _: 0.0)
    assert argon.calibrated().memory == argon.MOST_MEMORY


def test_each_person_opens_the_same_key_with_their_own_passphrase(path: Path, key: bytes) -> None:
    slot.add(path, key, new=NewSlot(who="mina", passphrase=OTHER))
    assert slot.open_slot(path, PASSPHRASE) == slot.open_slot(path, OTHER) == key
    listed = slot.slots(path, key)
    assert [one.who for one in listed] == ["", "mina"]
    assert [one.passphrase for one in listed] == [True, True]
    assert "mina" not in path.read_text(encoding="utf-8")


def test_slots_of_one_file_cost_the_same_and_are_tried_at_once(
    path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        slot.add(path, key, new=NewSlot(who=f"colleague {number}", passphrase=f"{OTHER} {number}"))
    paid = []

    def counted(passphrase: bytes, salt: bytes, *, cost: Cost) -> bytes:
        paid.append(cost)
        return argon.derive(passphrase, salt, cost=cost)

    monkeypatch.setattr(wrapping, "derive", counted)
    assert slot.open_slot(path, f"{OTHER} 3") == key
    assert paid == [CHEAP]


def test_a_slot_that_was_taken_out_opens_nothing_and_the_others_stay(path: Path, key: bytes) -> None:
    slot.add(path, key, new=NewSlot(who="mina", passphrase=OTHER))
    (mina,) = (one for one in slot.slots(path, key) if one.who == "mina")
    slot.remove(path, key, number=mina.number)
    assert slot.open_slot(path, PASSPHRASE) == key
    with pytest.raises(WrongPassphrase):
        slot.open_slot(path, OTHER)


def test_the_last_slot_and_a_missing_one_cannot_be_taken_out(path: Path, key: bytes) -> None:
    (only,) = slot.slots(path, key)
    with pytest.raises(VaultError, match="last slot"):
        slot.remove(path, key, number=only.number)
    with pytest.raises(VaultError, match="no slot ffff"):
        slot.remove(path, key, number="ffff")
    assert slot.slots(path, key) == [only]


def test_a_store_has_so_many_slots_and_no_more(path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slot, "MOST", 1)
    with pytest.raises(VaultError, match="at most 1 slots"):
        slot.add(path, key, new=NewSlot(passphrase=OTHER))


def test_a_key_of_another_store_changes_nothing(path: Path, key: bytes) -> None:
    before = path.read_bytes()
    with pytest.raises(SlotDamaged, match="another store"):
        slot.add(path, bytes(32), new=NewSlot(passphrase=OTHER))
    assert path.read_bytes() == before
    assert slot.open_slot(path, PASSPHRASE) == key


@pytest.mark.parametrize(("typed", "token"), [("short", None), ("", None), ("s", TOKEN)])
def test_a_slot_that_anybody_would_guess_is_refused(
    path: Path, key: bytes, typed: str, token: SecurityKey | None
) -> None:
    with pytest.raises(VaultError, match="at least 12"):
        slot.add(path, key, new=NewSlot(passphrase=typed, security_key=token))


def test_a_cheap_slot_that_somebody_wrote_in_does_not_make_the_next_one_cheap(
    path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    dear = Cost(memory=128, passes=2, lanes=1)
    monkeypatch.setattr(slot, "LEAST", dear)
    monkeypatch.setattr(slot, "calibrated", lambda: dear)
    slot.add(path, key, new=NewSlot(who="mina", passphrase=OTHER))
    slots = json.loads(path.read_text(encoding="utf-8"))["slots"]
    assert [(one["memory"], one["passes"]) for one in slots] == [(64, 1), (128, 2)]
