"""The keys of the stores that this process has unlocked.

They are held here and nowhere else: not in the settings, the environment, the command line or a file. Whoever can read
the memory of the process can read them; the manual says so.
"""

from __future__ import annotations

from pathlib import Path

from wellfounded.vault.errors import StoreLocked

KEY_BYTES = 32

_keys: dict[Path, bytes] = {}


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


def forget_all() -> None:
    """Drop every key. Their memory is the kernel's again when the process ends, which it must at once."""
    _keys.clear()
