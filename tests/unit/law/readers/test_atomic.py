"""A file is written whole or not at all, whatever fails on the way."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.unit.law.readers.refusals import refusal
from wellfounded.law.atomic import write_atomically
from wellfounded.law.errors import Code


def failing(number: int) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every temporary file refuses its content."""
    real = tempfile.NamedTemporaryFile

    def opened(**options: Any) -> Any:
        stream = real(**options)
        monkeypatch.setattr(stream, "write", failing(errno.ENOSPC))
        return stream

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", opened)


FAILURES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "write": full_disk,
    "fsync": lambda patch: patch.setattr(os, "fsync", failing(errno.EIO)),
    "rename": lambda patch: patch.setattr(Path, "replace", failing(errno.EACCES)),
    "chmod": lambda patch: patch.setattr(Path, "chmod", failing(errno.EPERM)),
    "open": lambda patch: patch.setattr(tempfile, "NamedTemporaryFile", failing(errno.EROFS)),
}


def test_a_file_is_written_and_written_over(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_is_its_owner_s_and_an_old_one_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    write_atomically(path, b"old")
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("failure", FAILURES)
def test_when_a_step_fails_the_old_file_stands_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, failure: str
) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"old")
    FAILURES[failure](monkeypatch)
    (problem,) = refusal(lambda: write_atomically(path, b"new"))
    monkeypatch.undo()
    assert (problem.code, problem.file) == (Code.WRITE_REFUSED, str(path))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full_disk(monkeypatch)
    (problem,) = refusal(lambda: write_atomically(tmp_path / "case.yaml", b"new"))
    assert os.strerror(errno.ENOSPC) in problem.message
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (problem,) = refusal(lambda: write_atomically(tmp_path / "none" / "case.yaml", b"new"))
    assert problem.code is Code.WRITE_REFUSED


def test_an_interruption_leaves_the_old_file_and_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    path = tmp_path / "case.yaml"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
