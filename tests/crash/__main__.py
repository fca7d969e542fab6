"""`python -m tests.crash kills|states|full|seized|erased|wiped COUNT [CONTROL]`: prints what was found as JSON.

`base FOLDER` makes the office that each of them begins with, and CRASH_BASE=FOLDER spares them making it.
A long run of crash states goes in parts, each with dice of its own: WELLFOUNDED_CRASH_SEED.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path

from tests.crash import office
from tests.crash.erased import erase
from tests.crash.full import fill
from tests.crash.kills import kill
from tests.crash.seized import seize
from tests.crash.states import cut, memory
from tests.crash.wiped import wipe_often


def main(what: str, count: str, control: str = "") -> None:
    scratch, begun = memory(), time.process_time()
    try:
        if what == "base":
            office.build(scratch / "base")
            office.copy(scratch / "base", Path(count))
            return
        found = _run(what, scratch, count=int(count), control=control)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    seconds = round(time.process_time() - begun, 1)
    print(json.dumps({"what": what, "control": control, "found": found, "cpu": seconds}))  # noqa: T201 - it is read by another program


def _run(what: str, scratch: Path, *, count: int, control: str) -> dict[str, int]:
    if what == "kills":
        return kill(scratch, rounds=count, early=control == "EARLY")
    if what == "full":
        return fill(scratch, rounds=count, early=control == "EARLY")
    if what == "seized":
        return seize(scratch, words=count, plain=control == "PLAIN")
    if what == "wiped":
        return wipe_often(scratch, rounds=count, early=control == "EARLY")
    if what == "erased":
        return erase(scratch, words=count, control=control)
    seed = int(os.environ.get("WELLFOUNDED_CRASH_SEED", "6"))
    return cut(scratch, count=count, synchronous=control or "FULL", seed=seed)


if __name__ == "__main__":
    main(*sys.argv[1:])
