"""A change of the key file that is killed at any step leaves a file that opens, with the old slot or the new one."""

import os
import signal
from pathlib import Path

import pytest

from tests.unit.vault.killed_changes import CHEAP, OTHER, PASSPHRASE, change, killed_at
from wellfounded.vault import key_file, slot
from wellfounded.vault.errors import SlotDamaged, WrongPassphrase
from wellfounded.vault.slot import NewSlot

THIRD, LATER = "a third one of four words", "later than all of it"


def killed(path: Path, what: str, *, step: int) -> bool:
    """Whether the change was killed before its end."""
    pid = os.fork()
    if pid == 0:  # pragma: no cover - another process
        killed_at(step)
        change(path, what)
        os._exit(0)
    status = os.waitpid(pid, 0)[1]
    assert status in {0, signal.SIGKILL}, status
    return status != 0


def opens(path: Path, passphrase: str) -> bytes | None:
    try:
        return slot.open_slot(path, passphrase)
    except WrongPassphrase:
        return None


def steps_of(path: Path, what: str) -> int:
    """Kill the change at each of its steps, and hold what is left against what was there."""
    for step in range(1000):
        path.unlink(missing_ok=True)
        key = slot.create(path, PASSPHRASE, cost=CHEAP)
        slot.add(path, key, new=NewSlot(who="third", passphrase=THIRD, cost=CHEAP))
        was_killed = killed(path, what, step=step)
        assert key in {opens(path, PASSPHRASE), opens(path, OTHER)}, f"{what} killed at step {step} lost the store"
        if what != "remove":
            assert opens(path, THIRD) == key
        # The next change finds its way, and leaves nothing of the killed one behind.
        slot.add(path, key, new=NewSlot(who="later", passphrase=LATER, cost=CHEAP))
        assert key_file.leftovers(path) == []
        if not was_killed:
            return step
    pytest.fail("the change never came to its end")


@pytest.mark.parametrize("what", ["add", "change", "remove"])
def test_a_change_killed_at_any_step_loses_nothing(tmp_path: Path, what: str) -> None:
    assert steps_of(tmp_path / "office.key", what) > 10


def test_a_change_in_place_would_have_been_seen(tmp_path: Path) -> None:
    """The control: written over the old file, some step loses the store."""

    def in_place(path: Path, content: key_file.Content, *, check: object) -> None:  # noqa: ARG001 - as the real one
        handle = os.open(path, os.O_WRONLY | os.O_TRUNC)
        os.write(handle, key_file.canonical(content | {"sha256": key_file.digest_of(content)}))
        os.close(handle)

    path, lost, step = tmp_path / "office.key", 0, 0
    was_killed = True
    while was_killed:
        path.unlink(missing_ok=True)
        slot.create(path, PASSPHRASE, cost=CHEAP)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(key_file, "replace", in_place)
            was_killed = killed(path, "add", step=step)
        try:
            slot.open_slot(path, PASSPHRASE)
        except SlotDamaged:
            lost += 1
        step += 1
    assert lost > 0
