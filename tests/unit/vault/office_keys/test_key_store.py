"""The file of the keys: its owner's alone, whole after a change that failed and after a kill."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.vault.office_keys.colleagues import CHEAP
from wellfounded.vault.errors import SlotDamaged, VaultError
from wellfounded.vault.office_keys import data_keys
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
