"""`scripts/postgres --throwaway python -m tests.sealed.memory COUNT`: looks through the memory of a sealed office.

People sign in, tell planted words and leave. Then every page of memory of every process of the office is searched for
the words, for private keys and for the keys of cases: at once, after a while in an office that keeps its processes (the
control), and after a while in one whose processes rest. Prints JSON.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from html import unescape
from http import HTTPStatus
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "wellfounded.config.settings"

import django

django.setup()

from bench.encryption.offices import SIGN_IN  # noqa: E402 - after Django is set up
from bench.load.browser import KEY, TURN, Answer, Browser  # noqa: E402 - the same reason
from bench.load.server import office  # noqa: E402 - the same reason
from bench.load.staff import Worker  # noqa: E402 - the same reason
from tests.crash.canaries import forms, planted  # noqa: E402 - the same reason
from wellfounded.accounts.fictional import PASSPHRASE, PERIOD  # noqa: E402 - the same reason
from wellfounded.accounts.models import User  # noqa: E402 - the same reason
from wellfounded.accounts.roles import Role  # noqa: E402 - the same reason
from wellfounded.cases.entitled import groups_of, party  # noqa: E402 - the same reason
from wellfounded.vault.office_keys import people  # noqa: E402 - the same reason
from wellfounded.vault.office_keys.keyring import PersonKeyring  # noqa: E402 - the same reason
from wellfounded.vault.office_keys.store import KeyStore  # noqa: E402 - the same reason

REST = 8  # seconds
PATIENCE = 60.0
WRITABLE = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) rw")
CASE = re.compile(r'href="(/cases/[^"/]+/)"')
PEOPLE = ("interviewer", "registrar")
SAID_BESIDE = {"speaker": "applicant", "language": "ko", "interpreted": "x"}


def main(count: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "WELLFOUNDED_HOME": folder,
            "WELLFOUNDED_KEYS": f"{folder}/keys",
            "WELLFOUNDED_PROCESSES": "2",
        }
        print(json.dumps(looked_through(Path(folder), words=int(count))))  # noqa: T201 - it is read by another program


def looked_through(home: Path, *, words: int) -> dict[str, dict[str, int]]:
    found = {}
    with office(home, told=os.environ | {"WELLFOUNDED_REST_SECONDS": "0"}) as (port, pid):
        secrets = secrets_of(home)
        found["new office"] = sought(processes(pid), secrets)
        worked(port, home, words=words)
        found["at once"] = sought(processes(pid), secrets)
        time.sleep(1.5 * REST)
        found["a while later, kept"] = sought(processes(pid), secrets)
    with office(home, told=os.environ | {"WELLFOUNDED_REST_SECONDS": str(REST)}) as (port, pid):
        before = set(processes(pid))
        time.sleep(PERIOD - time.time() % PERIOD)  # a code of a second factor is taken once
        worked(port, home, words=words)
        found["at once, before a rest"] = sought(processes(pid), secrets)
        # Of the copies only those that were asked have anything to forget.
        found["rested"] = {"processes": wait_for(lambda: len(before - set(processes(pid))))}
        time.sleep(1.5 * REST)
        found["a while later, rested"] = sought(processes(pid), secrets)
    return found


class Visitor(Browser):
    """Begins a connection for each page: a server whose processes rest closes those that say nothing."""

    def open(self, path: str) -> Answer:
        self._connection = None
        return super().open(path)

    def post(self, path: str, fields: dict[str, str], *, by_script: bool = False) -> Answer:
        self._connection = None
        return super().post(path, fields, by_script=by_script)


def worked(port: int, home: Path, *, words: int) -> None:
    """An interview goes on, a person is registered, pages are looked at, everybody signs out."""
    told = dict(SIGN_IN.findall((home / "server.log").read_text(encoding="utf-8")))
    registrar, interviewer = Visitor(port), Visitor(port)
    interviewer.sign_in(Worker("interviewer", Role.OBSERVER, told["interviewer"]))
    registrar.sign_in(Worker("registrar", Role.OBSERVER, told["registrar"]))
    registrar.post("/register/", {"name": planted(0)})
    at = next(path for path in _cases(interviewer) if TURN.search(interviewer.open(f"{path}interviews/1/ask/").text))
    for number in range(1, words):
        page = interviewer.open(f"{at}interviews/1/ask/").text
        address, key = TURN.search(page), KEY.search(page)
        assert address is not None
        assert key is not None
        fields = {"key": key[1], "answered": "dont_know", "text": f"강가에서 {planted(number)}", **SAID_BESIDE}
        interviewer.post(unescape(address[1]), fields, by_script=True)
    for page in ("", "person/", "interviews/1/", "interviews/1/print/"):
        interviewer.open(f"{at}{page}")
    for browser in (registrar, interviewer):
        browser.open("/")
        browser.post("/account/logout/", {})
        assert browser.open("/").status != HTTPStatus.OK


def _cases(browser: Browser) -> Iterator[str]:
    yield from dict.fromkeys(CASE.findall(browser.open("/").text))


def secrets_of(home: Path) -> dict[str, set[bytes]]:
    """The seeds of people and of their groups, and the key of each account that they can open: of what is told."""

    store, private_keys, keys = KeyStore(home / "keys"), set[bytes](), set[bytes]()
    for user in User.objects.filter(username__in=PEOPLE):
        private = people.open_person(store, party(user), passphrase=PASSPHRASE)
        private_keys.add(private.seed)
        for group in groups_of(user.roles):
            opened = people.open_group(store, group, member=party(user), private=private)
            private_keys |= {opened.seed} if opened else set()
        ring = PersonKeyring(store, party(user), private=lambda private=private: private)  # type: ignore[misc] # bound at once
        for (key,) in store.read("SELECT id FROM keys WHERE compartment = 'account'"):
            if opened_key := ring.reads(str(key)):
                keys.add(opened_key)
    return {"private keys": private_keys, "keys of cases": keys}


def processes(first: int) -> list[int]:
    children = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
    return [first, *map(int, children)]


def memory_of(pid: int) -> Iterator[bytes]:
    """Everything that a process may write to; of one that ends meanwhile, what was read till then."""
    with suppress(ProcessLookupError, FileNotFoundError):
        places = [
            place
            for line in Path(f"/proc/{pid}/maps").read_text("utf-8").splitlines()
            if (place := WRITABLE.match(line))
        ]
        with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
            for place in places:
                start, end = (int(number, 16) for number in place.groups())
                memory.seek(start)
                with suppress(OSError):  # a page that is promised and not there
                    yield memory.read(end - start)


def sought(pids: list[int], secrets: Mapping[str, set[bytes]]) -> dict[str, int]:
    """How many copies of planted words lie in the memory of these processes, and how many of the secrets."""
    found = {"processes": len(pids), "megabytes": 0, "words": 0} | dict.fromkeys(secrets, 0)
    with stopped(pids):
        for pid in pids:
            met, size = set[bytes](), 0
            for piece in memory_of(pid):
                size += len(piece)
                found["words"] += sum(piece.count(form) for form in forms().values())
                met |= {one for several in secrets.values() for one in several if one in piece}
            found["megabytes"] += size // 1_000_000
            for kind, several in secrets.items():
                found[kind] += len(met & several)
    return found


@contextmanager
def stopped(pids: list[int]) -> Iterator[None]:
    """None of them goes to rest while the memory of another is read, which takes seconds."""
    send(pids, signal.SIGSTOP)
    try:
        yield
    finally:
        send(pids, signal.SIGCONT)


def send(pids: list[int], what: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, what)


def wait_for(count: Callable[[], int]) -> int:
    until = time.monotonic() + PATIENCE
    while not count() and time.monotonic() < until:
        time.sleep(0.2)
    return count()


if __name__ == "__main__":
    main(*sys.argv[1:])
