"""The file of the keys: its owner's alone, whole after a change that failed and after a kill."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.vault.office_keys.colleagues import CHEAP
from wellfounded.vault.errors import SlotDamaged, VaultError
from wellfounded.vault.office_keys import data_keys
from wellfounded.vault.office_keys import store as store_file
from wellfounded.vault.office_keys.data_keys import Purpose
from wellfounded.vault.office_keys.store import NAME, KeyStore


def test_the_store_is_its_owners_alone_and_never_replaced(tmp_path: Path) -> None:
    made = KeyStore.create(tmp_path / "keys", cost=CHEAP)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert KeyStore(tmp_path / "keys").id == made.id
    with pytest.raises(VaultError, match="already"):
        KeyStore.create(tmp_path / "keys", cost=CHEAP)


def test_a_missing_and_a_damaged_store_are_told(tmp_path: Path) -> None:
    with pytest.raises(SlotDamaged, match="missing"):
        KeyStore(tmp_path)
    (tmp_path / NAME).write_bytes(b"no database at all " * 100)
    with pytest.raises(SlotDamaged, match="damaged"):
        KeyStore(tmp_path)


def test_a_change_that_fails_changes_nothing(store: KeyStore) -> None:
    with pytest.raises(ZeroDivisionError), store.changing() as change:  # noqa: PT012 - what fails is the whole block
        change.execute("INSERT INTO keys VALUES ('a', 'case:1', 'account')")
        raise ZeroDivisionError
    assert store.read("SELECT * FROM keys") == []


def test_what_a_killed_process_was_told_is_made_is_there(tmp_path: Path) -> None:
    """Each line that it printed is a key that it was given; after the kill the store opens and has all of them."""
    folder = tmp_path / "keys"
    KeyStore.create(folder, cost=CHEAP)
    program = (
        "import sys; from pathlib import Path\n"
        "from wellfounded.vault.office_keys import data_keys\n"
        "from wellfounded.vault.office_keys.parties import PrivateKey\n"
        "from wellfounded.vault.office_keys.store import KeyStore\n"
        "from wellfounded.vault.office_keys import people\n"
        "store = KeyStore(Path(sys.argv[1])); people.set_group(store, 'group:all', public=PrivateKey.new().public)\n"
        "wanted = {('group:all', data_keys.Purpose.READ): people.public_of(store, ['group:all'])['group:all']}\n"
        "for number in range(10**6):\n"
        "    data_keys.make(store, f'case:{number}', compartment='account', wanted=wanted); print(number, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(5)]
        os.kill(child.pid, signal.SIGKILL)
        told += child.stdout.readlines()
    again = KeyStore(folder)
    assert again.read("PRAGMA integrity_check") == [("ok",)]
    for line in filter(str.strip, told):
        name = data_keys.named(again, f"case:{int(line)}", compartment="account")
        assert name is not None
        assert data_keys.wraps_of(again, name) == {("group:all", Purpose.READ)}


KILLED_WHILE_MADE = """
import os, signal, sys
from pathlib import Path
from tests.unit.vault.office_keys.colleagues import CHEAP
from wellfounded.vault.office_keys import store

def killed(*_):
    os.kill(os.getpid(), int(sys.argv[3]))

setattr(store, sys.argv[2], killed)
store.KeyStore.create(Path(sys.argv[1]), cost=CHEAP)
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("step", ["_connected", "_sync", "_take_name"])
def test_one_that_was_stopped_while_it_was_made_does_not_stand_in_the_way(
    tmp_path: Path, step: str, end: signal.Signals
) -> None:
    folder = tmp_path / "keys"
    command = [sys.executable, "-c", KILLED_WHILE_MADE, str(folder), step, str(int(end))]
    assert subprocess.run(command, capture_output=True, check=False).returncode == -end
    assert not (folder / NAME).exists()
    made = KeyStore.create(folder, cost=CHEAP)
    assert made.read("PRAGMA integrity_check") == [("ok",)]
    assert [one.name for one in folder.iterdir()] == [NAME]


def test_a_second_name_of_a_key_store_is_not_overwritten(tmp_path: Path) -> None:
    """Of one that was killed when it had its name; then somebody moved the key store elsewhere."""
    made = KeyStore.create(tmp_path / "keys", cost=CHEAP)
    made.path.with_name(f".{NAME}.left").hardlink_to(made.path)
    moved = made.path.rename(tmp_path / NAME)
    KeyStore.create(tmp_path / "keys", cost=CHEAP)
    assert [one.name for one in (tmp_path / "keys").iterdir()] == [NAME]
    assert KeyStore(tmp_path).id == made.id
    assert moved.stat().st_nlink == 1


def test_a_medium_on_which_a_file_has_one_name_takes_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    made = KeyStore.create(tmp_path / "keys", cost=CHEAP)
    assert made.copy_to(tmp_path / "copy") == 0
    assert KeyStore(tmp_path / "copy").id == made.id


def test_one_that_came_meanwhile_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, sync = tmp_path / "keys", store_file._sync  # noqa: SLF001 - the last step before the name

    def meanwhile(path: Path) -> None:
        sync(path)
        (folder / NAME).write_text("of somebody else")

    monkeypatch.setattr(store_file, "_sync", meanwhile)
    with pytest.raises(VaultError, match="already"):
        KeyStore.create(folder, cost=CHEAP)
    assert [(one.name, one.read_text()) for one in folder.iterdir()] == [(NAME, "of somebody else")]


@pytest.mark.parametrize("place", ["a file", "/proc/no such folder"])
def test_a_place_that_takes_no_key_store_is_told_in_words(tmp_path: Path, place: str) -> None:
    made = KeyStore.create(tmp_path / "keys", cost=CHEAP)
    (tmp_path / "a file").write_text("no folder")
    for attempt in (lambda: KeyStore.create(tmp_path / place, cost=CHEAP), lambda: made.copy_to(tmp_path / place)):
        with pytest.raises(VaultError, match="cannot be written"):
            attempt()


def test_a_full_disk_is_told_and_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    def full(*given: object, **more: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*given, **more)  # type: ignore[call-overload]
        connection.execute("PRAGMA max_page_count=2")
        return connection

    made = KeyStore.create(tmp_path / "keys", cost=CHEAP)
    made.read("SELECT 1")
    monkeypatch.setattr(sqlite3, "connect", full)
    for attempt in (lambda: KeyStore.create(tmp_path / "new", cost=CHEAP), lambda: made.copy_to(tmp_path / "copy")):
        with pytest.raises(VaultError, match="full"):
            attempt()
    assert list((tmp_path / "new").iterdir()) == list((tmp_path / "copy").iterdir()) == []


def test_what_was_never_changed_has_no_journal_to_overwrite(tmp_path: Path) -> None:
    made = KeyStore.create(tmp_path / "keys", cost=CHEAP)
    assert data_keys.erase(made, "case:1", compartment="account") is False
    made.overwrite_journal()


@pytest.mark.parametrize("of", ["folder", "file"])
def test_one_of_another_user_is_not_called_damaged_or_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, of: str
) -> None:
    KeyStore.create(tmp_path / "keys", cost=CHEAP)

    def denied(_: Path) -> bool:
        raise PermissionError

    if of == "folder":
        monkeypatch.setattr(Path, "exists", denied)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(VaultError, match="may not be read and written by this user"):
        KeyStore(tmp_path / "keys")
