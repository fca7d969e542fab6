"""Who signed a backup, and how that is known: by a key that somebody was given, or by the shares themselves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from wellfounded.audit.backup_signature import signature_of
from wellfounded.audit.note import NoteError, Signer
from wellfounded.audit.witness import read_witness
from wellfounded.cli.audit_verify import read
from wellfounded.cli.office import OfficeError
from wellfounded.vault.errors import BackupNotOurs

if TYPE_CHECKING:
    from wellfounded.audit.backup_signature import BackupSignature
    from wellfounded.vault.backup_file import Sealed
    from wellfounded.vault.recovery import Recovered

SIGNER_HELP = "Whose it must be: the line with the log's key, a file with it, or the file of a witness."
WHO_ELSE = "whoever has the file of the recovery, which is no secret, could have made it"
HOLD = "Hold the restored office against the last checkpoint of a witness before anybody works in it."


class Origin(StrEnum):
    """What the log of a restored office keeps."""

    KNOWN = "signed by a known key"
    UNKNOWN = "signed by an unknown key"
    UNSIGNED = "not signed"


@dataclass(frozen=True, slots=True)
class Found:
    """Which of the three holds, and a sentence for whoever decides."""

    origin: Origin
    words: str


def named(given: str | None) -> Signer | None:
    """The key that somebody brings along.

    Raises:
        OfficeError: it is no key of a log, and no file that holds one.
    """
    if given is None:
        return None
    try:
        return Signer.read(given)
    except NoteError:
        path = Path(given)
    if not path.is_file():
        raise OfficeError("--signer is neither the line with a log’s key nor a file that holds it.")
    return _in_file(read(path), path)


def _in_file(text: str, path: Path) -> Signer:
    try:
        return read_witness(text).log
    except NoteError:
        pass
    try:
        return Signer.read(text)
    except NoteError:
        raise OfficeError(f"{path} holds neither one line with a log’s key nor what a witness keeps.") from None


def looked_up(sealed: Sealed, *, signer: Signer | None, recovered: Recovered | None = None) -> Found:
    """Which of the three holds.

    Raises:
        BackupBroken: it was changed after it was signed.
        BackupNotOurs: somebody said whose it must be, and it is not.
    """
    signature = signature_of(sealed)
    if signer is not None and (signature is None or signature.signer != signer):
        raise BackupNotOurs(_another(signature, signer))
    if signature is None:
        return Found(Origin.UNSIGNED, f"Not signed: made before backups were signed, or {WHO_ELSE}. {HOLD}")
    who = f"Signed on {signature.time:%Y-%m-%d %H:%M} UTC by {signature.signer.name}"
    if signer is not None:
        return Found(Origin.KNOWN, f"{who}: the office that you named.")
    line = signature.signer.line()
    if recovered is not None and recovered.vouched(line.encode(), voucher=signature.voucher):
        return Found(Origin.KNOWN, f"{who}: the office in which these shares were made. They vouch for its key.")
    return Found(Origin.UNKNOWN, _unknown(who, line, may_be_vouched=recovered is None and bool(signature.voucher)))


def _another(signature: BackupSignature | None, signer: Signer) -> str:
    if signature is None:
        return (
            f"This backup is not signed, and you named {signer.name}. Nothing of it is used. If it is older than "
            f"signatures, restore it without --signer: {WHO_ELSE}. {HOLD}"
        )
    return (
        f"This backup is signed by {signature.signer.line()}, not by {signer.name}: {WHO_ELSE}. Nothing of it is used. "
        "Look for another copy, and find out who laid this one there."
    )


def _unknown(who: str, line: str, *, may_be_vouched: bool) -> str:
    shares = "Two shares can tell whether it is theirs (--shares). " if may_be_vouched else ""
    return (
        f"{who}, a key that nobody here knows: {WHO_ELSE}. {shares}Compare its line with the one that the office "
        f"published, and give that as --signer: {line} Or: {HOLD[0].lower()}{HOLD[1:]}"
    )
