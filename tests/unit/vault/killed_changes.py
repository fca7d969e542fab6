"""Changes a key file until it is stopped at the n-th step that touches the disk, as `kill -9` would: for the tests."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wellfounded.vault import slot
from wellfounded.vault.argon import Cost
from wellfounded.vault.slot import NewSlot

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "four words are enough"  # noqa: S105 - of nobody
OTHER = "and other four words"
# Whatever reaches the disk goes through one of these.
STEPS = ("open", "write", "fsync", "link", "replace", "rename", "unlink", "pwrite", "ftruncate", "close")


def change(path: Path, what: str) -> None:
    key = slot.open_slot(path, PASSPHRASE)
    listed = slot.slots(path, key)
    if what == "add":
        slot.add(path, key, new=NewSlot(who="mina", passphrase=OTHER, cost=CHEAP))
    elif what == "change":
        slot.change(path, key, number=listed[0].number, new=NewSlot(passphrase=OTHER, cost=CHEAP))
    else:
        slot.remove(path, key, number=listed[1].number)


def killed_at(step: int) -> None:
    """Before the step of this number the process is gone."""
    left = step

    def counted(plain: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **more: Any) -> Any:
            nonlocal left
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
            return plain(*given, **more)

        return call

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
