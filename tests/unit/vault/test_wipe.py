"""The emergency wipe: killed at any moment it can be finished, and once it began no slot opens."""

import errno
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.unit.vault.killed_changes import CHEAP, OTHER, PASSPHRASE, killed_at
from wellfounded.vault import key_file, quorum_file, slot, unlocked
from wellfounded.vault.errors import StoreLocked, VaultError
from wellfounded.vault.recovery import Recovered
from wellfounded.vault.slot import Given, NewSlot, SecurityKey
from wellfounded.vault.wipe import NOTE, WipeIncomplete, anything_left, wipe

KILLS = int(os.environ.get("WELLFOUNDED_WIPE_KILLS", "100"))  # 1000 for the whole
TOKEN = SecurityKey("credential", "salt", b"p" * 32)
FILES = (
    *("office.db", "office.db-wal", "office.db.before-upgrade", ".office.db.before-upgrade", "before-upgrade.backup"),
    *(".monday.backup.half", ".office.recovery.half", "office.recovery.new", "vectors.lock", "office.running"),
)


def office(home: Path) -> bytes:
    """Its slots reach past the first page of the file, and a change that was killed left a file beside it."""
    path = home / key_file.NAME
    key = slot.create(path, PASSPHRASE, cost=CHEAP)
    slot.add(path, key, new=NewSlot(who="mina", security_key=TOKEN))
    for number in range(12):
        slot.add(path, key, new=NewSlot(who=f"colleague {number}", passphrase=f"{OTHER} {number}"))
    (home / f".{path.name}.half").write_bytes(path.read_bytes())
    quorum_file.write(home / quorum_file.NAME, Recovered(bytes(32)).quorum, made="2026-11-22", store_key=key)
    (home / NOTE).write_text(PASSPHRASE, encoding="utf-8")
    for name in FILES:
        (home / name).write_bytes(b"ciphertext")
    unlocked.hold(home / "office.db", key)
    return key


def ways_left(home: Path) -> list[str]:
    """Every file that still gives the key to somebody who knows everything that people of the office knew."""
    left = []
    for file in home.iterdir():
        for given in (Given(PASSPHRASE), Given(f"{OTHER} 11"), Given(answers={TOKEN.credential: TOKEN.answer})):
            try:
                slot.open_slot(file, given)
                left.append(file.name)
            except VaultError:
                pass
    return left


def test_nothing_is_left_that_opens_the_store(tmp_path: Path) -> None:
    office(tmp_path)
    kept = tmp_path / "kept"
    kept.hardlink_to(tmp_path / key_file.NAME)  # what a look at the blocks of the disk would find
    assert ways_left(tmp_path)
    wipe(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"kept", "office.running", "office.wiped"}
    assert kept.read_bytes() == b""
    with pytest.raises(StoreLocked):
        unlocked.key_for(tmp_path / "office.db")
    assert not anything_left(tmp_path)
    wipe(tmp_path)  # again, when there is nothing


def test_killed_at_each_step_it_can_be_finished(tmp_path: Path) -> None:
    began, first = 0, tmp_path / "first"
    first.mkdir()
    office(first)
    for step in range(1000):
        home = tmp_path / str(step)
        shutil.copytree(first, home)
        status = in_another_process(home, step=step)
        opening = ways_left(home)
        key_gone = key_file.NAME not in opening
        began += key_gone
        # From the first overwritten page on no slot of the key file opens, whatever comes.
        assert key_gone or (home / key_file.NAME).stat().st_size > 4096
        wipe(home)
        assert ways_left(home) == []
        if status == 0:
            assert began > step / 2
            return
    pytest.fail("the wipe never came to its end")


def in_another_process(home: Path, *, step: int) -> int:
    pid = os.fork()
    if pid == 0:  # pragma: no cover - another process
        killed_at(step)
        wipe(home)
        os._exit(0)
    return os.waitpid(pid, 0)[1]


def test_killed_at_any_moment_no_key_is_half_there(tmp_path: Path) -> None:
    """A kill from outside, after a time by chance: the key file opens as before, or never again."""
    draw, whole = random.Random(6), 0  # noqa: S311 - which moments, not a secret
    office(tmp_path)
    content = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    for _ in range(KILLS):
        for name, raw in content.items():
            (tmp_path / name).write_bytes(raw)
        pid = os.fork()
        if pid == 0:  # pragma: no cover - another process
            wipe(tmp_path)
            os._exit(0)
        time.sleep(draw.random() * 0.01)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        path = tmp_path / key_file.NAME
        if path.exists() and path.read_bytes() == content[key_file.NAME]:
            whole += 1  # it had not begun
        else:
            assert key_file.NAME not in ways_left(tmp_path)
    wipe(tmp_path)
    assert ways_left(tmp_path) == []
    assert whole < KILLS


def test_taking_the_name_away_alone_would_have_been_seen(tmp_path: Path) -> None:
    """The control: a key file that is only unlinked opens from its blocks."""
    office(tmp_path)
    kept = tmp_path / "kept"
    kept.hardlink_to(tmp_path / key_file.NAME)
    (tmp_path / key_file.NAME).unlink()
    assert "kept" in ways_left(tmp_path)


@pytest.mark.parametrize("step", ["pwrite", "fsync"])
def test_a_key_that_cannot_be_overwritten_is_emptied_and_its_name_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path, kept = tmp_path / key_file.NAME, tmp_path / "kept"
    path.write_bytes(b"key")
    kept.hardlink_to(path)

    def refused(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, refused)
    with pytest.raises(OSError, match="No space"):
        key_file.destroy(path)
    assert not path.exists()
    assert kept.read_bytes() == b""


def test_what_cannot_be_destroyed_stops_nothing_and_is_told_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(tmp_path)
    folder = tmp_path / "monday.backup"
    folder.mkdir()
    (folder / "kept").touch()
    plain = os.open

    def refusing(path: Path, *given: int) -> int:
        if Path(path).name == key_file.NAME:
            raise PermissionError(errno.EACCES, "Permission denied")
        return plain(path, *given)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refusing)
        with pytest.raises(WipeIncomplete, match=r"office\.key \(Permission denied\)"):
            wipe(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {key_file.NAME, folder.name, "office.running", "office.wiped"}
    assert anything_left(tmp_path)
    with pytest.raises(StoreLocked):
        unlocked.key_for(tmp_path / "office.db")
    wipe(tmp_path)
    assert ways_left(folder) == []
    assert [file.name for file in folder.iterdir()] == ["kept"]
    assert not anything_left(tmp_path)
