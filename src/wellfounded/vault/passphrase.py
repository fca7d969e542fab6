"""Passphrases: one spelling for what looks the same, a least length, and a new one by chance."""

from __future__ import annotations

import secrets
import unicodedata

from wellfounded.vault.errors import VaultError

MIN_LENGTH = 12
# No character that is taken for another one, and no vowels: nothing spells a word.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
GROUPS, GROUP = 5, 4  # 95 bits


def as_bytes(passphrase: str) -> bytes:
    """The same bytes for the same characters, whichever keyboard typed them."""
    return unicodedata.normalize("NFKC", passphrase).encode()


def check_new(passphrase: str) -> None:
    if len(unicodedata.normalize("NFKC", passphrase)) < MIN_LENGTH:
        raise VaultError(f"A passphrase needs at least {MIN_LENGTH} characters. Four or five words make a good one.")


def by_chance() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
