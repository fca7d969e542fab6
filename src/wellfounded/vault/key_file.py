"""The key file on the disk: read whole or not at all, replaced so that no crash loses it, and destroyed for good.

Whoever changes it holds a lock on its folder. The old file stays until the new one was written, synced and opened; then
it is overwritten, because a slot that was taken out must not open the store from a copy of the disk.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wellfounded.vault import tombstone
from wellfounded.vault.errors import SlotDamaged

FORMAT = "wellfounded key file 2"
FIRST_FORMAT = "wellfounded key file 1"  # one passphrase, with a salt of its own
LARGEST = 100_000
NAME = "office.key"
REPLACED = "replaced"
PIECE = 1 << 20
STEP = 0.005  # seconds between two looks at the lock

Content = dict[str, Any]


def read(path: Path) -> Content:
    """The content of a key file that is as it was written.

    Raises:
        SlotDamaged: the file is missing, or not as it was written.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SlotDamaged(f"The key file {path} cannot be read: {error.strerror}. Without it no store opens.") from None
    try:
        content: Content = json.loads(raw) if len(raw) <= LARGEST else {}
        digest = content.pop("sha256")
        whole = content["format"] in {FORMAT, FIRST_FORMAT} and hmac.compare_digest(digest, digest_of(content))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        whole, content = False, {}
    if not whole:
        raise damaged(path)
    return content


def damaged(path: Path) -> SlotDamaged:
    return SlotDamaged(f"The key file {path} is damaged. Restore it from a backup; no passphrase opens it as it is.")


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """Nobody else changes the key file meanwhile. What a killed change left behind is destroyed first.

    Raises:
        Wiped: the office was wiped, before or meanwhile. Then nothing of the change is left.
    """
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        for left in leftovers(path):
            _clear(left, path)
        tombstone.refuse(path.parent)
        try:
            yield
        finally:
            _take_back(path)
    finally:
        os.close(folder)


def _take_back(path: Path) -> None:
    """A wipe waits for nobody: where it came in the middle of a change, the change destroys what it wrote."""
    if tombstone.stands(path.parent):
        for written in (path, *leftovers(path)):
            destroy(written)
        tombstone.refuse(path.parent)


@contextmanager
def nobody_changing(home: Path, *, longest: float) -> Iterator[bool]:
    """Whether the lock of the folder could be had in so many seconds. Where it could, no change is at work inside."""
    folder = os.open(home, os.O_RDONLY)
    try:
        until = time.monotonic() + longest
        while not (alone := _locked(folder)) and time.monotonic() < until:
            time.sleep(STEP)
        yield alone
    finally:
        os.close(folder)


def _locked(folder: int) -> bool:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def leftovers(path: Path) -> list[Path]:
    """Files that a change of the key file has beside it while it lasts."""
    return sorted(path.parent.glob(f".{path.name}.*"))


def replace(path: Path, content: Content, *, check: Callable[[Path], object]) -> None:
    """Write beside, sync, open it again by `check`, and only then put it in its place. Call it while `changing`."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
        beside = Path(stream.name)
        try:
            stream.write(json.dumps(content | {"sha256": digest_of(content)}, indent=1).encode())
            stream.flush()
            os.fsync(stream.fileno())
            check(beside)
            put(beside, path)
        except BaseException:
            for left in (beside, _replaced(path)):
                _clear(left, path)
            raise


def _clear(left: Path, path: Path) -> None:
    """Destroy what a change left behind; but a second name of the file that is in its place only goes."""
    sync_folder(path.parent)  # what took the place of the file stands before the file is overwritten
    if left.exists() and path.exists() and left.samefile(path):
        left.unlink()
    else:
        destroy(left)


def _replaced(path: Path) -> Path:
    return path.with_name(f".{path.name}.{REPLACED}")


def put(beside: Path, path: Path) -> None:
    """Put a whole file in the place of another, which is overwritten. Call it while `changing`."""
    old = _replaced(path)
    if path.exists():
        old.hardlink_to(path)  # a name for the old content, so that it can be found and overwritten
        sync_folder(path.parent)
    beside.replace(path)
    sync_folder(path.parent)
    destroy(old)


def destroy(path: Path) -> None:
    """Overwrite a file where it lies, and take its name away.

    A drive that writes each block to a new place may keep the old one for a while; no program can reach it there.
    """
    try:
        handle = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return
    try:
        try:
            size = max(os.fstat(handle).st_size, 1)
            for at in range(0, size, PIECE):  # the first page of a key file holds the salt of all slots
                os.pwrite(handle, os.urandom(min(PIECE, size - at)), at)
            os.fsync(handle)
        finally:
            os.ftruncate(handle, 0)  # what cannot be overwritten is at least no file any more
    finally:
        os.close(handle)
        path.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name, or one that went, durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(content: Content) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def canonical(content: Content) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
