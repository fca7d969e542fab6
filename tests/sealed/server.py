"""`scripts/postgres --throwaway python -m tests.sealed.server COUNT [CLEAR|LATE]`: a shared office, filled and seized.

Prints as JSON what was found where. `CLEAR` is the control: the same office without a key store. `LATE`: sealed after
it was filled in clear.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # tables straight from the models: in a third of the time

import django

django.setup()

from django.conf import settings  # noqa: E402 - after Django is set up
from django.core.management import call_command  # noqa: E402 - the same reason
from django.db import connection, models  # noqa: E402 - the same reason

from tests.crash.canaries import image_of, traces, words_in  # noqa: E402 - the same reason
from tests.sealed.office import SealedOffice  # noqa: E402 - the same reason
from tests.sealed.planting import plant, sealed_columns  # noqa: E402 - the same reason
from wellfounded.accounts.fictional import PASSPHRASE  # noqa: E402 - the same reason
from wellfounded.accounts.models import User  # noqa: E402 - the same reason
from wellfounded.cases import office_sealing  # noqa: E402 - the same reason
from wellfounded.cases.actions.create_recovery import create_recovery  # noqa: E402 - the same reason
from wellfounded.cases.actions.make_backup import make_backup  # noqa: E402 - the same reason
from wellfounded.cases.actions.seal_office import seal_office  # noqa: E402 - the same reason
from wellfounded.cases.server_sweeping import sweep  # noqa: E402 - the same reason
from wellfounded.config import fictional_office, running  # noqa: E402 - the same reason
from wellfounded.vault import postgres_dump  # noqa: E402 - the same reason
from wellfounded.vault.office_keys import in_use  # noqa: E402 - the same reason
from wellfounded.vault.office_keys.store import NAME, KeyStore  # noqa: E402 - the same reason
from wellfounded.vault.recovery import Recovered  # noqa: E402 - the same reason


def main(words: str, control: str = "") -> None:
    scratch = Path(tempfile.mkdtemp())
    try:
        if control == "LATE":
            found = sealed_late(scratch, words=int(words))
        else:
            found = seize(scratch, words=int(words), clear=control == "CLEAR")
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
    found = looked_through(scratch / "office.backup")
    return found | {"planted": {"words": planted.words}, "left out": dict.fromkeys(_left_out(planted.columns), 1)}


def looked_through(to: Path) -> dict[str, dict[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    places = {
        "dump": dump("plain"),
        "dump, custom": dump("custom"),
        "heap and log": image_of(data_folder()),
        "backup": backup(to),
    }
    return {place: dict(Counter(traces(image)) + _clear(image)) for place, image in places.items()}


def sealed_late(scratch: Path, *, words: int) -> dict[str, dict[str, int]]:
    """The same of an office that wrote in clear and was sealed afterwards, with kills in the midst of it."""
    before = seize(scratch, words=words, clear=True)
    settings.KEYS = scratch / "keys"
    killed = [_killed_while_sealing(after) for after in (1, 25, 45)]
    left = _sealing()
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    heap = _clear(image_of(data_folder()))
    sweep()
    with in_use.using(None):  # a new recovery, without a colleague who agrees
        after = looked_through(scratch / "sealed.backup")
    told = {"killed": {str(at): one for at, one in enumerate(killed)}, "left": {"rows": left}}
    return {f"before: {place}": told for place, told in before.items()} | after | told | {"before sweeping": dict(heap)}


def _killed_while_sealing(after: int) -> int:
    """Another process seals, and is killed at once after so many rows. Returns how it ended."""
    connection.close()
    if (child := os.fork()) == 0:
        saved, plain = count(1), models.Model.save

        def save(*given: Any, **named: Any) -> None:
            plain(*given, **named)
            if next(saved) == after:
                os.kill(os.getpid(), signal.SIGKILL)

        models.Model.save = save  # type: ignore[method-assign] # of this process alone
        _sealing()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _sealing() -> int:
    office_sealing.BATCH = 20
    keys = Path(str(settings.KEYS))
    in_use.hold(KeyStore(keys) if (keys / NAME).exists() else None)
    administrator, registrar = (User.objects.get(username=name) for name in ("administrator", "registrar"))
    try:
        return seal_office(administrator, registrar, passphrase=PASSPHRASE)
    finally:
        running._held.clear()  # noqa: SLF001 - this process goes on


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
