"""The emergency wipe: no key of this office can be read on this computer any more. How much lies here does not matter.

First the key file, whose first page all slots need; then what else opens the store; then the names of the store's
files. What is left of those is ciphertext under a key that nobody has.
"""

from __future__ import annotations

from pathlib import Path

from wellfounded.vault import key_file, quorum_file, unlocked

NOTE = "passphrase-of-the-fictional-office.txt"
# Encrypted, so that taking their names away is all there is to do; what lies in them cannot be read.
STORES = ("office.db*", ".office.db*", ".backup.*/*", "*.backup")


def wipe(home: Path) -> None:
    """Destroy every key in this folder. Again, after it was interrupted, finishes it; nothing here waits or asks."""
    path = home / key_file.NAME
    key_file.destroy(path)
    for one in (*key_file.leftovers(path), home / quorum_file.NAME, home / NOTE):
        key_file.destroy(one)
    unlocked.forget_all()
    for pattern in STORES:
        for one in home.glob(pattern):
            one.unlink(missing_ok=True)
