"""The shares of a recovery on a real terminal: one at a time, and none is left on it, whatever ends the command."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from wellfounded.cli.store import forgotten, recovering
from wellfounded.vault import recovery

PATIENCE = 60.0  # seconds without a word
PROGRAM = """
import sys
from wellfounded.cli import stopping
from wellfounded.cli.store import recovering
with stopping.ended_as_by_hand():
    for number, share in enumerate(sys.argv[1:], 1):
        recovering._show(number, share, fingerprint="f" * 32)
    recovering._say_what_remains()
"""
# The reading itself is not interrupted then, as by a signal that comes a moment before it starts.
TAKEN_BY_ANOTHER_THREAD = """
import signal, threading, time
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
"""
CODES = re.compile(r"\x1b\[\?1049[hl]|\x1b\[[23]J|\x1b\[[\d;?]*[A-Za-z]")


@dataclass
class Terminal:
    """One that keeps as much as any does: what is cleared, or stood on the other screen, has scrolled off."""

    screen: str = ""
    past: str = ""
    other: str = ""

    def take(self, sent: str) -> Terminal:
        at = 0
        for code in CODES.finditer(sent):
            self.screen, at = self.screen + sent[at : code.start()], code.end()
            if code[0] in {forgotten.OTHER_SCREEN, forgotten.USUAL_SCREEN}:
                self.past += self.screen if code[0] == forgotten.USUAL_SCREEN else ""
                self.screen, self.other = self.other, self.screen
            elif code[0] == "\x1b[2J":
                self.past, self.screen = self.past + self.screen, ""
            elif code[0] == forgotten.CLEAR_PAST:
                self.past = ""
        self.screen += sent[at:]
        return self

    def shows(self, share: str) -> bool:
        seen = set((self.screen + self.past + self.other).split())
        return len(seen & set(share.split())) > 15  # shares of one recovery begin alike


def until(master: int, words: str) -> str:
    said = ""
    while words not in said and select.select([master], [], [], PATIENCE)[0]:
        try:
            said += os.read(master, 65536).decode()
        except OSError:  # the other end is closed
            break
    return said


@dataclass
class Shown:
    program: subprocess.Popen[bytes]
    master: int
    sent: str = ""

    def next(self, words: str) -> str:
        self.sent += until(self.master, words)
        return self.sent

    def enter(self) -> None:
        os.write(self.master, b"\n")


@contextmanager
def begun(shares: list[str], *, before: str = "") -> Iterator[Shown]:
    master, slave = pty.openpty()
    command = [sys.executable, "-c", before + PROGRAM, *shares]
    environment = os.environ | {"TERM": "xterm-256color"}
    program = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    try:
        yield Shown(program, master)
    finally:
        program.kill()
        program.wait()
        os.close(master)


def test_one_share_at_a_time_is_shown_and_none_stays() -> None:
    shares, _ = recovery.new_shares()
    with begun(shares) as shown:
        for number, share in enumerate(shares, 1):
            asked = Terminal().take(shown.next("Enter shows it"))
            assert not any(asked.shows(one) for one in shares)
            shown.enter()
            seen = Terminal().take(shown.next("written down"))
            assert [one for one in shares if seen.shows(one)] == [share], number
            shown.enter()
        shown.next("close this window")
        shown.program.wait(PATIENCE)
    assert not any(Terminal().take(shown.sent).shows(one) for one in shares)
    # The controls: on a screen that is only cleared, or without the other one, they are found.
    for code in (forgotten.CLEAR_PAST, forgotten.CLEAR_PAST + forgotten.USUAL_SCREEN + forgotten.CLEAR_PAST):
        assert all(Terminal().take(shown.sent.replace(code, "")).shows(one) for one in shares)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_ends_it_takes_the_share_away(ending: signal.Signals) -> None:
    shares, _ = recovery.new_shares()
    with begun(shares) as shown:
        shown.next("Enter shows it")
        shown.enter()
        assert Terminal().take(shown.next("written down")).shows(shares[0])
        shown.program.send_signal(ending)
        shown.next("nothing more")
        assert shown.program.wait(PATIENCE) != 0
    assert not Terminal().take(shown.sent).shows(shares[0])


def test_a_signal_just_before_the_wait_does_not_wait_for_the_line() -> None:
    shares, _ = recovery.new_shares()
    with begun(shares, before=TAKEN_BY_ANOTHER_THREAD) as shown:
        shown.next("Enter shows it")
        shown.enter()
        shown.next("written down")
        time.sleep(0.3)  # by now it reads; sooner, this test would see nothing
        shown.program.send_signal(signal.SIGTERM)
        shown.next("nothing more")
        assert shown.program.wait(PATIENCE) != 0
    assert not Terminal().take(shown.sent).shows(shares[0])


def test_where_nothing_forgets_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert not forgotten.forgets()
    with forgotten.forgotten():
        recovering._say_what_remains()  # noqa: SLF001 - without a recovery around it
    assert "cannot be told to forget" in capsys.readouterr().out
