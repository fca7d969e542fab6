"""What a long batch has done so far, kept in a folder, so that one that was killed goes on where it was.

Each piece of work is a file, written beside and renamed, so that a file which is there is whole. `batch.json` says of
which register, settings and engine the folder is; if any of them is another, what lies there is of no use and goes.
The files hold spellings and birth dates of people: the folder is for its owner's eyes only.
"""

from __future__ import annotations

import fcntl
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from wellfounded.identity.batch.seal import BrokenSealError, Seal

_MANIFEST, _LOCK, _OURS = "batch.json", "lock", ".sealed"
_UNSEALED = ".parquet"  # as versions before the seal wrote it: of no use now, and taken away


class NotAWorkFolderError(Exception):
    """The folder holds other things, or another batch is at work in it; the message says which."""


class WorkFolder:
    """A folder in use by one batch; see `opened`."""

    def __init__(self, path: Path, seal: Seal) -> None:
        """`path` is a folder that holds nothing but work of the same batch."""
        self._path, self._seal = path, seal

    def piece(self, name: str, make: Callable[[], pa.Table]) -> pa.Table:
        """The piece of work of that name: as it was kept, or made now and kept."""
        kept = self._kept(name)
        if kept is not None:
            return kept
        made, plain = make(), io.BytesIO()
        pq.write_table(made, plain)
        path = self._file(name)
        beside = path.with_suffix(".part")
        beside.write_bytes(self._seal.closed(plain.getvalue(), name=name))
        _sync(beside)
        beside.replace(path)
        _sync(self._path)
        return made

    def has(self, name: str) -> bool:
        """Whether that piece of work is done."""
        return self._file(name).exists()

    def _kept(self, name: str) -> pa.Table | None:
        """The piece, unless it is not there or was damaged; then it is made again."""
        try:
            return pq.read_table(io.BytesIO(self._seal.opened(self._file(name).read_bytes(), name=name)))
        except (FileNotFoundError, BrokenSealError):
            return None

    def _file(self, name: str) -> Path:
        return self._path / f"{name}{_OURS}"


def clear(path: Path) -> None:
    """Take a working folder away with all that was kept in it."""
    _emptied(path)
    path.rmdir()


@contextmanager
def opened(path: Path, about: Mapping[str, str], *, seal: Seal) -> Iterator[WorkFolder]:
    """The folder, locked for this batch, with the work of an earlier run of it.

    `about` says what the work is of; what was kept of something else is taken away first. `seal` closes the pieces.

    Raises:
        NotAWorkFolderError: the folder holds things that no batch wrote, or another batch has it in use.
        OSError: the folder cannot be made or written.
    """
    path.mkdir(mode=0o700, exist_ok=True)
    strange = [one.name for one in path.iterdir() if one.name not in (_MANIFEST, _LOCK) and not _is_ours(one)]
    if strange:
        raise NotAWorkFolderError(f"The folder holds what no batch wrote: {', '.join(sorted(strange)[:3])}.")
    with (path / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotAWorkFolderError("Another batch is at work in this folder.") from None
        for torn in path.glob("*.part"):
            torn.unlink()
        if _about(path) != dict(about):
            _emptied(path, keep=_LOCK)
            manifest = path / _MANIFEST
            manifest.with_suffix(".part").write_text(json.dumps(dict(about), indent=1) + "\n", encoding="utf-8")
            manifest.with_suffix(".part").replace(manifest)
        yield WorkFolder(path, seal)


def _is_ours(path: Path) -> bool:
    return path.suffix in (_OURS, ".part", _UNSEALED) and path.is_file()


def _about(path: Path) -> object:
    try:
        return json.loads((path / _MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None


def _emptied(path: Path, *, keep: str = "") -> None:
    for one in path.iterdir():
        if one.name != keep:
            one.unlink()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
