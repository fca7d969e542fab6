"""The memory of a process that holds keys: no other program of the same user reads it, and no breakdown writes it down.

The administrator of the computer reads it all the same, and what the system moves out of memory (swap, hibernation) is
for the system's own encryption.
"""

from __future__ import annotations

import ctypes
import resource
import sys

PR_SET_DUMPABLE = 4


def keep_to_oneself() -> bool:
    """Ask the system for it, for this process and its copies. Whether it could be had whole: on Linux it can."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A program that collects crash dumps is not held by the limit, but by this.
    return sys.platform == "linux" and not ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
