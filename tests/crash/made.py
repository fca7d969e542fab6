"""The office that every rig begins with, where it was made before."""

from __future__ import annotations

import os
from pathlib import Path

BASE = "CRASH_BASE"  # of the environment: the folder


def made_before() -> Path | None:
    return Path(os.environ[BASE]) if BASE in os.environ else None
