"""Damage to a key file, and what somebody wrote into it, is told apart from a wrong passphrase."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from argon2.exceptions import HashingError

from tests.unit.vault.slots.openers import CHEAP, PASSPHRASE, TOKEN
from wellfounded.vault import argon, key_file, slot, wrapping
from wellfounded.vault.errors import SlotDamaged, WrongPassphrase
from wellfounded.vault.slot import Given, NewSlot


def forged(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """As by somebody who writes on the disk of a closed office: the digest fits again."""
    content = json.loads(path.read_bytes())
    del content["sha256"]
    change(content)
    path.write_text(json.dumps(content | {"sha256": key_file.digest_of(content)}), encoding="utf-8")


def rewritten(path: Path, **changes: Any) -> None:
    """The key file with other content and a digest that fits it, as a forger would write it."""
    content = json.loads(path.read_bytes()) | changes
    del content["sha256"]
    path.write_text(json.dumps(content | {"sha256": key_file.digest_of(content)}), encoding="utf-8")


@pytest.mark.usefixtures("key")
def test_every_changed_byte_is_called_damage_and_never_a_wrong_passphrase(path: Path) -> None:
    whole = path.read_bytes()
    for place in range(len(whole)):
        if whole[place : place + 1].isspace():
            continue
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(SlotDamaged):
            slot.open_slot(path, PASSPHRASE)


@pytest.mark.parametrize(
    "change",
    [
        {"wrapped": "AAAA"},
        {"wrapped": "?"},
        {"wrapped": None},
        {"number": 1},
        {"memory": 64.0},
        {"lanes": True},
        {"credential": ["a"], "prf_salt": "AAAA"},
        {"credential": "a", "prf_salt": 1},
    ],
)
@pytest.mark.usefixtures("key")
def test_a_slot_that_lacks_a_part_is_called_damaged_though_the_digest_fits(
    path: Path, change: dict[str, object]
) -> None:
    forged(path, lambda content: content["slots"][0].update(change))
    with pytest.raises(SlotDamaged, match="damaged"):
        slot.open_slot(path, PASSPHRASE)


@pytest.mark.parametrize("part", ["wrapped", "number", "passes"])
@pytest.mark.usefixtures("key")
def test_a_slot_from_which_a_part_was_taken_is_called_damaged(path: Path, part: str) -> None:
    forged(path, lambda content: content["slots"][0].pop(part))
    with pytest.raises(SlotDamaged, match="damaged"):
        slot.open_slot(path, PASSPHRASE)


@pytest.mark.parametrize("salt", [None, 1, "?", "", "AAAA"])
@pytest.mark.usefixtures("key")
def test_a_salt_that_is_none_is_called_damage(path: Path, salt: object) -> None:
    forged(path, lambda content: content.update(salt=salt))
    with pytest.raises(SlotDamaged, match="damaged"):
        slot.open_slot(path, PASSPHRASE)


@pytest.mark.parametrize("label", [None, 1, "", "?", "AAAA", "A" * 400])
def test_a_slot_that_somebody_without_the_key_put_there_is_listed_without_a_name(
    path: Path, key: bytes, label: object
) -> None:
    """So that it can be seen and taken out."""
    forged(path, lambda content: content["slots"].append(content["slots"][0] | {"number": "0000", "label": label}))
    assert [(one.number, one.who) for one in slot.slots(path, key)][1] == ("0000", "")
    slot.remove(path, key, number="0000")
    assert len(slot.slots(path, key)) == 1


def test_more_memory_than_the_computer_gives_is_said(monkeypatch: pytest.MonkeyPatch, path: Path, key: bytes) -> None:
    def without_memory(*_: object) -> bytes:
        raise HashingError("Memory allocation error")

    assert slot.open_slot(path, PASSPHRASE) == key
    monkeypatch.setattr(argon, "hash_secret_raw", without_memory)
    with pytest.raises(SlotDamaged, match="Memory allocation error"):
        slot.open_slot(path, PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"{}", b"\xff", b"[" * 99_999, b" " * 200_000])
def test_what_is_no_key_file_is_called_damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(SlotDamaged, match="damaged"):
        slot.open_slot(path, PASSPHRASE)


def test_a_missing_key_file_is_said(path: Path) -> None:
    with pytest.raises(SlotDamaged, match="No such file"):
        slot.open_slot(path, PASSPHRASE)


@pytest.mark.usefixtures("key")
def test_a_forged_cost_is_refused_before_it_is_paid(path: Path) -> None:
    forged = json.loads(path.read_bytes())["slots"][0]
    rewritten(path, slots=[forged | {"memory": 1 << 30}])
    with pytest.raises(SlotDamaged, match="damaged"):
        slot.open_slot(path, PASSPHRASE)


@pytest.mark.usefixtures("key")
@pytest.mark.parametrize("change", [{"number": "00000000"}, {"label": "AAAA"}, {"more": 1}])
def test_everything_in_a_slot_is_bound_to_it(path: Path, change: dict[str, Any]) -> None:
    forged = json.loads(path.read_bytes())["slots"][0]
    rewritten(path, slots=[forged | change])
    with pytest.raises(WrongPassphrase):
        slot.open_slot(path, PASSPHRASE)


@pytest.mark.parametrize("changes", [{"slots": []}, {"slots": None}, {"slots": [{}]}, {"check": "?"}, {"check": None}])
@pytest.mark.usefixtures("key")
def test_a_file_that_nobody_could_have_written_is_called_damaged(path: Path, changes: dict[str, Any]) -> None:
    rewritten(path, **changes)
    with pytest.raises(SlotDamaged, match="damaged"):
        slot.open_slot(path, PASSPHRASE)


def test_without_the_salt_at_its_head_no_slot_opens(path: Path, key: bytes) -> None:
    slot.add(path, key, new=NewSlot(who="mina", security_key=TOKEN))
    rewritten(path, salt=wrapping.as_text(bytes(32)))
    with pytest.raises(WrongPassphrase):
        slot.open_slot(path, Given(PASSPHRASE, {TOKEN.credential: TOKEN.answer}))


@pytest.mark.usefixtures("key")
def test_a_way_to_another_key_is_refused(path: Path, tmp_path: Path) -> None:
    slot.create(tmp_path / "other.key", PASSPHRASE, cost=CHEAP)
    other = json.loads((tmp_path / "other.key").read_bytes())
    rewritten(path, slots=other["slots"], salt=other["salt"])
    with pytest.raises(SlotDamaged, match="not the store's"):
        slot.open_slot(path, PASSPHRASE)
