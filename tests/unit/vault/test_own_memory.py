"""Another program of the same user cannot look into a process that holds keys, nor does it leave a crash dump."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from wellfounded.vault.own_memory import PR_SET_DUMPABLE, keep_to_oneself

NOBODY = 65534
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the means is Linux's own")


def be_a_user_without_rights() -> None:
    """What is asked here is of two programs of one user; root looks into any."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)  # as a program begins; a change of user takes it away


@contextmanager
def process(does: Callable[[], object]) -> Iterator[int]:
    """A process that has done this and waits."""
    hearing, telling = os.pipe()
    pid = os.fork()
    if pid == 0:
        be_a_user_without_rights()
        does()
        os.write(telling, b"x")
        signal.pause()
    os.close(telling)
    try:
        os.read(hearing, 1)
        yield pid
    finally:
        os.close(hearing)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def looked_into(pid: int) -> bool:
    """Whether another program of the same user reads where its memory lies."""
    other = os.fork()
    if other == 0:
        be_a_user_without_rights()
        try:
            os._exit(0 if Path(f"/proc/{pid}/maps").read_bytes() else 1)
        except OSError:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(other, 0)[1]) == 0


def test_no_other_program_of_the_user_looks_into_it() -> None:
    with process(keep_to_oneself) as pid:
        assert not looked_into(pid)


def test_a_copy_of_it_is_as_closed() -> None:
    def copied() -> None:
        assert keep_to_oneself()
        if os.fork():
            signal.pause()

    with process(copied) as pid:
        [child] = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        try:
            assert not looked_into(int(child))
        finally:
            os.kill(int(child), signal.SIGKILL)


def test_one_that_did_not_ask_for_it_is_open() -> None:
    """The control."""
    with process(lambda: None) as pid:
        assert looked_into(pid)


def test_it_leaves_no_crash_dump() -> None:
    with process(keep_to_oneself) as pid:
        limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
    assert re.search(r"^Max core file size +0 +0 ", limits, re.MULTILINE)
