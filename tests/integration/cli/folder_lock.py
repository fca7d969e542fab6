"""Whether a command that writes holds the folder of what it writes, so that another one waits."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

from wellfounded.law.atomic import write_atomically


def looking(held: list[bool]) -> Callable[[Path, bytes], None]:
    """Writes as the program does, and notes each time whether the folder was held."""

    def looked(path: Path, content: bytes) -> None:
        folder = os.open(path.absolute().parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            held.append(False)
        except BlockingIOError:
            held.append(True)
        finally:
            os.close(folder)
        write_atomically(path, content)

    return looked
