"""A sealed office on PostgreSQL is backed up, brought back on another server with its key store, read, and wiped alive.

By the commands that people give, with two database users, and over HTTP.
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from bench.load.browser import Browser, code_now
from bench.load.server import free_port
from wellfounded.accounts.fictional import PASSPHRASE
from wellfounded.config import running
from wellfounded.vault import postgres_dump, recovery
from wellfounded.vault.office_keys.store import NAME

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
OWNER, OFFICE = f"owner_of_a_drill{WORKER}", f"office_of_a_drill{WORKER}"
SOURCE, OTHER, LOOKED = (f"{name}_of_a_drill{WORKER}" for name in ("source", "other", "looked_at"))
PROGRAM = str(Path(sys.executable).with_name("wellfounded"))
SERVE = (sys.executable, "-m", "wellfounded.config.serve")
TOLD = "Neighbours were questioned last week"  # why the first of the fictional people comes first
pytestmark = pytest.mark.skipif(settings.DB != "postgres", reason="the store of these tests is not PostgreSQL")


def told(query: str, *, database: str = "", user: str = "") -> str:
    given = connection.settings_dict
    command = ["psql", "-tAq", "-h", str(given["HOST"]), "-U", user or str(given["USER"])]
    done = subprocess.run(
        [*command, "-d", database or "postgres", "-c", query], capture_output=True, text=True, check=False
    )
    return (done.stdout + done.stderr).strip()


@dataclass
class Place:
    """An office of the drill: its folder, its key store, its database."""

    home: Path
    keys: Path
    database: str
    words: list[str] = field(default_factory=list)

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("WELLFOUNDED_", "DJANGO_"))}
        return kept | {
            "WELLFOUNDED_DB": "postgres",
            "WELLFOUNDED_DB_HOST": str(connection.settings_dict["HOST"]),
            "WELLFOUNDED_DB_USER": OFFICE,
            "WELLFOUNDED_DB_OWNER": OWNER,
            "WELLFOUNDED_DB_NAME": self.database,
            "WELLFOUNDED_HOME": str(self.home),
            "WELLFOUNDED_KEYS": str(self.keys),
            "DJANGO_SETTINGS_MODULE": "wellfounded.config.settings",
            "COLUMNS": "110",
            **more,
        }

    def ran(self, *command: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            env=self.environment(**more),
            input=typed,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    def said(self, *command: str, typed: str = "", **more: str) -> str:
        done = self.ran(PROGRAM, *command, typed=typed, **more)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def secret(self, username: str) -> str:
        """Of the authenticator; a code that was used is forgotten, so that the same half minute serves again."""
        told("DELETE FROM accounts_shared_memory", database=self.database, user=OWNER)
        query = "SELECT u.username || ' ' || (data->>'secret') FROM mfa_authenticator m JOIN accounts_user u"
        rows = told(f"{query} ON u.id = m.user_id WHERE m.type = 'totp'", database=self.database, user=OWNER)
        return dict(row.split(" ") for row in rows.splitlines())[username]

    def said_to(self, username: str, *command: str) -> str:
        """The same of a command that asks somebody for passphrase and code; the code once it is asked for."""
        secret = self.secret(username)
        with subprocess.Popen(
            [PROGRAM, *command, "--by", username],
            env=self.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as running_command:
            assert running_command.stdin is not None
            assert running_command.stderr is not None
            running_command.stdin.write(f"{PASSPHRASE}\n")
            running_command.stdin.flush()
            asked = ""
            while "Code of the authenticator" not in asked:
                asked += (more := running_command.stderr.read(1))
                assert more, asked
            said, told_beside = running_command.communicate(f"{code_now(secret)}\n", timeout=600)
        assert running_command.returncode == 0, told_beside + said
        return said


@contextmanager
def opened(place: Place) -> Iterator[Browser]:
    """A live office, with two processes."""
    port = free_port()
    environment = place.environment(WELLFOUNDED_PORT=str(port), WELLFOUNDED_PROCESSES="2")
    with subprocess.Popen(SERVE, env=environment, stdout=subprocess.PIPE, text=True) as office:
        try:
            assert office.stdout is not None
            assert any("Ctrl-C" in line for line in iter(office.stdout.readline, ""))
            yield Browser(port)
        finally:
            running.end(place.home)


def signed_in(browser: Browser, place: Place, username: str) -> Browser:
    who: Any = SimpleNamespace(username=username, secret=place.secret(username))
    browser.sign_in(who)
    return browser


def case_pages(browser: Browser) -> str:
    """What somebody reads of the cases on their first page."""
    numbers = sorted(set(re.findall(r'href="(/cases/[^"/]+/)"', browser.open("/").text)))
    assert numbers
    return "".join(browser.open(number).text for number in numbers)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The fictional office, sealed, with a recovery."""

    def gone() -> None:
        for database in (SOURCE, OTHER, LOOKED):
            told(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        for role in (OWNER, OFFICE):
            told(f"DROP ROLE IF EXISTS {role}")

    gone()
    for role in (OWNER, OFFICE):
        told(f"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB")
    for database in (SOURCE, OTHER, LOOKED):
        told(f"CREATE DATABASE {database} OWNER {OWNER}")
    folder = tmp_path_factory.mktemp("drill")
    place = Place(folder / "office", folder / "keys", SOURCE)
    made = place.ran(*SERVE, "--prepare")
    assert made.returncode == 0, made.stderr
    place.words, quorum = recovery.new_shares()
    script = str(Path(__file__).with_name("recovery_made.py"))
    made = place.ran(sys.executable, script, quorum.public.hex())
    assert made.returncode == 0, made.stderr
    yield place
    gone()


@pytest.fixture(scope="module")
def restored(source: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The same office elsewhere: a database that was empty, and the copy of the key store."""
    medium = tmp_path_factory.mktemp("medium")
    file, shares = medium / "a.backup", f"{source.words[0]}\n{source.words[2]}\n"
    made = source.said_to("administrator", "backup", "create", "--out", str(file))
    assert "key store of this office is not in it" in made
    key = re.search(r"Signed with the log’s key: (\S+)", made)
    assert key is not None
    assert "do not vouch for that key" in made  # they were not typed back when the recovery was made
    copied = source.said_to("administrator", "backup", "keys", "--to", str(medium / "keys"))
    assert "opened and read back" in copied
    looked = source.said(
        *("backup", "verify", str(file), "--shares", "--signer", key[1]),
        typed=shares,
        WELLFOUNDED_DB_NAME=LOOKED,
        WELLFOUNDED_KEYS="",
    )
    assert "entries of the log fit" in looked
    assert "the office that you named" in looked
    place = Place(medium / "office", medium / "keys", OTHER, source.words)
    back = place.said("backup", "restore", str(file), "--to", str(place.home), "--for", "administrator", typed=shares)
    assert "The database holds the office again" in back
    return place


def test_without_the_key_store_the_office_does_not_open(restored: Place) -> None:
    """The control: what the database alone gives is nothing."""
    for keys in ("", str(restored.home / "nowhere")):
        refused = restored.ran(*SERVE, "--prepare", WELLFOUNDED_KEYS=keys)
        assert refused.returncode == 2
        assert "This office is sealed" in refused.stderr
    assert not (restored.home / "nowhere").exists()


def test_a_person_signs_in_to_the_restored_office_and_reads_a_case_and_it_is_wiped_while_it_works(
    restored: Place,
) -> None:
    dump = b"".join(postgres_dump.dumped(connection.settings_dict | {"NAME": OTHER}))
    assert dump.startswith(b"PGDMP")
    plain = subprocess.run(
        [postgres_dump.program("pg_restore"), "-f", "-"], input=dump, capture_output=True, check=True
    ).stdout
    assert b"sealed1:" in plain
    assert TOLD.encode() not in plain
    copy = restored.keys.parent / "copy" / NAME
    copy.parent.mkdir()
    copy.write_bytes((restored.keys / NAME).read_bytes())
    with opened(restored) as browser:
        assert TOLD in case_pages(signed_in(browser, restored, "registrar"))
        assert restored.ran(PROGRAM, "vault", "wipe", typed="no\n").returncode == 2
        assert browser.open("/").status == 200  # the control: it works until it is wiped
        told("CHECKPOINT")
        wiped = restored.ran(PROGRAM, "vault", "wipe", "--now")
        assert wiped.returncode == 0, wiped.stderr
        assert "No key of this office" in wiped.stdout
        with pytest.raises((OSError, HTTPException)):
            browser.open("/")
    assert [one.name for one in restored.keys.iterdir()] == ["office.wiped"]
    assert {one.name for one in restored.home.iterdir()} <= {"office.wiped", "office.running"}
    wraps = wraps_in(copy)
    image = every_file(restored.home, restored.keys, data_folder())
    assert wraps
    assert not [one for one in wraps if one in image]
    assert all(one in every_file(copy.parent) for one in wraps)  # the control: they are found where they lie
    again = restored.ran(*SERVE, "--prepare")
    assert again.returncode == 2
    assert "This office is sealed" in again.stderr


def wraps_in(store: Path) -> list[bytes]:
    """A part of each sealed private key, and of fifty wrapped keys, as it lies in one page."""
    with closing(sqlite3.connect(store)) as opened_copy:
        rows = opened_copy.execute("SELECT sealed FROM parties WHERE sealed IS NOT NULL").fetchall()
        rows += opened_copy.execute("SELECT wrapped FROM wraps ORDER BY key LIMIT 50").fetchall()
    return [bytes(row[0])[:40] for row in rows]


def every_file(*folders: Path) -> bytes:
    return b"\n".join(one.read_bytes() for folder in folders for one in sorted(folder.rglob("*")) if one.is_file())


def data_folder() -> Path:
    return Path(told("SHOW data_directory"))


def test_a_command_has_the_keys_of_whoever_gives_it(source: Place) -> None:
    query = "SELECT c.number FROM cases_case c JOIN cases_assignment a ON a.case_id = c.id JOIN accounts_user u"
    query += " ON u.id = a.user_id WHERE u.username = 'registrar' AND a.ended_at IS NULL ORDER BY c.id LIMIT 1"
    number = told(query, database=SOURCE, user=OWNER)
    shown = source.said_to("registrar", "case", "show", number)
    assert "Name: " in shown
    assert "sealed" not in shown
