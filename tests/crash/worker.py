"""Saves into an office and says what was acknowledged: `python -m tests.crash.worker HOME COUNT SYNCHRONOUS`.

What it says goes into a file of its own, so that whoever records its system calls sees it in their order.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.crash.look import KEY_FILE, passphrase_of
from tests.crash.office import close, open_in, saver
from wellfounded.vault import slot

ACKS = "acknowledged"


def main(home: Path, *, count: int, synchronous: str) -> None:
    acks = os.open(home / ACKS, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    open_in(home, key=slot.open_slot(home / KEY_FILE, passphrase_of(0)), synchronous=synchronous)
    save = saver(home, told=lambda said: os.write(acks, f"{said}\n".encode()))
    for place in range(count):
        save(place)
    close(home)


if __name__ == "__main__":
    main(Path(sys.argv[1]), count=int(sys.argv[2]), synchronous=sys.argv[3])
