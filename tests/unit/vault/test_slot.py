"""The key file: each slot opens on its own, and a wrong passphrase is told apart from damage."""

import json
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from argon2.exceptions import HashingError

from wellfounded.vault import argon, key_file, slot, wrapping
from wellfounded.vault.argon import Cost
from wellfounded.vault.errors import SlotDamaged, VaultError, WrongPassphrase
from wellfounded.vault.slot import Given, NewSlot, SecurityKey, Slot

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "four words are enough"  # noqa: S105 - of nobody
OTHER = "and other four words"
TOKEN = SecurityKey("credential-of-a-token", "salt", b"p" * 32)
FIRST_FORMAT = Path(__file__).with_name("first_format.key")


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


def forged(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """As by somebody who writes on the disk of a closed office: the digest fits again."""
    content = json.loads(path.read_bytes())
    del content["sha256"]
    change(content)
    path.write_text(json.dumps(content | {"sha256": key_file.digest_of(content)}), encoding="utf-8")


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


def rewritten(path: Path, **changes: Any) -> None:
    """The key file with other content and a digest that fits it, as a forger would write it."""
    content = json.loads(path.read_bytes()) | changes
    del content["sha256"]
    path.write_text(json.dumps(content | {"sha256": key_file.digest_of(content)}), encoding="utf-8")


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
            broken.setattr(slot, "_made", lambda *_, **__: {"version": 2, "credential": "another", "label": "half"})
        else:
            place: Any = {"fsync": os, "replace": Path}[step]
            broken.setattr(place, step, fail)
        with pytest.raises((OSError, SlotDamaged)):
            slot.change_passphrase(path, old=PASSPHRASE, new=OTHER, cost=CHEAP)
    assert slot.open_slot(path, PASSPHRASE) == key
    assert [file.name for file in path.parent.iterdir()] == ["office.key"]


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


@pytest.mark.parametrize(("typed", "token"), [("short", None), ("", None), ("s", TOKEN)])
def test_a_slot_that_anybody_would_guess_is_refused(
    path: Path, key: bytes, typed: str, token: SecurityKey | None
) -> None:
    with pytest.raises(VaultError, match="at least 12"):
        slot.add(path, key, new=NewSlot(passphrase=typed, security_key=token))


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


def test_a_cheap_slot_that_somebody_wrote_in_does_not_make_the_next_one_cheap(
    path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    dear = Cost(memory=128, passes=2, lanes=1)
    monkeypatch.setattr(slot, "LEAST", dear)
    monkeypatch.setattr(slot, "calibrated", lambda: dear)
    slot.add(path, key, new=NewSlot(who="mina", passphrase=OTHER))
    slots = json.loads(path.read_text(encoding="utf-8"))["slots"]
    assert [(one["memory"], one["passes"]) for one in slots] == [(64, 1), (128, 2)]


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
