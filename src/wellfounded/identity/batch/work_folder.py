"""What a long batch has done so far, kept in a folder, so that one that was killed goes on where it was.

Each piece of work is a file, written beside and renamed, so that a file which is there is whole. `batch.json` says of
which register, settings and engine the folder is; if any of them is another, what lies there is of no use and goes.
The files hold spellings and birth dates of people: the folder is for its owner's eyes only.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_MANIFEST, _LOCK, _OURS = "batch.json", "lock", ".parquet"


class NotAWorkFolderError(Exception):
    """The folder holds other things, or another batch is at work in it; the message says which."""


class WorkFolder:
    """A folder in use by one batch; see `opened`."""

    def __init__(self, path: Path) -> None:
        """`path` is a folder that holds nothing but work of the same batch."""
        self._path = path

    def piece(self, name: str, make: Callable[[], pa.Table]) -> pa.Table:
        """The piece of work of that name: as it was kept, or made now and kept."""
        path = self._path / f"{name}{_OURS}"
        if path.exists():
            return pq.read_table(path)
        made = make()
        beside = path.with_suffix(".part")
        pq.write_table(made, beside)
        _sync(beside)
        beside.replace(path)
        _sync(self._path)
        return made

    def has(self, name: str) -> bool:
        """Whether that piece of work is done."""
        return (self._path / f"{name}{_OURS}").exists()

    def clear(self) -> None:
        """Take the folder away with all that was kept."""
        _emptied(self._path)
        self._path.rmdir()


@contextmanager
def opened(path: Path, about: Mapping[str, str]) -> Iterator[tuple[WorkFolder, bool]]:
    """The folder, locked for this batch, and whether work of an earlier run of it is there.

    `about` says what the work is of; what was kept of something else is taken away first.

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
        resumed = _about(path) == dict(about)
        for torn in path.glob("*.part"):
            torn.unlink()
        if not resumed:
            _emptied(path, keep=_LOCK)
            manifest = path / _MANIFEST
            manifest.with_suffix(".part").write_text(json.dumps(dict(about), indent=1) + "\n", encoding="utf-8")
            manifest.with_suffix(".part").replace(manifest)
        yield WorkFolder(path), resumed


def _is_ours(path: Path) -> bool:
    return path.suffix in (_OURS, ".part") and path.is_file()


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
