"""The office as a person meets it: a real process with a store of its own in a scratch folder."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from bench.load.server import free_port
from tests.casework.prepared import SERVE
from wellfounded.config import running
from wellfounded.vault import key_file, slot
from wellfounded.vault.wipe import NOTE

PATIENCE = 90


def environment(home: Path, port: int) -> dict[str, str]:
    """What the office is told; nothing that stands in the environment of the tests changes it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WELLFOUNDED_", "DJANGO_"))}
    return kept | {"WELLFOUNDED_HOME": str(home), "WELLFOUNDED_PORT": str(port), "WELLFOUNDED_DB": "sqlcipher"}


@dataclass
class Office:
    """One running office. `start` waits until it answers."""

    home: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    _keys: list[bytes] = field(default_factory=list, repr=False)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @classmethod
    def copied(cls, prepared: Path, home: Path) -> Office:
        shutil.copytree(prepared, home)
        return cls(home)

    def start(self, *program: str) -> None:
        """`program` serves in the place of the office’s own."""
        log = (self.home.parent / f"{self.home.name}.log").open("ab")
        with log:
            self.process = subprocess.Popen(
                program or SERVE, env=environment(self.home, self.port), stdout=log, stderr=log
            )
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                said = (self.home.parent / f"{self.home.name}.log").read_text(encoding="utf-8")
                raise RuntimeError(f"The office did not open. It said:\n{said}")
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/robots.txt", timeout=2) as answer:  # noqa: S310 - this computer
                return bool(answer.status < 500)
        except urllib.error.HTTPError as refused:
            return refused.code < 500
        except OSError:
            return False

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """SIGKILL leaves it no moment to save anything. Its copies end by themselves, a moment after it."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(timeout=30)
            self.process = None
            until = time.monotonic() + PATIENCE
            while running.is_open(self.home):  # a copy that still answers would be taken for the office opened anew
                if time.monotonic() > until:
                    raise RuntimeError("The office ended, and a copy of it goes on.")
                time.sleep(0.02)

    def start_again(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Every session ends with the process."""
        self.end(how)
        self.start()
        self.forget_codes()

    def forget_codes(self) -> None:
        """A code that was used serves again: who signs in anew need not wait for the next half minute."""
        with closing(sqlcipher.connect(self.home / "office.db", timeout=30)) as store:
            store.execute(f"PRAGMA key = \"x'{self._key().hex()}'\"")
            store.execute("DELETE FROM accounts_shared_memory WHERE cache_key LIKE '%mfa.totp.used%'")
            store.commit()

    def _key(self) -> bytes:
        """By the passphrase that lies beside a trial."""
        if not self._keys:
            passphrase = (self.home / NOTE).read_text(encoding="utf-8").splitlines()[0]
            self._keys.append(slot.open_slot(self.home / key_file.NAME, passphrase))
        return self._keys[0]
