"""What an emergency wipe leaves: an empty file that says that this office ended, and that nobody gives it a key again.

Whoever writes a key file or a recovery looks for it under the lock of the folder, before and after. So neither a
command that was at work, nor an office that was just starting, brings back what was destroyed.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from wellfounded.vault.errors import VaultError

if TYPE_CHECKING:
    from pathlib import Path

NAME = "office.wiped"


class Wiped(VaultError):  # noqa: N818 - the word of the screen
    """The office in this folder was wiped: nothing opens it, and nothing is written for it any more."""


def lay(home: Path) -> None:
    """Put it there. That it outlives a power cut is not waited for: whoever is at work ends with the power too."""
    os.close(os.open(home / NAME, os.O_WRONLY | os.O_CREAT, 0o600))


def refuse(home: Path) -> None:
    """Go on only where no office was wiped.

    Raises:
        Wiped: one was.
    """
    if stands(home):
        raise Wiped(
            f"The office in {home} was wiped: its keys are destroyed, and none is made again. Restore a backup into "
            f"another folder, or begin a new office in one. (Who wants this folder for it takes {NAME} away first.)"
        )


def stands(home: Path) -> bool:
    return os.path.lexists(home / NAME)
