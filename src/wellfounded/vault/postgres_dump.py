"""A PostgreSQL database as a stream, through the server's own programs. Nothing of it touches a disk."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from subprocess import PIPE, Popen, run
from typing import IO, Any, cast

from wellfounded.vault.errors import VaultError
from wellfounded.vault.row_security import OFFICE, VARIABLE

PIECE = 1 << 20
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")


def dumped(database: Mapping[str, Any]) -> Iterator[bytes]:
    """What `pg_dump` gives, at one moment of the database, while the office works.

    Raises:
        VaultError: the program is missing, or it failed; then what it gave must be thrown away.
    """
    environment = _dumping(database)
    _shows_every_row(database, environment)
    command = [program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", "--enable-row-security"]
    command.append(str(database["NAME"]))
    with Popen(command, env=environment, stdout=PIPE, stderr=PIPE) as running:  # noqa: S603 - the arguments are ours
        while piece := cast("IO[bytes]", running.stdout).read(PIECE):
            yield piece
        said = cast("IO[bytes]", running.stderr).read()
    if running.returncode:
        raise VaultError(f"PostgreSQL could not be backed up: {_reason(said)}")


def _shows_every_row(database: Mapping[str, Any], environment: Mapping[str, str]) -> None:
    """Raise `VaultError` where a pooler drops what a connection says of itself: then the dump would lack rows."""
    command = [program("psql"), "-XtAc", f"SELECT current_setting('{VARIABLE}', true)", str(database["NAME"])]
    done = run(command, env=environment, capture_output=True, check=False)  # noqa: S603 - the arguments are ours
    if done.returncode:
        raise VaultError(f"PostgreSQL could not be backed up: {_reason(done.stderr)}")
    if done.stdout.strip() != OFFICE.encode():
        raise VaultError("PostgreSQL does not hear who asks and would hide rows. Name the server itself, not a pooler.")


def restored(database: Mapping[str, Any], parts: Iterable[bytes]) -> None:
    """Give a dump to `pg_restore`, into a database that is empty.

    Raises:
        VaultError: the program is missing, or it failed.
    """
    command = [program("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    command.append(f"--dbname={database['NAME']}")
    with Popen(command, env=_environment(database), stdin=PIPE, stderr=PIPE) as running:  # noqa: S603 - the arguments are ours
        try:
            to = cast("IO[bytes]", running.stdin)
            for part in parts:
                to.write(part)
            to.close()
        except BaseException:
            running.kill()  # it ends in the middle of its one transaction, and nothing stays
            raise
        said = cast("IO[bytes]", running.stderr).read()
    if running.returncode:
        raise VaultError(f"PostgreSQL could not be restored: {_reason(said)}")


def program(name: str) -> str:
    """The newest of the server's programs of this name.

    Raises:
        VaultError: it is not there.
    """
    found = [path / name for place in PLACES for path in Path("/").glob(place[1:]) if (path / name).exists()]
    found.sort(key=lambda path: [int(number) for number in re.findall(r"\d+", str(path))])
    where = str(found[-1]) if found else shutil.which(name)
    if where is None:
        raise VaultError(f"{name} is missing. It comes with PostgreSQL: on Debian, the package postgresql-client.")
    return where


def _environment(database: Mapping[str, Any]) -> dict[str, str]:
    """Where the server is, said in a way that no list of processes shows."""
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    given = {variable: str(database[name]) for name, variable in names.items() if database.get(name)}
    return dict(os.environ) | given


def _dumping(database: Mapping[str, Any]) -> dict[str, str]:
    """The same, for what must see every row."""
    options = f"{os.environ.get('PGOPTIONS', '')} -c {VARIABLE}={OFFICE}".strip()
    return _environment(database) | {"PGOPTIONS": options}


def _reason(said: bytes) -> str:
    """The first line that is an error: after it, the server's programs tell what they asked."""
    lines = said.decode(errors="replace").strip().splitlines()
    return next((line for line in lines if "error:" in line), lines[-1] if lines else "it gave no reason")
