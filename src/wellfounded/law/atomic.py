"""Whole files or none: written beside, synced, renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from wellfounded.law.errors import Code, InputError, Problem


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a crash leaves either the old file or the new one.

    Raises `InputError` when the place cannot be written; the old file then stands untouched.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
            temporary = Path(stream.name)
            try:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
                if path.exists():
                    temporary.chmod(path.stat().st_mode & 0o777)
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
        _sync_folder(path.parent)
    except OSError as error:
        mend = "Check that the folder exists, is writable and has room."
        raise InputError.one(
            Problem(Code.WRITE_REFUSED, f"The file cannot be written: {error.strerror}.", mend, str(path))
        ) from None


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
