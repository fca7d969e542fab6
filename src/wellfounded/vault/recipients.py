"""Sealing to somebody else's public key, in the age format. The key that opens it never comes near this program."""

from __future__ import annotations

import hashlib

import pyrage

from wellfounded.vault.errors import VaultError

PREFIX = "age1"


def fingerprint_of(key: str) -> str:
    """The hash of a public key, in groups that two people can read to each other.

    Raises:
        VaultError: not the public key of age.
    """
    digest = hashlib.sha256(str(_recipient(key)).encode()).hexdigest()[:32]
    return " ".join(digest[place : place + 4] for place in range(0, len(digest), 4))


def seal_to(content: bytes, *keys: str) -> bytes:
    """The content, which only the owners of these keys can open.

    Raises:
        VaultError: a key is none, or there is none.
    """
    if not keys:
        raise VaultError("Nothing is sealed to nobody.")
    sealed: bytes = pyrage.encrypt(content, [_recipient(key) for key in keys])
    return sealed


def _recipient(key: str) -> pyrage.x25519.Recipient:
    """Only plain keys: a key that names a program to be run beside (CVE-2024-56327) is refused by its form."""
    try:
        return pyrage.x25519.Recipient.from_str(key.strip())
    except pyrage.RecipientError:
        raise VaultError(f"This is no public key of age. One begins with {PREFIX} and is 62 letters long.") from None
