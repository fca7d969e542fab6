"""What the vault refuses. A wrong passphrase, a damaged file and a locked store are three things, said apart."""

from __future__ import annotations

from wellfounded.law.errors import WellfoundedError


class VaultError(WellfoundedError):
    """Something could not be opened, or must not be."""

    exit_code = 2
    code = "WF-110"

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(f"{message} [{self.code}]")


class StoreLocked(VaultError):  # noqa: N818 - the word of the screen
    """No key is held for this store: nobody has given the passphrase to this process."""

    code = "WF-111"


class WrongPassphrase(VaultError):  # noqa: N818 - the word of the screen
    """The file is whole, and this passphrase does not open it."""

    code = "WF-112"


class SlotDamaged(VaultError):  # noqa: N818 - the word of the screen
    """The key file is missing, incomplete or changed: no passphrase can open it."""

    code = "WF-113"


class StoreDamaged(VaultError):  # noqa: N818 - the word of the screen
    """The key is right and the store cannot be read: it is damaged, or belongs to another key file."""

    code = "WF-114"


class SealBroken(VaultError):  # noqa: N818 - the word of the screen
    """Not a sealed file, or one that was changed after it was sealed."""

    code = "WF-115"


class RecoveryRefused(VaultError):  # noqa: N818 - the word of the screen
    """Shares that are too few, wrong, or of another recovery."""

    code = "WF-116"


class BackupBroken(VaultError):  # noqa: N818 - the word of the screen
    """Not a backup, or one that was cut short or changed."""

    code = "WF-117"


class BackupNotOurs(VaultError):  # noqa: N818 - the word of the screen
    """A whole backup, which the office that was named did not sign."""

    code = "WF-123"


class KeyRefused(VaultError):  # noqa: N818 - the word of the screen
    """A security key did not verify its holder, copies its secret elsewhere, or did not answer what was asked."""

    code = "WF-118"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The security key is refused: {reason}.")
