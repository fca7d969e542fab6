"""Power cuts: every moment of a recorded run, and at each of them what the disk may hold."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from tests.crash import office
from tests.crash.disk import crashes
from tests.crash.look import Promised, trouble_in
from tests.crash.recorded import record

SAVES = 40
EACH_DEEP = 25
State = tuple[tuple[int, int, int], frozenset[tuple[str, int, int]]]


def cut(scratch: Path, *, count: int, synchronous: str = "FULL", seed: int = 6) -> Counter[str]:
    """How many of `count` crash states were whole, and what was wrong with the others.

    A disk that was looked at before, under the same promises, is not looked at again: `different` is how many were.
    """
    office.build(scratch / "base")
    home = office.copy(scratch / "base", scratch / "recorded")
    ops = record(home, str(SAVES), synchronous, log=scratch / "calls")
    (home / "acknowledged").unlink()
    found, judged = Counter[str](), dict[State, str]()
    for place, (files, said) in enumerate(crashes(scratch / "base", ops, count=count, dice=Random(seed))):  # noqa: S311 - a drill
        promised = Promised.by(said)
        deep = place % EACH_DEEP == 0
        state = (promised.reached, frozenset((name, len(content), hash(content)) for name, content in files.items()))
        if deep or state not in judged:
            judged[state] = trouble_in(_laid_out(files, scratch / "state"), promised, deep=deep).partition(":")[0]
        found[judged[state] or "whole"] += 1
    found["different"] = len(judged)
    return found


def _laid_out(files: dict[str, bytes], state: Path) -> Path:
    shutil.rmtree(state, ignore_errors=True)
    state.mkdir()
    for name, content in files.items():
        (state / name).write_bytes(content)
    return state


def memory() -> Path:
    """Where the states are laid out: in memory, since the real disk is not what is tried."""
    shared = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    return Path(tempfile.mkdtemp(prefix="crash-", dir=shared if shared.is_dir() else None))
