"""What goes into a backup of this office, and what has to be true of a store that comes out of one."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.db import connection

import wellfounded
from wellfounded.audit.backup_signature import signature_of
from wellfounded.audit.checkpoint import sign_backup
from wellfounded.audit.models import Checkpoint
from wellfounded.audit.verify import verify_log
from wellfounded.cases.store_keeping import home, is_encrypted, voucher_in_log
from wellfounded.vault import backup_file, postgres_dump
from wellfounded.vault.backup_file import Member
from wellfounded.vault.errors import BackupBroken
from wellfounded.vault.key_file import sync_folder
from wellfounded.vault.recovery import Quorum
from wellfounded.vault.sqlcipher.snapshot import snapshot

FACTS, STORE = "facts", "store"
KEY_BYTES = 32
PIECE = 1 << 20
COPY = ".backup."
# What a medium says whose files have one name only, as those of most sticks.
WITHOUT_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}


@contextmanager
def members(note: str) -> Iterator[list[Member]]:
    """The office at one moment. `note` is the checkpoint of the log that the backup is held against when it returns.

    The slots stay behind: whoever restores it chooses a passphrase, and the restored store has a key of its own.
    """
    facts: dict[str, Any] = {"kind": FACTS, "program": wellfounded.__version__, "checkpoint": note}
    if not is_encrypted():
        facts["engine"] = "postgres"
        yield [(facts, ()), ({"kind": STORE}, postgres_dump.dumped(connection.settings_dict))]
        return
    for left in home().glob(f"{COPY}*"):  # of a backup that was killed: it lies under a key that nobody has
        shutil.rmtree(left)
    key = secrets.token_bytes(KEY_BYTES)
    with tempfile.TemporaryDirectory(dir=home(), prefix=COPY) as folder:
        copy = Path(folder) / "office.db"
        snapshot(connection, copy, key=key)
        facts |= {"engine": "sqlcipher", "key": key.hex()}
        yield [(facts, ()), ({"kind": STORE}, pieces(copy))]


def pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while part := stream.read(PIECE):
            yield part


def check_log_of_backup(note: str) -> int:
    """Hold the log of a restored store against the checkpoint that was signed for the backup. Gives its size.

    The copy before an upgrade has none, `""`: the tables of the log may be those of before. It is recomputed alone.

    Raises:
        BackupBroken: something does not fit.
    """
    report = verify_log(against=[note] if note else [])
    if not report.whole:
        told = "; ".join(f"{one.place} {one.what}" for one in report.troubles[:3])
        raise BackupBroken(f"The log in this backup does not fit: {told}. It does not take the place of anything.")
    return report.head.size


def write_backup(to: Path, checkpoint: Checkpoint | None, *, quorum: Quorum) -> int:
    """Write beside, read back whole, and put it in its place. Gives its size in bytes.

    Without a checkpoint it is not signed either: the copy before an upgrade, whose tables may be those of before.

    Raises:
        OSError: nothing can be written there, or a file came to stand there meanwhile.
        VaultError: the store could not be copied, or what was written does not open.
    """
    with tempfile.NamedTemporaryFile(dir=to.parent, prefix=f".{to.name}.", delete=False) as stream:
        beside = Path(stream.name)
        try:
            sign = None if checkpoint is None else _signing(checkpoint)
            with members("" if checkpoint is None else checkpoint.note) as given:
                key = backup_file.write(cast("BinaryIO", stream), given, quorum=quorum, sign=sign)
            stream.flush()
            os.fsync(stream.fileno())
            size = _read_back(beside, key)
            _put(beside, to)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    sync_folder(to.parent)
    return size


def _signing(checkpoint: Checkpoint) -> Callable[[bytes], bytes]:
    """The office signs with the key of its log, of the moment of the checkpoint."""
    return partial(sign_backup, time=checkpoint.time, voucher=voucher_in_log())


def _put(beside: Path, to: Path) -> None:
    """Give it its name, which nothing else has. Raises `FileExistsError` when something took it meanwhile."""
    try:
        os.link(beside, to)
    except OSError as error:
        if error.errno not in WITHOUT_LINKS:
            raise
        to.touch(0o600, exist_ok=False)  # the name is ours, and what is replaced is empty
        try:
            beside.replace(to)
        except OSError:
            to.unlink(missing_ok=True)
            raise
    else:
        beside.unlink()


def _read_back(path: Path, key: bytes) -> int:
    """From the disk, every piece opens, and the signature fits."""
    with path.open("rb") as stream:
        sealed = backup_file.look_at(stream)
        signature_of(sealed)
        found = [
            head["kind"] for head, parts in backup_file.members(stream, sealed, key=key) if sum(map(len, parts)) >= 0
        ]
    if found != [FACTS, STORE]:
        raise BackupBroken(backup_file.NO_BACKUP)
    return sealed.size
