"""The key store that this process uses, if its office seals its columns. Without one nothing is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellfounded.vault.office_keys.store import KeyStore

_held: list[KeyStore] = []


def hold(store: KeyStore | None) -> None:
    """From now on columns are sealed under the keys of this store; with None they are not."""
    _held[:] = [] if store is None else [store]


def store() -> KeyStore | None:
    return _held[0] if _held else None


@contextmanager
def using(given: KeyStore | None) -> Iterator[None]:
    before = store()
    hold(given)
    try:
        yield
    finally:
        hold(before)
