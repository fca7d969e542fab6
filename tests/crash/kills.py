"""`kill -9` in the midst of saving, again and again on the same store."""

from __future__ import annotations

import os
import select
import signal
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.crash import office
from tests.crash.look import KEY_FILE, Promised, passphrase_of, trouble_in
from wellfounded.vault import slot
from wellfounded.vault.errors import VaultError

AFRESH = 100  # rounds on one store, whose log is looked through each time
LONGEST = 0.12  # seconds after the first acknowledgement


def kill(scratch: Path, *, rounds: int, early: bool = False, seed: int = 6) -> Counter[str]:
    """How many rounds left everything that was acknowledged, and what was wrong with the others."""
    dice = Random(seed)  # noqa: S311 - a drill
    office.build(scratch / "base")
    found: Counter[str] = Counter()
    promised, home = Promised(), scratch / "killed"
    for place in range(rounds):
        if place % AFRESH == 0:
            promised, home = Promised(), office.copy(scratch / "base", home)
        before = len(promised.lines)
        _round(home, promised, after=dice.random() * LONGEST, early=early)
        found[trouble_in(home, promised, deep=place % 10 == 0).partition(":")[0] or "whole"] += 1
        found["acknowledged"] += len(promised.lines) - before
        promised.key = _key_now(home, promised.key)
    return found


def _key_now(home: Path, number: int) -> int:
    """A passphrase that was changed, and whose change was not acknowledged any more, counts from here on."""
    for candidate in (number, number + 1):
        try:
            slot.open_slot(home / KEY_FILE, passphrase_of(candidate))
        except VaultError:
            continue
        return candidate
    return number


def _round(home: Path, promised: Promised, *, after: float, early: bool) -> None:
    hearing, telling = os.pipe()
    child = os.fork()
    if child == 0:
        _save_until_killed(home, promised, telling=telling, early=early)
    os.close(telling)
    select.select([hearing], [], [], 20)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(hearing, encoding="ascii") as acknowledged:
        for said in acknowledged.read().splitlines(keepends=True):
            if said.endswith("\n"):
                promised.take(said.strip())


def _save_until_killed(home: Path, promised: Promised, *, telling: int, early: bool) -> None:
    def told(said: str) -> None:
        os.write(telling, f"{said}\n".encode())

    try:
        key = slot.open_slot(home / KEY_FILE, passphrase_of(promised.key))
        office.open_in(home, key=key)
        save = office.saver(home, told=told, begun=promised.key, early=early)
        place = max((int(line.split()[1]) for line in promised.lines), default=-1) + 2
        while True:
            save(place)
            place += 1
    finally:
        os._exit(3)
