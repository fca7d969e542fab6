"""Makes an office ready, and says where it is and how to sign in."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections

from wellfounded.accounts.fictional import PASSPHRASE, sign_ins
from wellfounded.accounts.models import Office
from wellfounded.cases.keys_in_log import trouble_of_keys, waits_for_recovery
from wellfounded.cases.store_keeping import settle_recovery
from wellfounded.config import (
    fictional_cases,
    fictional_office,
    fictional_shelf,
    first_administrator,
    office_keys,
    opening,
)
from wellfounded.config.owner import as_owner, owner_of_the_log
from wellfounded.vault import quorum_file
from wellfounded.vault.office_keys import in_use, keyring
from wellfounded.vault.row_security import OFFICE, speaking_for

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class Prepared(StrEnum):
    """What was done to the store before it is opened, in words."""

    MADE = "The office was made."
    UPGRADED = "The store was upgraded to this version."
    AS_IT_WAS = "Nothing was to do: the store is of this version already."


def prepare(*, fictional: bool) -> Prepared:
    """Unlock the store, check it, bring its tables up to date, and fill it when it is new."""
    opening.home()
    if opening.is_encrypted():
        opening.unlock(fictional=fictional)
    opening.reach()
    opening.check_store()  # before anything is written into it
    with as_owner():
        upgraded = opening.lay_tables()
    new = not Office.objects.exists()
    settle_recovery()
    office_keys.begin(new_office=new)
    if new and fictional:
        _fill()
    elif new:
        first_administrator.make(_ask, opening.ask_secretly)
    connections.close_all()  # each thread of the server opens its own
    if new:
        return Prepared.MADE
    return Prepared.UPGRADED if upgraded else Prepared.AS_IT_WAS


def _fill() -> None:
    """Everything that is fictional; where columns are sealed, with keys for everybody."""
    store = in_use.store()
    with office_keys.filling(store):
        fictional_office.load()
        with speaking_for(OFFICE), keyring.use(None if store is None else office_keys.found(store)):
            fictional_cases.load()
            fictional_shelf.load()


def end_old_sessions() -> None:
    """Nobody's session outlives the process; what it held, such as a form that waited for a proof, goes too."""
    if opening.is_encrypted():  # processes that share a PostgreSQL share their sessions
        Session.objects.all().delete()
        connections.close_all()


def _ask(question: str) -> str:
    return input(question if sys.stdin.isatty() else "")


def lines() -> Iterator[str]:
    """What the terminal shows once the office is open."""
    office = Office.objects.get()
    yield ""
    yield f"{office.name} is open at {address()}"
    if settings.LISTEN not in LOCAL:
        yield "! Other computers can reach it. Put a server with HTTPS before it, and set WELLFOUNDED_HTTPS=1."
    yield _store()
    yield from owner_of_the_log()
    if not office.fictional and not (Path(settings.HOME) / quorum_file.NAME).exists():
        yield "! No recovery yet: with its passphrases everything is lost. Make one with `wellfounded recovery create`."
    for trouble in filter(None, (trouble_of_keys(), waits_for_recovery())):
        yield f"! {trouble}"
    yield from _how_to_sign_in()
    yield ""
    yield "Ctrl-C closes the office."
    connections.close_all()
    office_keys.let_go()


def address() -> str:
    """Named, not numbered: browsers offer passkeys only at an address with a name."""
    names = [host for host in settings.ALLOWED_HOSTS if host not in LOCAL]
    if settings.HTTPS and names:
        return f"https://{names[0]}/"
    return f"http://{'localhost' if settings.LISTEN in LOCAL else settings.LISTEN}:{settings.PORT}/"


def _store() -> str:
    if not opening.is_encrypted():
        return "Its store is PostgreSQL. This program does not encrypt that server's disk: its keeper must."
    store = settings.DATABASES["default"]["NAME"]
    note = Path(settings.HOME) / opening.NOTE
    where = f"; its passphrase lies in {_near(note)}, because everything in it is fictional" if note.exists() else ""
    return f"Its store is {_near(store)}, encrypted{where}."


def _near(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _how_to_sign_in() -> Iterator[str]:
    shown = sign_ins()
    yield ""
    if not shown:
        yield "Sign in with your name, your passphrase and your second factor."
        return
    yield f"Sign in as any of these with the passphrase “{PASSPHRASE}”. The sign-in page shows each one's code of the"
    yield "moment; or add the secret to an authenticator program."
    yield ""
    for one in shown:
        yield f"  {one.username:<20} {one.roles:<32} {one.secret}"
