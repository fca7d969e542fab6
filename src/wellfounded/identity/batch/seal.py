"""Finished pieces of a batch, unreadable for whoever has the folder and not the register.

The key is drawn from the register itself, so that a killed batch goes on without a passphrase: whoever gives the same
register again has its names anyway, and nobody else has anything. It is never written down. AES-256-GCM; the name of a
piece is bound in, so that pieces cannot change places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from hmac import digest
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wellfounded.identity.record import Record

_NONCE = 12


class BrokenSealError(Exception):
    """The piece was written with another key, or changed since."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What closes and opens pieces.

    Attributes:
        mark: tells this register from another, and says nothing of the key.
        key: 32 octets, kept in memory alone.
    """

    mark: str
    key: bytes

    @classmethod
    def of(cls, records: Iterable[Record]) -> Seal:
        """The seal of a register: every letter of every record counts."""
        seen = blake2b(digest_size=64)
        for record in records:
            seen.update(repr(record).encode())
        return cls(
            digest(seen.digest(), b"mark of the register", "sha256").hex(),
            digest(seen.digest(), b"key of the pieces", "sha256"),
        )

    def closed(self, content: bytes, *, name: str) -> bytes:
        """The content as it may lie on a disk."""
        nonce = token_bytes(_NONCE)
        return nonce + AESGCM(self.key).encrypt(nonce, content, name.encode())

    def opened(self, closed: bytes, *, name: str) -> bytes:
        """The content again.

        Raises:
            BrokenSealError: another register, another piece, or octets that were changed.
        """
        try:
            return AESGCM(self.key).decrypt(closed[:_NONCE], closed[_NONCE:], name.encode())
        except (InvalidTag, ValueError) as broken:
            raise BrokenSealError(name) from broken
