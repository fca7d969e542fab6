"""The keys of the stores that this process has unlocked.

They are held here and nowhere else: not in the settings, the environment, the command line or a file. Whoever can read
the memory of the process can read them; the manual says so.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wellfounded.vault.errors import StoreLocked

if TYPE_CHECKING:
    from collections.abc import Callable

KEY_BYTES = 32

_keys: dict[Path, bytes] = {}
_beside: list[Callable[[], None]] = []


def hold(store: Path | str, key: bytes) -> None:
    """Keep the key of a store until `forget`."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a store key has {KEY_BYTES} bytes, not {len(key)}")
    _keys[Path(store).absolute()] = key


def key_for(store: Path | str) -> bytes:
    """The key of a store.

    Raises:
        StoreLocked: this process was not given it.
    """
    try:
        return _keys[Path(store).absolute()]
    except KeyError:
        raise StoreLocked(
            f"{store} is locked. Open the office with `make office`, which asks for the passphrase."
        ) from None


def forget(store: Path | str) -> None:
    """Drop the key. Connections that are open stay open: close them first."""
    _keys.pop(Path(store).absolute(), None)
    _let_go()


def forget_all() -> None:
    """Drop every key. Their memory is the kernel's again when the process ends, which it must at once."""
    _keys.clear()
    _let_go()


def when_forgotten(let_go: Callable[[], None]) -> None:
    """Whoever holds something in memory that came out of a store lets go of it when a key is dropped.

    `let_go` waits for nothing and cannot fail: an emergency wipe calls it.
    """
    _beside.append(let_go)


def _let_go() -> None:
    for let_go in _beside:
        let_go()
