"""Files sealed with a passphrase, in the age format, so that any other age program opens them too."""

from __future__ import annotations

import pyrage

from wellfounded.vault.errors import SealBroken, WrongPassphrase
from wellfounded.vault.passphrase import check_new

MARK = b"age-encryption.org/v1\n"
ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"


def seal(content: bytes, passphrase: str) -> bytes:
    """The content, readable only with the passphrase. Takes a second or two, and so does every guess.

    Raises:
        VaultError: the passphrase is too short.
    """
    check_new(passphrase)
    sealed: bytes = pyrage.passphrase.encrypt(content, passphrase)
    return sealed


def is_sealed(content: bytes) -> bool:
    return content.startswith((MARK, ARMOUR))


def open_sealed(content: bytes, passphrase: str) -> bytes:
    """What was sealed.

    Raises:
        WrongPassphrase: another passphrase sealed it (or its first lines were changed: the two look alike).
        SealBroken: not a sealed file, cut short, changed since, or sealed for a key and not with a passphrase.
    """
    if not is_sealed(content):
        raise SealBroken("This is not a sealed file. A plain one needs no passphrase.")
    try:
        opened: bytes = pyrage.passphrase.decrypt(content, passphrase)
    except pyrage.DecryptError as error:
        raise _refusal(str(error)) from None
    return opened


def _refusal(said: str) -> WrongPassphrase | SealBroken:
    """The library tells its reasons in words only."""
    if said == "Decryption failed":
        return WrongPassphrase(
            "This passphrase does not open the file. Look at the language of the keyboard and at Caps Lock."
        )
    if said == "No matching keys found":
        return SealBroken("This file was sealed for somebody's key, not with a passphrase.")
    if said.startswith("Excessive work"):
        return SealBroken("This file asks for hours of computing before it opens. It was not sealed by this program.")
    return SealBroken("This file was cut short or changed since it was sealed. Fetch it again, or restore a backup.")
