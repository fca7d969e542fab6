"""`scripts/postgres --throwaway python -m tests.sealed.server COUNT [CLEAR]`: a shared office, filled and then seized.

Prints as JSON what was found where. `CLEAR` is the control: the same office without a key store.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # tables straight from the models: in a third of the time

import django

django.setup()

from django.conf import settings  # noqa: E402 - after Django is set up
from django.core.management import call_command  # noqa: E402 - the same reason
from django.db import connection  # noqa: E402 - the same reason

from tests.crash.canaries import image_of, traces, words_in  # noqa: E402 - the same reason
from tests.sealed.office import SealedOffice  # noqa: E402 - the same reason
from tests.sealed.planting import plant, sealed_columns  # noqa: E402 - the same reason
from wellfounded.accounts.models import User  # noqa: E402 - the same reason
from wellfounded.cases.actions.create_recovery import create_recovery  # noqa: E402 - the same reason
from wellfounded.cases.actions.make_backup import make_backup  # noqa: E402 - the same reason
from wellfounded.config import fictional_office  # noqa: E402 - the same reason
from wellfounded.vault import postgres_dump  # noqa: E402 - the same reason
from wellfounded.vault.office_keys import in_use  # noqa: E402 - the same reason
from wellfounded.vault.recovery import Recovered  # noqa: E402 - the same reason


def main(count: str, control: str = "") -> None:
    scratch = Path(tempfile.mkdtemp())
    try:
        found = seize(scratch, words=int(count), clear=control == "CLEAR")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(json.dumps(found))  # noqa: T201 - it is read by another program


def seize(scratch: Path, *, words: int, clear: bool) -> dict[str, dict[str, int]]:
    """In which forms a planted word lies in what somebody carries away who has the server, but not the key store."""
    settings.HOME = scratch / "office"
    settings.HOME.mkdir()
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", verbosity=0)
    fictional_office.load()
    with ExitStack() as held:
        office = SealedOffice(None if clear else scratch / "keys")
        held.enter_context(in_use.using(office.store))
        planted = plant(office, words=words)
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    places = {
        "dump": dump("plain"),
        "dump, custom": dump("custom"),
        "heap and log": image_of(data_folder()),
        "backup": backup(scratch / "office.backup"),
    }
    found = {place: dict(Counter(traces(image)) + _clear(image)) for place, image in places.items()}
    return found | {"planted": {"words": planted.words}, "left out": dict.fromkeys(_left_out(planted.columns), 1)}


def dump(form: str) -> bytes:
    environment = postgres_dump._environment(connection.settings_dict)  # noqa: SLF001 - the same way to the server
    program = [postgres_dump.program("pg_dump"), f"--format={form}", str(connection.settings_dict["NAME"])]
    return subprocess.run(program, env=environment, capture_output=True, check=True).stdout


def data_folder() -> Path:
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        return Path(cursor.fetchone()[0])


def backup(to: Path) -> bytes:
    administrator = User.objects.get(username="administrator")
    create_recovery(administrator, Recovered(bytes(32)).quorum)
    make_backup(administrator, to)
    return to.read_bytes()


def _clear(image: bytes) -> Counter[str]:
    return Counter({"words in clear": len(words_in(image))} if words_in(image) else {})


def _left_out(filled: set[str]) -> list[str]:
    """Sealed columns in which nothing was planted."""
    return sorted(sealed_columns() - filled)


if __name__ == "__main__":
    main(*sys.argv[1:])
