"""A backup as a file: a head in clear that tells nothing of the office, then a sealed stream of members.

The stream is sealed under a key that is made for this file and itself sealed to the recovery quorum, so that the office
that made it cannot open it, and two shares can. Behind the stream stands what its maker signed of it, where it is
signed. A digest at the end lets anybody see that a copy is undamaged; that nothing was changed on purpose is shown by
the signature, and by opening it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from wellfounded.vault import stream
from wellfounded.vault.errors import BackupBroken
from wellfounded.vault.recovery import Quorum

MARK = b"wellfounded backup\n"
UNSIGNED, SIGNED = 1, 2
PURPOSE = b"wellfounded backup 1"
KEY_BYTES = 32
LENGTH = 4
DIGEST = 32
LONGEST_HEAD = 1 << 20
LONGEST_SIGNATURE = 1 << 12
NO_BACKUP = "This is no backup of this program, or it was cut short or changed. Nothing of it is used."

Member = tuple[dict[str, Any], Iterable[bytes]]


class Opener(Protocol):
    """The recovered private half of a quorum."""

    def open(self, sealed: bytes, *, purpose: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Sealed:
    """A backup that was looked at from outside: undamaged, of a known version, and to whom it is sealed."""

    version: int
    quorum: str
    size: int
    key: bytes
    head: bytes
    end: int  # of the sealed stream
    digest: bytes  # of all before that
    signature: bytes  # of whoever made it, over the digest; empty when there is none


def write(
    out: BinaryIO, members: Iterable[Member], *, quorum: Quorum, sign: Callable[[bytes], bytes] | None = None
) -> bytes:
    """Write a backup, and give its key, with which the writer reads it back and which is then forgotten.

    `sign` is given the digest of all that is sealed. What it returns stands in clear.
    """
    key = secrets.token_bytes(KEY_BYTES)
    sealed = b64encode(quorum.seal(key, purpose=PURPOSE)).decode()
    version = UNSIGNED if sign is None else SIGNED
    line = json.dumps({"version": version, "quorum": quorum.fingerprint, "key": sealed}).encode()
    head = MARK + len(line).to_bytes(LENGTH, "big") + line
    digest = hashlib.sha256(head)
    out.write(head)
    for piece in stream.seal(_framed(members), key, bound=head):
        digest.update(piece)
        out.write(piece)
    if sign is not None:
        signed = _signed(sign(digest.digest()))
        digest.update(signed)
        out.write(signed)
    out.write(digest.digest())
    return key


def _signed(signature: bytes) -> bytes:
    """With its length behind it: it is found from the end of the file."""
    return signature + len(signature).to_bytes(LENGTH, "big")


def look_at(backup: BinaryIO) -> Sealed:
    """Read all of it without any key.

    Raises:
        BackupBroken: not a backup, of a version that is not known, or damaged.
    """
    backup.seek(0)
    mark = backup.read(len(MARK))
    length = backup.read(LENGTH)
    line = backup.read(min(int.from_bytes(length, "big"), LONGEST_HEAD))
    try:
        told = json.loads(line)
        version, quorum, key = int(told["version"]), str(told["quorum"]), b64decode(told["key"], validate=True)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise BackupBroken(NO_BACKUP) from None
    if mark != MARK:
        raise BackupBroken(NO_BACKUP)
    if version not in (UNSIGNED, SIGNED):
        raise BackupBroken(f"This backup is of version {version}. Restore it with a newer version of the program.")
    head = mark + length + line
    size = backup.seek(0, 2)
    signature = _signature(backup, size) if version == SIGNED else None
    end = size - DIGEST - (0 if signature is None else len(_signed(signature)))
    digest = _undamaged(backup, head, end=end)
    return Sealed(version, quorum, size, key, head, end, digest, signature or b"")


def _signature(backup: BinaryIO, size: int) -> bytes:
    end = size - DIGEST - LENGTH
    backup.seek(max(end, 0))
    length = int.from_bytes(backup.read(LENGTH), "big")
    if not 0 < length <= min(LONGEST_SIGNATURE, end):
        raise BackupBroken(NO_BACKUP)
    backup.seek(end - length)
    return backup.read(length)


def _undamaged(backup: BinaryIO, head: bytes, *, end: int) -> bytes:
    """The digest of all up to the end of the stream, once that of the whole file was seen to fit."""
    backup.seek(len(head))
    digest, left = hashlib.sha256(head), end - len(head)
    while left > 0 and (part := backup.read(min(left, stream.PIECE))):
        digest.update(part)
        left -= len(part)
    sealed, behind = digest.digest(), backup.read(LONGEST_SIGNATURE + LENGTH + DIGEST)
    digest.update(behind[:-DIGEST])
    if left != 0 or behind[-DIGEST:] != digest.digest():
        raise BackupBroken(NO_BACKUP)
    return sealed


def members(backup: BinaryIO, sealed: Sealed, *, key: bytes) -> Iterator[tuple[dict[str, Any], Iterator[bytes]]]:
    """What is in it, one after another; each must be read to its end before the next. Keep nothing after an error.

    Raises:
        BackupBroken: it was changed since, or this is not its key.
    """
    backup.seek(len(sealed.head))
    inside = _Limited(backup, sealed.end - len(sealed.head))
    reader = _Reader(stream.open_stream(inside, key, bound=sealed.head))  # type: ignore[arg-type] # it is read from only
    while (length := reader.take(LENGTH, at_end=True)) is not None:
        yield _head(reader.exactly(int.from_bytes(length, "big"))), _parts(reader)


def _head(raw: bytes) -> dict[str, Any]:
    """Whoever knows the public half of the recovery can seal anything to it: what opens is not yet what we wrote."""
    try:
        head = json.loads(raw)
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict):
        raise BackupBroken(NO_BACKUP)
    return head


def key_of(sealed: Sealed, opener: Opener) -> bytes:
    """The key of a backup, for whoever holds two shares."""
    return opener.open(sealed.key, purpose=PURPOSE)


def _framed(given: Iterable[Member]) -> Iterator[bytes]:
    for head, parts in given:
        yield _counted(json.dumps(head).encode())
        for part in parts:
            if part:
                yield _counted(part)
        yield _counted(b"")


def _counted(part: bytes) -> bytes:
    return len(part).to_bytes(LENGTH, "big") + part


def _parts(reader: _Reader) -> Iterator[bytes]:
    while length := int.from_bytes(reader.exactly(LENGTH), "big"):
        yield reader.exactly(length)


class _Reader:
    """Bytes by number, from a stream of pieces."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""

    def take(self, count: int, *, at_end: bool = False) -> bytes | None:
        while len(self._held) < count:
            piece = next(self._pieces, None)
            if piece is None:
                if at_end and not self._held:
                    return None
                raise BackupBroken(NO_BACKUP)
            self._held += piece
        taken, self._held = self._held[:count], self._held[count:]
        return taken

    def exactly(self, count: int) -> bytes:
        taken = self.take(count)
        return b"" if taken is None else taken


@dataclass(slots=True)
class _Limited:
    """The first bytes of what is left of a file."""

    file: BinaryIO
    left: int

    def read(self, count: int) -> bytes:
        part = self.file.read(min(count, self.left))
        self.left -= len(part)
        return part
