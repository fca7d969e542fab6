"""The public half of the recovery, in a file beside the store. That it is the right one, the log tells.

Beside it lies the key of the store, sealed to the same quorum, so that an office whose passphrases are all forgotten
can be opened by two shares.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wellfounded.vault import key_file
from wellfounded.vault.errors import RecoveryRefused
from wellfounded.vault.recovery import MLKEM_PUBLIC_BYTES, Quorum, Recovered

NAME = "office.recovery"
NEW = f"{NAME}.new"  # one that is being made: whether it stands, the log says
FORMAT = "wellfounded recovery 1"
PURPOSE = b"wellfounded key of the store 1"
PUBLIC_BYTES = MLKEM_PUBLIC_BYTES + 32


@dataclass(frozen=True, slots=True)
class Standing:
    """The recovery of a store."""

    quorum: Quorum
    made: str  # the day
    key: bytes = b""  # of the store, sealed; empty on PostgreSQL, which has none

    def store_key(self, opener: Recovered) -> bytes:
        return opener.open(self.key, purpose=PURPOSE)


def write(path: Path, quorum: Quorum, *, made: str, store_key: bytes | None) -> None:
    """Put it in its place, whole or not at all. The one before is overwritten, once the new one stands.

    Raises:
        RecoveryRefused: what was written cannot be read back. The one before stands.
        Wiped: the office was wiped.
        OSError: nothing can be written there. The one before stands.
    """
    sealed = b"" if store_key is None else quorum.seal(store_key, purpose=PURPOSE)
    content = {"format": FORMAT, "made": made, "public": _text(quorum.public), "key": _text(sealed)}
    with key_file.changing(path):
        key_file.replace(path, content, check=read)


def settle(path: Path, *, stands: bool) -> None:
    """Give the one that was being made its place, or destroy it: it holds the key of the store too.

    Raises:
        Wiped: the office was wiped.
        OSError: nothing can be changed there.
    """
    with key_file.changing(path):
        new = path.with_name(NEW)
        if stands and new.exists():
            key_file.put(new, path)
        else:
            key_file.destroy(new)


def clear_leftovers(path: Path) -> None:
    """Destroy what a killed change left beside it: an old recovery perhaps, which holds the key of the store too."""
    if key_file.leftovers(path):
        with key_file.changing(path):
            pass  # to begin a change destroys them


def read(path: Path) -> Standing | None:
    """The recovery of this store; None when there is none yet.

    Raises:
        RecoveryRefused: the file is damaged.
    """
    if not path.exists():
        return None
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
        public, key = b64decode(content["public"], validate=True), b64decode(content["key"], validate=True)
        made = str(content["made"])
        whole = content["format"] == FORMAT and len(public) == PUBLIC_BYTES and Quorum(public).can_be_sealed_to()
    except (ValueError, TypeError, KeyError, OSError, RecursionError):
        whole, public, key, made = False, b"", b"", ""
    if not whole:
        raise RecoveryRefused(
            f"{path} is damaged. Make a new recovery; backups that were made stay as good as they are."
        )
    return Standing(Quorum(public), made, key)


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()
