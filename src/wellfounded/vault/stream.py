"""Large content sealed piece by piece, so that no more than a piece of it lies in memory, and none in clear on a disk.

Each piece is AES-256-GCM under a key that seals one stream only. Its place and whether it is the last one are bound to
it: pieces cannot change places, and a stream that ends without its last piece is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wellfounded.vault.errors import BackupBroken

PIECE = 1 << 20
TAG = 16
COUNTER_BYTES = 11
LAST = b"\1"
MORE = b"\0"


def seal(content: Iterable[bytes], key: bytes, *, bound: bytes) -> Iterator[bytes]:
    """The sealed pieces. `bound` is what stands before them in clear: it opens with the same bytes only."""
    cipher = AESGCM(key)
    held, place = b"", 0
    for part in content:
        held += part
        while len(held) > PIECE:  # a whole piece is kept back until it is known not to be the last
            yield cipher.encrypt(_nonce(place, MORE), held[:PIECE], bound)
            held, place = held[PIECE:], place + 1
    yield cipher.encrypt(_nonce(place, LAST), held, bound)


def open_stream(stream: BinaryIO, key: bytes, *, bound: bytes) -> Iterator[bytes]:
    """The content again, piece by piece. What came before an error must be thrown away by the caller.

    Raises:
        BackupBroken: cut short, changed, in another order, with something behind it, or under another key.
    """
    cipher = AESGCM(key)
    place, piece = 0, stream.read(PIECE + TAG)
    while True:
        following = stream.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(place, MORE if following else LAST), piece, bound)
        except InvalidTag:
            raise BackupBroken(
                "This backup was cut short or changed since it was made. Nothing of it is used. Take another copy."
            ) from None
        if not following:
            return
        place, piece = place + 1, following


def _nonce(place: int, last: bytes) -> bytes:
    return place.to_bytes(COUNTER_BYTES, "big") + last
