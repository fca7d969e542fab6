"""What opens the slots of these tests: passphrases of nobody, and a security key."""

from __future__ import annotations

from wellfounded.vault.argon import Cost
from wellfounded.vault.slot import SecurityKey

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "four words are enough"  # noqa: S105 - of nobody
OTHER = "and other four words"
TOKEN = SecurityKey("credential-of-a-token", "salt", b"p" * 32)
