"""A small fictional office in a folder, saved into by the very actions of the office. For processes of the rig only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after Django is set up
from django.db import DatabaseError, connection, connections  # noqa: E402 - the same reason

from tests.casework.cast import Cast  # noqa: E402 - the same reason
from tests.casework.factories import assign, make_case  # noqa: E402 - the same reason
from tests.casework.interviews import case_in_interview  # noqa: E402 - the same reason
from tests.crash.look import KEY_FILE, STORE, passphrase_of  # noqa: E402 - the same reason
from tests.crash.made import made_before  # noqa: E402 - the same reason
from wellfounded.accounts.models import User  # noqa: E402 - the same reason
from wellfounded.audit.models import Entry  # noqa: E402 - the same reason
from wellfounded.cases.access import open_case  # noqa: E402 - the same reason
from wellfounded.cases.actions.record_narrative import Telling, record_narrative  # noqa: E402 - the same reason
from wellfounded.cases.models import Case  # noqa: E402 - the same reason
from wellfounded.vault import slot, unlocked  # noqa: E402 - the same reason
from wellfounded.vault.argon import Cost  # noqa: E402 - the same reason
from wellfounded.vault.sqlcipher import base  # noqa: E402 - the same reason

CHEAP = Cost(memory=8, passes=1, lanes=1)
__all__ = ["DatabaseError", "assign", "build", "close", "copy", "make_case", "open_in", "saver"]
EACH_KEY = 10  # after so many saves the passphrase is changed: the key file is written as well
OFTEN = 120  # pages after which the log of the store is put back: more often than in an office, which is harder


def build(home: Path) -> None:
    """An office with an interview going on, made by migrations and actions, and closed; or a copy of it."""
    if (made := made_before()) is not None:
        copy(made, home)
        return
    home.mkdir(parents=True, exist_ok=True)
    open_in(home, key=slot.create(home / KEY_FILE, passphrase_of(0), cost=CHEAP))
    call_command("migrate", run_syncdb=True, verbosity=0)
    case_in_interview(Cast.make())
    close(home)


def copy(home: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(home, to)
    return to


def open_in(home: Path, *, key: bytes, synchronous: str = "FULL") -> None:
    """Let Django use the store of this folder."""
    # The negative controls take the promise away.
    kept = [pragma for pragma in base.PRAGMAS if not pragma.startswith(("synchronous", "wal_autocheckpoint"))]
    base.PRAGMAS = (*kept, f"synchronous = {synchronous}", f"wal_autocheckpoint = {OFTEN}")  # type: ignore[assignment] # one more than the office sets
    connections.settings["default"]["NAME"] = connection.settings_dict["NAME"] = home / STORE
    unlocked.hold(home / STORE, key)


def close(home: Path) -> None:
    connections.close_all()
    unlocked.forget(home / STORE)


def saver(home: Path, *, told: Callable[[str], object], begun: int = 0, early: bool = False) -> Callable[[int], None]:
    """What saves the next piece of an interview and says so only when it was acknowledged.

    `early` says it before, as the negative control: a rig that does not find this finds nothing.
    """
    case, officer = Case.objects.get(), User.objects.get(username="interviewer")
    keys = begun

    def save(place: int) -> None:
        nonlocal keys
        if early:
            told(f"line {place}")
        line = record_narrative(officer, case.number, request=Telling(key=f"p{place}", text=f"piece {place}"))
        told(f"line {line.text.removeprefix('piece ')}")
        if place % 2:
            open_case(officer, case.number)
            told(f"entries {Entry.objects.count()}")
        if place % EACH_KEY == EACH_KEY - 1:
            old, keys = passphrase_of(keys), keys + 1
            slot.change_passphrase(home / KEY_FILE, old=old, new=passphrase_of(keys), cost=CHEAP)
            told(f"key {keys}")

    return save
