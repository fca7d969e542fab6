"""An emergency wipe in the midst of saving, again and again: nothing opens afterwards, however far the save had come.

In every other round the wipe itself is killed on its way first, and done once more. The office saves on meanwhile, and
changes its key file now and then, until it is ended as the wipe ends it.
"""

from __future__ import annotations

import os
import select
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from unittest.mock import patch

from tests.crash import office
from tests.crash.canaries import image_of
from tests.crash.look import KEY_FILE, passphrase_of
from wellfounded.vault import slot
from wellfounded.vault.errors import VaultError
from wellfounded.vault.wipe import wipe

LONGEST = 0.15  # seconds of saving before the wipe
ON_ITS_WAY = 0.03  # seconds of a wipe before it is killed
STAYING = frozenset({"office.wiped", "office.running"})  # empty, or a number of a process
CHANGES = 40  # of the passphrase, more than a round has time for


def wipe_often(scratch: Path, *, rounds: int, early: bool = False, seed: int = 6) -> Counter[str]:
    """How many rounds left nothing, and how long a wipe took until the office had ended, in microseconds.

    Most of that time a wipe waits for the disk, and how long one that others keep busy takes says nothing of the wipe:
    so it is counted as well how often it waits.

    `early` is the negative control: a wipe that takes the name of the key file away and calls it done.
    """
    dice = Random(seed)  # noqa: S311 - a drill
    office.build(scratch / "base")
    key = slot.open_slot(scratch / "base" / KEY_FILE, passphrase_of(0))
    found, took, waits = Counter[str](), list[int](), list[int]()
    for place in range(rounds):
        home = office.copy(scratch / "base", scratch / "wiped")
        child = _saving(home, key, after=dice.random() * LONGEST)
        if place % 2 and not early:
            found["killed on the way"] += _killed(home, after=dice.random() * ON_ITS_WAY)
        with _waits_counted(waits):
            took.append(_ended(home, child, early=early))
        found[_left(home, key) or "nothing left"] += 1
    took.sort()
    found["median"], found["p95"], found["longest"] = took[len(took) // 2], took[len(took) * 95 // 100], took[-1]
    found["waits for the disk"] = max(waits)
    return found


@contextmanager
def _waits_counted(waits: list[int]) -> Iterator[None]:
    with patch.object(os, "fsync", wraps=os.fsync) as waiting:
        yield
    waits.append(waiting.call_count)


def _saving(home: Path, key: bytes, *, after: float) -> int:
    """A process of the office that saves from now on, some moments after its first acknowledgement."""
    hearing, telling = os.pipe()
    child = os.fork()
    if child == 0:
        _save(home, key, telling=telling)
    os.close(telling)
    select.select([hearing], [], [], 20)
    os.close(hearing)
    time.sleep(after)
    return child


def _save(home: Path, key: bytes, *, telling: int) -> None:
    def told(said: str) -> None:
        if said == "line 0":
            os.write(telling, b"saved")

    try:
        office.open_in(home, key=key)
        save = office.saver(home, told=told)
        place = 0
        while True:
            save(place)
            place += 1
    finally:
        time.sleep(20)  # a save that fails, since its files are gone, ends no office
        os._exit(3)


def _killed(home: Path, *, after: float) -> int:
    """A wipe in a process of its own, ended by force. Whether it had begun and not come to its end."""
    child = os.fork()
    if child == 0:
        wipe(home)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return int(os.WIFSIGNALED(status) and (home / "office.wiped").exists())


def _ended(home: Path, child: int, *, early: bool) -> int:
    begun = time.perf_counter()
    try:
        if early:
            (home / KEY_FILE).unlink()
        else:
            wipe(home)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return int((time.perf_counter() - begun) * 1_000_000)


def _left(home: Path, key: bytes) -> str:
    """What somebody who takes the computer now could use; empty when there is nothing."""
    for file in home.iterdir():
        if file.is_file() and _opens(file):
            return "a slot that opens"
    image = image_of(home)
    if key in image or key.hex().encode() in image:
        return "the key"
    more = {path.name for path in home.rglob("*")} - STAYING
    return f"files: {', '.join(sorted(more))}" if more else ""


def _opens(file: Path) -> bool:
    for number in range(CHANGES):
        try:
            slot.open_slot(file, passphrase_of(number))
        except VaultError:
            continue
        return True
    return False
