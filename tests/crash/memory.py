"""`python -m tests.crash.memory COUNT [MADE] [IDLE]`: looks through the memory of an office with an encrypted store.

People sign in, tell planted words and leave. Every page of memory of every process of the office is searched for the
words, for the key of the store and for its passphrase: while nobody has signed in yet, once everybody left, with `IDLE`
once the lock fell on somebody who did not leave, and after the office was closed. `MADE` is the folder of a fictional
office, of which a copy is opened; else one is made. Prints JSON.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

os.environ |= {"WELLFOUNDED_DB": "sqlcipher", "DJANGO_SETTINGS_MODULE": "wellfounded.config.settings"}

import django

django.setup()

from bench.encryption.offices import SIGN_IN  # noqa: E402 - after Django is set up
from bench.load.server import office  # noqa: E402 - the same reason
from bench.load.staff import Worker  # noqa: E402 - the same reason
from tests.crash.canaries import image_of, words_in  # noqa: E402 - the same reason
from tests.crash.look import KEY_FILE  # noqa: E402 - the same reason
from tests.sealed.memory import Visitor, processes, sought, worked  # noqa: E402 - the same reason
from wellfounded.accounts.fictional import PERIOD  # noqa: E402 - the same reason
from wellfounded.accounts.roles import Role  # noqa: E402 - the same reason
from wellfounded.config.opening import NOTE  # noqa: E402 - the same reason
from wellfounded.vault import slot  # noqa: E402 - the same reason

IDLE = 20  # seconds, longer than anybody needs between two pages


def main(count: str, made: str = "", idle: str = "") -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "office")
        if made:
            shutil.copytree(made, home)
        home.mkdir(exist_ok=True)
        told = {"WELLFOUNDED_HOME": str(home), "WELLFOUNDED_PROCESSES": "2", "WELLFOUNDED_IDLE_SECONDS": str(IDLE)}
        os.environ |= told
        found = looked_through(home, words=int(count), idle=bool(idle))
        print(json.dumps(found))  # noqa: T201 - it is read by another program


def looked_through(home: Path, *, words: int, idle: bool) -> dict[str, dict[str, int]]:
    found = {}
    with office(home, told=os.environ) as (port, pid):
        secrets = secrets_of(home)
        found["opened"] = sought(processes(pid), secrets)
        worked(port, home, words=words)
        found["everybody left"] = sought(processes(pid), secrets)
        if idle:
            found["idle lock"] = {"locked": _locked(port, home)} | sought(processes(pid), secrets)
        were = processes(pid)
        found["processes that serve it"] = {"open": _of(home), "that may leave a dump": sum(map(_dumps, were))}
    found["processes that serve it"] |= {"closed": _of(home), "left of those before": sum(map(_lives, were))}
    image = image_of(home)
    found["disk"] = {kind: sum(one in image for one in several) for kind, several in secrets.items()}
    found["disk"]["words"] = len(words_in(image))
    return found


def secrets_of(home: Path) -> dict[str, set[bytes]]:
    """The key as bytes, and as SQLCipher is given it. The passphrase of a fictional office lies beside it till now."""
    passphrase = (home / NOTE).read_text(encoding="utf-8").splitlines()[0]
    (home / NOTE).unlink()
    key = slot.open_slot(home / KEY_FILE, passphrase)
    return {"keys": {key, key.hex().encode()}, "passphrases": {passphrase.encode()}}


def _locked(port: int, home: Path) -> int:
    """Somebody signs in and goes away without signing out. Whether the next page was refused."""
    told = dict(SIGN_IN.findall((home / "server.log").read_text(encoding="utf-8")))
    time.sleep(PERIOD - time.time() % PERIOD)  # a code of a second factor is taken once
    visitor = Visitor(port)
    visitor.sign_in(Worker("interviewer", Role.OBSERVER, told["interviewer"]))
    was_open = visitor.open("/").status == HTTPStatus.OK
    time.sleep(1.5 * IDLE)
    return int(was_open and visitor.open("/").status != HTTPStatus.OK)


def _lives(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _dumps(pid: int) -> bool:
    limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
    return re.search(r"^Max core file size +0 +0 ", limits, re.MULTILINE) is None


def _of(home: Path) -> int:
    """Processes on this computer that were told to serve this folder."""
    found, wanted = 0, f"WELLFOUNDED_HOME={home}\0".encode()
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # ended meanwhile
            found += int(place.name) != os.getpid() and wanted in (place / "environ").read_bytes()
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
