"""A wipe that comes while somebody writes a key: whoever was at work, or just starting, brings nothing back."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.vault.killed_changes import CHEAP, OTHER, PASSPHRASE
from wellfounded.vault import key_file, quorum_file, slot, tombstone, wipe
from wellfounded.vault.errors import VaultError
from wellfounded.vault.recovery import Recovered
from wellfounded.vault.slot import NewSlot
from wellfounded.vault.tombstone import Wiped
from wellfounded.vault.wipe import WipeIncomplete

KEY = b"k" * 32
NEW = NewSlot(who="mina", passphrase=OTHER, cost=CHEAP)


def first_start(home: Path) -> None:
    slot.create(home / key_file.NAME, PASSPHRASE, cost=CHEAP)


def colleague(home: Path) -> None:
    slot.add(home / key_file.NAME, KEY, new=NEW)


def recovery(home: Path) -> None:
    quorum_file.write(home / quorum_file.NAME, Recovered(bytes(32)).quorum, made="2026-11-22", store_key=KEY)


WRITERS = (first_start, colleague, recovery)


@pytest.fixture(params=WRITERS)
def writer(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Path], None]:
    if request.param is not first_start:
        slot.create_for(tmp_path / key_file.NAME, KEY, new=NewSlot(passphrase=PASSPHRASE, cost=CHEAP))
        recovery(tmp_path)
    written: Callable[[Path], None] = request.param
    return written


def left(home: Path) -> set[str]:
    return {one.name for one in home.iterdir()}


def test_whoever_comes_after_a_wipe_writes_nothing(tmp_path: Path, writer: Callable[[Path], None]) -> None:
    wipe.wipe(tmp_path)
    with pytest.raises(VaultError):
        writer(tmp_path)
    assert left(tmp_path) == {tombstone.NAME}
    with pytest.raises(Wiped, match="another folder"):
        first_start(tmp_path)
    (tmp_path / tombstone.NAME).unlink()
    first_start(tmp_path)  # the control: it is the tombstone that stops it


# Before these steps of the change somebody else wipes, and waits for nobody.
@pytest.mark.parametrize("step", ["open", "fsync", "link", "replace", "unlink"])
def test_a_wipe_in_the_middle_of_a_change_leaves_nothing_of_it(
    tmp_path: Path, writer: Callable[[Path], None], step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, done = getattr(os, step), list[int]()

    def wiped_first(*given: object, **more: object) -> object:
        if not done and not (step == "open" and given[0] == tmp_path):
            done.append(1)
            pid = os.fork()
            if pid == 0:  # pragma: no cover - another process
                monkeypatch.undo()
                wipe.LONGEST = 0.0
                try:
                    wipe.wipe(tmp_path)
                except WipeIncomplete:
                    os._exit(1)
                os._exit(0)
            assert os.waitpid(pid, 0)[1] >> 8 == 1  # somebody was writing, and the wipe said so
        return plain(*given, **more)

    with monkeypatch.context() as patched:
        patched.setattr(os, step, wiped_first)
        try:
            writer(tmp_path)
        except (VaultError, OSError):
            assert done
    assert (left(tmp_path) == {tombstone.NAME}) == bool(done)  # not every writer takes every step


def test_a_writer_that_is_stopped_and_ends_is_waited_for(tmp_path: Path) -> None:
    """It never looks again: what it wrote after the first pass is destroyed by the second."""
    began = tmp_path / "began"
    pid = os.fork()
    if pid == 0:  # pragma: no cover - another process
        with key_file.changing(tmp_path / key_file.NAME):
            began.touch()
            time.sleep(0.3)
            (tmp_path / key_file.NAME).write_bytes(b"key")
            (tmp_path / f".{key_file.NAME}.half").write_bytes(b"key")
            os.kill(os.getpid(), signal.SIGKILL)
    while not began.exists():
        time.sleep(0.01)
    wipe.wipe(tmp_path)
    os.waitpid(pid, 0)
    assert left(tmp_path) == {tombstone.NAME, "began"}


def test_a_writer_that_does_not_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wipe, "LONGEST", 0.02)
    path = tmp_path / key_file.NAME

    def wiped_in_the_middle() -> None:
        with key_file.changing(path):
            with pytest.raises(WipeIncomplete, match="at this moment"):
                wipe.wipe(tmp_path)
            path.write_bytes(b"key")

    with pytest.raises(Wiped):
        wiped_in_the_middle()
    assert left(tmp_path) == {tombstone.NAME}


def test_a_folder_that_is_not_there_has_nothing_to_wipe(tmp_path: Path) -> None:
    wipe.wipe(tmp_path / "nothing")
    assert left(tmp_path) == set()


def test_a_folder_that_cannot_be_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first_start(tmp_path)
    plain = os.open

    def refusing(path: Path, *given: int, **more: int) -> int:
        if path == tmp_path and sys._getframe(1).f_code.co_name == "nobody_changing":  # noqa: SLF001 - who asks
            raise PermissionError(13, "Permission denied")
        return plain(path, *given, **more)

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(WipeIncomplete, match="Permission denied"):
        wipe.wipe(tmp_path)
    assert left(tmp_path) == {tombstone.NAME}
