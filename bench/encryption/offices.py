"""The offices that are compared: each pair holds the same fictional people, sealed and in clear."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from bench.load.server import SERVE, office
from wellfounded.vault import slot, wipe
from wellfounded.vault.key_file import NAME as KEY_FILE

STORE = "office.db"
PLAIN = "bench.encryption.plain"
# A line of the start: the name, the role in words, the secret of the second factor.
SIGN_IN = re.compile(r"^  (\w+) +\S.* ([A-Z2-7]{16,})$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One office that can be opened."""

    home: Path
    told: Mapping[str, str]
    program: str = SERVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One office that answers: its port, its first process, and the secret of each colleague's second factor."""

    port: int
    pid: int
    secrets: Mapping[str, str]


@contextmanager
def opened(place: Place) -> Iterator[Opened]:
    with office(place.home, told=place.told, program=place.program) as (port, pid):
        said = (place.home / "server.log").read_text(encoding="utf-8")
        yield Opened(port=port, pid=pid, secrets=dict(SIGN_IN.findall(said)))


def stores(scratch: Path) -> tuple[Place, Place]:
    """An encrypted store, and the same rows in a plain SQLite file."""
    sealed = Place(home=scratch / "encrypted", told=_told(scratch / "encrypted", WELLFOUNDED_DB="sqlcipher"))
    prepare(sealed)
    clear = scratch / "plain"
    clear.mkdir()
    for name in (KEY_FILE, wipe.NOTE):
        shutil.copy2(sealed.home / name, clear / name)
    _export(sealed.home / STORE, clear / STORE, key=key_of(sealed.home))
    return sealed, Place(home=clear, told=_told(clear, WELLFOUNDED_DB="sqlcipher"), program=PLAIN)


def servers(scratch: Path) -> tuple[Place, Place]:
    """Two databases of the PostgreSQL that the environment names: one sealed under a key store, one in clear."""
    places = []
    for name, keys in (("sealed", str(scratch / "keys")), ("clear", "")):
        home = scratch / f"postgres-{name}"
        home.mkdir()
        database = f"bench_{name}"
        sql = f"CREATE DATABASE {database}"
        subprocess.run([*_psql(), "-d", "postgres", "-qc", sql], check=True)  # noqa: S603 - the names stand above
        place = Place(home=home, told=_told(home, WELLFOUNDED_DB_NAME=database, WELLFOUNDED_KEYS=keys))
        places.append(place)
    with ThreadPoolExecutor() as both:
        list(both.map(prepare, places))
    return places[0], places[1]


def prepare(place: Place) -> None:
    """Make the fictional office, as `make office` does."""
    command = [sys.executable, "-m", SERVE, "--prepare"]
    subprocess.run(command, env={**place.told}, check=True, capture_output=True)  # noqa: S603 - our own program


def key_of(home: Path) -> bytes:
    return slot.open_slot(home / KEY_FILE, passphrase_of(home))


def passphrase_of(home: Path) -> str:
    return (home / wipe.NOTE).read_text(encoding="utf-8").splitlines()[0]


def _told(home: Path, **more: str) -> dict[str, str]:
    """Processes stay the same while they are measured."""
    return os.environ | {"WELLFOUNDED_HOME": str(home), "WELLFOUNDED_REST_SECONDS": "0"} | more


def _export(store: Path, to: Path, *, key: bytes) -> None:
    connection = sqlcipher.connect(store)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("ATTACH ? AS plain KEY ''", (str(to),))
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH plain")
    finally:
        connection.close()


def _psql() -> list[str]:
    return ["psql", "-h", os.environ["WELLFOUNDED_DB_HOST"], "-U", os.environ["WELLFOUNDED_DB_USER"]]
