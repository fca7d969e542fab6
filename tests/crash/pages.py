"""An encrypted store as whoever has its key sees it: every page of it and of its write-ahead log, freed ones too.

SQLCipher 4: AES-256 in CBC over each page, whose last 80 bytes hold the start value and the check; the first 16 bytes
of the store are a salt. With a raw key nothing else is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, KEPT, SALT, START = 4096, 80, 16, 16
LOG_HEAD, FRAME_HEAD = 32, 24


def decrypted(store: Path, key: bytes) -> bytes:
    """The store and its write-ahead log, page by page."""
    raw = store.read_bytes()
    found = [_page(raw[at : at + PAGE], key, first=at == 0) for at in range(0, len(raw), PAGE)]
    log = store.with_name(f"{store.name}-wal")
    found += [_page(page, key, first=number == 1) for number, page in _frames(log)]
    return b"\n".join(found)


def _frames(log: Path) -> Iterator[tuple[int, bytes]]:
    """Of frames that count no more as well: they lie there until they are written over."""
    raw = log.read_bytes() if log.exists() else b""
    for at in range(LOG_HEAD, len(raw) - PAGE, FRAME_HEAD + PAGE):
        page = raw[at + FRAME_HEAD : at + FRAME_HEAD + PAGE]
        yield int.from_bytes(raw[at : at + 4], "big"), page


def _page(page: bytes, key: bytes, *, first: bool) -> bytes:
    begins = SALT if first else 0
    start = page[PAGE - KEPT : PAGE - KEPT + START]
    reader = Cipher(algorithms.AES(key), modes.CBC(start)).decryptor()
    return reader.update(page[begins : PAGE - KEPT]) + reader.finalize()
