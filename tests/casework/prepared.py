"""What is dear to make and changed by nobody, such as the fictional office: made once for all workers of a run."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

SERVE = (sys.executable, "-m", "wellfounded.config.serve")
LONGEST = 300  # seconds, on a busy machine


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` fills, by whichever worker needs it first. Whoever would change it takes a copy."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, done = shared / f"{name}-made" / "office", shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # what another test was stopped in
            make(folder)
            done.touch()
    return folder


def prepared_office(factory: pytest.TempPathFactory) -> Path:
    """A fictional office that was never opened, as `make office` makes it: copies of its folder are offices too."""
    return made_once(factory, "fictional", _prepare)


def _prepare(home: Path) -> None:
    """Nothing that stands in the environment of the tests changes it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WELLFOUNDED_", "DJANGO_"))}
    told = kept | {"WELLFOUNDED_HOME": str(home), "WELLFOUNDED_DB": "sqlcipher"}
    made = subprocess.run([*SERVE, "--prepare"], env=told, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert (made.returncode, made.stderr) == (0, ""), made.stderr
