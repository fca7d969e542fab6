"""An office comes back from a backup of the first version, and from a failed upgrade, with nothing lost."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
from django.db.utils import OperationalError
from sqlcipher3 import dbapi2

from bench.load.server import free_port
from tests.integration.store.drill import PASSPHRASE
from tests.integration.store.golden import BACKUP, ENTRIES, KEEPER, SHARES
from wellfounded.cli.office import OfficeError
from wellfounded.cli.store.restoring import room_in
from wellfounded.config import running
from wellfounded.vault import backup_file, quorum_file, recovery, slot
from wellfounded.vault.errors import VaultError

ROOT = Path(__file__).parents[3]
PROGRAM = str(Path(sys.executable).with_name("wellfounded"))
KEPT = {".running", ".wiped"}  # what a wipe leaves: no key, and no store
DRILL = str(Path(__file__).with_name("drill.py"))


def ran(*command: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WELLFOUNDED_", "DJANGO_"))}
    kept |= {"COLUMNS": "110", "PYTHONWARNINGS": "ignore", **more}
    return subprocess.run(
        command, cwd=ROOT, env=kept, input=typed, capture_output=True, text=True, timeout=300, check=False
    )


def in_words(*shares: int) -> str:
    return "".join(" ".join(SHARES[one].split()) + "\n" for one in shares)


def restore(file: Path, to: Path, *, typed: str) -> subprocess.CompletedProcess[str]:
    return ran(PROGRAM, "backup", "restore", str(file), "--to", str(to), "--for", KEEPER, typed=typed)


@pytest.fixture(scope="module")
def restored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("restored") / "office"
    done = restore(BACKUP, home, typed=in_words(0, 2) + f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert done.returncode == 0, done.stderr
    assert f"{ENTRIES} entries of the log fit" in done.stdout
    return home


@pytest.fixture
def home(restored: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(restored, tmp_path / "office"))


def drill(home: Path, *what: str, **more: str) -> subprocess.CompletedProcess[str]:
    return ran(sys.executable, DRILL, *what, WELLFOUNDED_HOME=str(home), **more)


def test_a_backup_of_the_first_version_restores_with_a_key_of_its_own(restored: Path) -> None:
    assert {path.name: path.stat().st_mode & 0o777 for path in restored.iterdir()} == {
        "office.db": 0o600,
        "office.key": 0o600,
        "office.recovery": 0o600,
    }
    assert restored.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in restored.parent.iterdir()] == ["office"]
    told = drill(restored, "tell")
    assert told.stdout == f"{ENTRIES + 1} True []\n", told.stderr  # the restore stands in the log


def test_a_place_that_cannot_take_it_is_told_before_any_share_is_typed(tmp_path: Path) -> None:
    done = restore(BACKUP, tmp_path / "gone" / "office", typed="")
    assert (done.returncode, "WF-080" in done.stderr, "Share" in done.stderr) == (2, True, False), done.stderr


@pytest.mark.parametrize(
    "what", [("restore", str(BACKUP), "--to", "{}/office", "--for", KEEPER), ("verify", "{}/a.backup", "--shares")]
)
def test_a_disk_without_room_is_told_and_nothing_stays(tmp_path: Path, what: tuple[str, ...]) -> None:
    shutil.copy(BACKUP, tmp_path / "a.backup")
    words = (word.format(tmp_path) for word in what)
    typed = in_words(0, 2) + f"{PASSPHRASE}\n{PASSPHRASE}\n"
    # A file may grow to 64 KB and no further: what a full disk does, for this one process.
    done = ran("prlimit", "--fsize=65536", PROGRAM, "backup", *words, typed=typed)
    assert (done.returncode, f"cannot be laid in {tmp_path}" in done.stderr) == (2, True), done.stderr
    assert "WF-900" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.backup"]


def full(why: str) -> Exception:
    fault: Exception = dbapi2.OperationalError(why)
    return fault


def wrapped(why: str) -> Exception:
    """As the upgrade of the store tells it."""
    told = VaultError("The store could not be upgraded.")
    told.__context__ = OperationalError(why)
    told.__context__.__cause__ = full(why)
    return told


@pytest.mark.parametrize("fault", [full, wrapped])
@pytest.mark.parametrize("why", ["database or disk is full", "disk I/O error"])
def test_a_disk_that_the_store_finds_full_is_told_as_one(
    tmp_path: Path, why: str, fault: Callable[[str], Exception]
) -> None:
    """Late in a restore SQLite writes the store anew, and says so in its own words."""
    with pytest.raises(OfficeError, match=f"{why}. Nothing of it is kept"), room_in(tmp_path, prefix=".a."):
        raise fault(why)
    assert not list(tmp_path.iterdir())


def test_another_fault_of_the_store_stays_a_fault(tmp_path: Path) -> None:
    with pytest.raises(dbapi2.OperationalError), room_in(tmp_path, prefix=".a."):
        raise dbapi2.OperationalError("no such table: a")


def test_the_key_in_the_backup_does_not_open_what_was_restored(restored: Path) -> None:
    """Whoever has the file and two of its shares has that key: also after a new recovery, which it outlives."""
    with BACKUP.open("rb") as stream:
        sealed = backup_file.look_at(stream)
        key = backup_file.key_of(sealed, recovery.recovered(SHARES[:2]))
        facts, _ = next(backup_file.members(stream, sealed, key=key))
    own = slot.open_slot(restored / "office.key", PASSPHRASE)
    assert readable(restored / "office.db", own)  # the control
    assert not readable(restored / "office.db", bytes.fromhex(facts["key"]))
    standing = quorum_file.read(restored / "office.recovery")
    assert standing is not None
    assert standing.store_key(recovery.recovered(SHARES[1:])) == own


def readable(store: Path, key: bytes) -> bool:
    connection = dbapi2.connect(str(store))
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    except dbapi2.DatabaseError:
        return False
    finally:
        connection.close()


def test_a_share_less_or_a_place_that_is_taken_restores_nothing(restored: Path, tmp_path: Path) -> None:
    alone = restore(BACKUP, tmp_path / "new", typed=in_words(1, 1))
    assert alone.returncode == 2
    assert "2 different shares" in alone.stderr
    taken = restore(BACKUP, restored, typed="")
    assert taken.returncode == 2
    assert "there already" in taken.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_backup_that_was_cut_is_refused_before_any_share_is_asked(tmp_path: Path) -> None:
    cut = tmp_path / "cut.backup"
    cut.write_bytes(BACKUP.read_bytes()[:-1000])
    refused = restore(cut, tmp_path / "new", typed="")
    assert refused.returncode == 2
    assert "[WF-117]" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["cut.backup"]


def test_a_backup_of_an_office_at_work_holds_one_moment_of_it(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "at-work.backup"
    made = drill(home, "backup", DRILL_OUT=str(out))
    assert made.returncode == 0, made.stderr
    before, after = map(int, made.stdout.split())
    assert not list(home.glob(".backup.*"))
    checked = ran(PROGRAM, "backup", "verify", str(out), "--shares", typed=in_words(1, 2))
    assert checked.returncode == 0, checked.stderr
    entries = re.search(r"(\d+) entries of the log fit", checked.stdout)
    assert entries is not None
    # The restore's own entry, the backup's and its checkpoint, and what others wrote until that moment.
    assert ENTRIES + 3 + before <= int(entries[1]) <= ENTRIES + 3 + after
    assert sorted(path.name for path in tmp_path.iterdir()) == ["at-work.backup", "office"]


@pytest.mark.parametrize(
    ("migrations", "ended", "said"), [("failing", 0, "is as it was"), ("killed", -signal.SIGKILL, "")]
)
def test_an_upgrade_that_fails_leaves_the_store_as_it_was(home: Path, migrations: str, ended: int, said: str) -> None:
    failed = drill(home, "upgrade", DRILL_MIGRATIONS=migrations)
    assert failed.returncode == ended, failed.stderr
    assert said in failed.stdout
    assert (home / "office.db.before-upgrade").stat().st_size > 1_000_000
    # The version before opens it, and the next attempt of a mended one succeeds and leaves no copy behind.
    assert drill(home, "tell").stdout == f"{ENTRIES + 1} True []\n"
    mended = drill(home, "upgrade", "tell", "upgrade", DRILL_MIGRATIONS="later")
    assert mended.stdout == f"{ENTRIES + 1} True ['config_later']\n", mended.stderr
    assert not (home / "office.db.before-upgrade").exists()


def test_the_copy_from_before_an_upgrade_is_an_office(home: Path) -> None:
    drill(home, "upgrade", DRILL_MIGRATIONS="later")
    (home / "office.db.before-upgrade").replace(home / "office.db")
    assert drill(home, "tell").stdout == f"{ENTRIES + 1} True []\n"


def read_until(stream: IO[str], words: str) -> str:
    said = ""
    while words not in said:
        line = stream.readline()
        assert line, f"the office ended and said only: {said}"
        said += line
    return said


def test_a_wipe_ends_an_open_office_with_all_its_processes(home: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("WELLFOUNDED_", "DJANGO_"))
    }
    environment |= {"WELLFOUNDED_HOME": str(home), "WELLFOUNDED_PORT": str(free_port()), "WELLFOUNDED_PROCESSES": "3"}
    command = [sys.executable, "-m", "wellfounded.config.serve"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as office:
        assert office.stdin is not None
        assert office.stdout is not None
        office.stdin.write(f"{PASSPHRASE}\n")
        office.stdin.close()
        said = read_until(office.stdout, "Ctrl-C")
        assert "No recovery yet" not in said
        assert running.first_process(home) == office.pid
        wiped = ran(PROGRAM, "vault", "wipe", typed="wipe\n", WELLFOUNDED_HOME=str(home))
        assert wiped.returncode == 0, wiped.stderr
        assert "lost" in wiped.stderr
        assert office.wait(timeout=30) == -signal.SIGKILL
        assert office.stdout.read() == ""  # no process is left that holds the other end
    assert running.first_process(home) is None
    assert not [path.name for path in home.iterdir() if path.name.startswith("office.") and path.suffix not in KEPT]
    again = ran(PROGRAM, "vault", "wipe", "--now", WELLFOUNDED_HOME=str(home))
    assert again.returncode == 2
    assert "Nothing was left to wipe" in again.stderr


def test_an_answer_that_is_not_the_word_wipes_nothing(home: Path) -> None:
    kept = ran(PROGRAM, "vault", "wipe", typed="yes\n", WELLFOUNDED_HOME=str(home))
    assert kept.returncode == 2
    assert "Nothing was wiped" in kept.stderr
    assert (home / "office.key").exists()
