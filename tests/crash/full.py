"""A disk that is full at some offset of a save: what was acknowledged stays, and what comes next is refused."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.crash import office
from tests.crash.look import KEY_FILE, Promised, passphrase_of, trouble_in
from wellfounded.vault import slot

SIZE = 8 << 20
BLOCK = 4096
FILLER = "filler"
MOST_FREE = 160  # blocks left, beyond what a save needs
SAVES = 40


def can_mount() -> bool:
    return os.geteuid() == 0 and Path("/bin/mount").exists()


@contextmanager
def small_disk(at: Path) -> Iterator[Path]:
    at.mkdir()
    kind = ["-t", "tmpfs", "-o", f"size={SIZE},mode=700", "wellfounded-crash"]
    subprocess.run(["/bin/mount", *kind, str(at)], check=True)
    try:
        yield at
    finally:
        subprocess.run(["/bin/umount", "-l", str(at)], check=True)


def fill(scratch: Path, *, rounds: int, early: bool = False, seed: int = 6) -> Counter[str]:
    """How many rounds ended with a plain refusal and everything acknowledged in place."""
    dice = Random(seed)  # noqa: S311 - a drill
    office.build(scratch / "base")
    found: Counter[str] = Counter()
    with small_disk(scratch / "small") as disk:
        for _ in range(rounds):
            home = office.copy(scratch / "base", disk / "office")
            found[_round(home, disk, free=1 + dice.randrange(MOST_FREE), early=early)] += 1
    return found


def _round(home: Path, disk: Path, *, free: int, early: bool) -> str:
    room = os.statvfs(disk)
    with (disk / FILLER).open("wb") as filler:
        os.posix_fallocate(filler.fileno(), 0, max(1, room.f_bavail - free) * BLOCK)
    said, ended = _saved_until_full(home, early=early)
    promised = Promised.by(said)
    (disk / FILLER).unlink()
    wrong = trouble_in(home, promised, deep=True).partition(":")[0]
    return wrong or ("whole" if ended in {"refused", "all saved"} else ended)


def _saved_until_full(home: Path, *, early: bool) -> tuple[list[str], str]:
    """What was acknowledged, and how it ended, from a process of its own: nothing of it stays in this one."""
    hearing, telling = os.pipe()
    child = os.fork()
    if child == 0:
        _save(home, telling, early=early)
    os.close(telling)
    with os.fdopen(hearing, encoding="utf-8") as acknowledged:
        said = acknowledged.read().splitlines()
    os.waitpid(child, 0)
    return said[:-1], said[-1] if said else "silent"


def _save(home: Path, telling: int, *, early: bool) -> None:
    def told(said: str) -> None:
        os.write(telling, f"{said}\n".encode())

    try:
        office.open_in(home, key=slot.open_slot(home / KEY_FILE, passphrase_of(0)))
        save = office.saver(home, told=told, early=early)
        for place in range(SAVES):
            save(place)
        told("all saved")
    except (office.DatabaseError, OSError) as error:
        words = str(error)
        told("refused" if "full" in words or "No space" in words or "disk I/O" in words else f"other: {words}")
    except BaseException as error:  # noqa: BLE001 - said by name, and counted as a fault
        told(f"other: {type(error).__name__}")
    finally:
        os._exit(0)
