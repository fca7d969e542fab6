"""What an office signs of a backup, with the key of its log. Knows no database: whoever restores has none yet.

A backup is sealed to a public half that is no secret, so that what opens need not be ours. The signature is over the
digest of all that is sealed, the checkpoint of the log among it. Whose key it is has to be known from elsewhere: the
line that the office published, or the shares, which vouched for it when they were made.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from wellfounded.audit.commitment import microseconds
from wellfounded.audit.note import NoteError, Signer, as_bytes
from wellfounded.vault.errors import BackupBroken

if TYPE_CHECKING:
    from wellfounded.vault.backup_file import Sealed

BACKUP = b"wellfounded-backup/1\n"
TIME = 8  # bytes
VOUCHER = (0, 32)
LONGEST_NAME = 100
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ALTERED = "The signature of this backup does not fit: it was changed since it was made. Nothing of it is used."


@dataclass(frozen=True, slots=True)
class BackupSignature:
    """Who says that they made a backup, and when."""

    signer: Signer
    time: datetime
    voucher: bytes  # of the shares, for this signer; empty where they were made before they vouched
    signature: bytes = b""

    def text(self, digest: bytes) -> bytes:
        """What is signed, but for its first words."""
        moment = microseconds(self.time).to_bytes(TIME, "big")
        return as_bytes(f"{self.signer.line()}\n") + moment + digest + self.voucher

    def fits(self, digest: bytes) -> bool:
        try:
            key = Ed25519PublicKey.from_public_bytes(self.signer.public)
            key.verify(self.signature, BACKUP + self.text(digest))
        except InvalidSignature:
            return False
        return True

    def write(self) -> bytes:
        told = {
            "signer": self.signer.line(),
            "time": microseconds(self.time),
            "voucher": b64encode(self.voucher).decode(),
            "signature": b64encode(self.signature).decode(),
        }
        return json.dumps(told).encode()


def signature_of(sealed: Sealed) -> BackupSignature | None:
    """What is signed of a backup; None when nothing is. Whose key it is, is another question.

    Raises:
        BackupBroken: there is a signature, and it does not fit.
    """
    if not sealed.signature:
        return None
    read = _read(sealed.signature)
    if read is None or not read.fits(sealed.digest):
        raise BackupBroken(ALTERED)
    return read


def _read(raw: bytes) -> BackupSignature | None:
    """Only the form that `write` gives: another text with the same meaning was not written by us."""
    try:
        told = json.loads(raw)
        read = BackupSignature(
            Signer.read(told["signer"]),
            EPOCH + timedelta(microseconds=told["time"]),
            b64decode(told["voucher"], validate=True),
            b64decode(told["signature"], validate=True),
        )
        return read if _as_ours(read) and read.write() == raw else None
    except (NoteError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None


def _as_ours(read: BackupSignature) -> bool:
    """The name is shown on a terminal before anybody knows whose it is."""
    name = read.signer.name
    return name.isprintable() and len(name) <= LONGEST_NAME and read.time >= EPOCH and len(read.voucher) in VOUCHER
