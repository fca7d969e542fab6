"""Slots that a security key opens, alone or with a passphrase."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.vault.slots.openers import OTHER, TOKEN
from wellfounded.vault import slot
from wellfounded.vault.errors import WrongPassphrase
from wellfounded.vault.slot import Given, NewSlot, Slot


def test_a_security_key_opens_alone_where_no_passphrase_was_set(path: Path, key: bytes) -> None:
    slot.add(path, key, new=NewSlot(who="mina", security_key=TOKEN))
    assert slot.security_keys(path) == {TOKEN.credential: TOKEN.salt}
    assert slot.open_slot(path, Given(answers={TOKEN.credential: TOKEN.answer})) == key
    for wrong in ({TOKEN.credential: b"q" * 32}, {"another": TOKEN.answer}, {}):
        with pytest.raises(WrongPassphrase):
            slot.open_slot(path, Given(answers=wrong))


def test_a_slot_of_both_needs_both(path: Path, key: bytes) -> None:
    slot.add(path, key, new=NewSlot(who="mina", passphrase=OTHER, security_key=TOKEN))
    answers = {TOKEN.credential: TOKEN.answer}
    assert slot.open_slot(path, Given(OTHER, answers)) == key
    for given in (Given(OTHER), Given(answers=answers), Given("a wrong passphrase", answers)):
        with pytest.raises(WrongPassphrase):
            slot.open_slot(path, given)
    assert slot.slots(path, key)[1:] == [
        Slot(slot.slots(path, key)[1].number, "mina", slot.slots(path, key)[1].made, passphrase=True, security_key=True)
    ]


def test_a_store_that_only_security_keys_open_says_so(path: Path, key: bytes) -> None:
    assert not slot.needs_a_browser(path)
    slot.add(path, key, new=NewSlot(who="mina", security_key=TOKEN))
    slot.remove(path, key, number=slot.slots(path, key)[0].number)
    assert slot.needs_a_browser(path)
