"""Opens the office for a command, and asks who gives it.

`config` stands above this floor, so the settings and whoever opens the store are found by their names in the settings.
What needs Django is imported inside: other commands work without an office, and start faster.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import django
import typer

from wellfounded.law.errors import WellfoundedError
from wellfounded.vault.office_keys import in_use
from wellfounded.vault.own_memory import keep_to_oneself

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

_unlocked: list[ExitStack] = []  # the keys of whoever gives the command, as long as the office is open


class OfficeError(WellfoundedError):
    """The office cannot be opened for this command, or not by this person; or the command was told what cannot be."""

    exit_code = 2
    code = "WF-124"


def set_up() -> None:
    """Make the words and tables of the office known, without opening any store. From here on keys may be held."""
    keep_to_oneself()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")
    django.setup()


@contextmanager
def open_office(*, half_sealed: bool = False) -> Iterator[None]:
    """Set Django up and unlock the store: asks for its passphrase. Never makes a new store.

    `half_sealed`: also an office of which sealing did not end. What lies in clear there is told by nobody.

    Raises:
        OfficeError: there is no office, or its server went away.
        VaultError: the passphrase or the key file is not the right one.
    """
    set_up()
    from django.conf import settings  # noqa: PLC0415 - needs Django set up

    from wellfounded.audit.refusals import write_refusals  # noqa: PLC0415 - needs Django too
    from wellfounded.cases.office_sealing import SEALING  # noqa: PLC0415 - needs Django too
    from wellfounded.vault.row_security import OFFICE, speaking_for  # noqa: PLC0415 - needs Django too

    import_module(settings.OPENING).reach()
    if not half_sealed and (store_of_keys := in_use.store()) is not None and store_of_keys.note(SEALING):
        raise OfficeError("Sealing this office did not end: do `wellfounded vault seal` once more.")
    if settings.DB == "sqlcipher":
        store = Path(settings.DATABASES["default"]["NAME"])
        if not store.exists():
            raise OfficeError(f"There is no office in {store.parent}. Make one with `make office`.")
        import_module(settings.OPENING).unlock(ask, fictional=False)
    with _told_if_the_server_goes(), speaking_for(OFFICE), ExitStack() as unlocked:
        _unlocked[:] = [unlocked]
        try:
            yield
        finally:
            write_refusals()


@contextmanager
def _told_if_the_server_goes() -> Iterator[None]:
    """A PostgreSQL that ends in the midst of a command is nobody's mistake here, and nothing to report."""
    from django.db import OperationalError, connection  # noqa: PLC0415 - needs Django set up

    try:
        yield
    except OperationalError as error:
        if connection.vendor != "postgresql":
            raise
        why = (str(error).strip().splitlines() or ["no reason was given"])[0]
        raise OfficeError(
            f"PostgreSQL did not answer to the end: {why}. What was begun was done whole, or not at all. See that the "
            "server runs, and give the command again."
        ) from None


def colleague(username: str) -> User:
    """The colleague of this name, once passphrase and second factor were given: the command goes on for them alone.

    In a sealed office with their keys, until it is closed.

    Raises:
        OfficeError: no such account, a wrong passphrase or code, no second factor that a command line can ask for, or
            too many wrong ones of late, here or on the page.
    """
    from wellfounded.accounts import guesses  # noqa: PLC0415 - needs Django set up
    from wellfounded.accounts.models import User  # noqa: PLC0415 - needs Django too
    from wellfounded.accounts.unlocking import unlocked  # noqa: PLC0415 - needs Django too
    from wellfounded.audit.events import Event  # noqa: PLC0415 - needs Django too
    from wellfounded.audit.log import record  # noqa: PLC0415 - needs Django too
    from wellfounded.vault.row_security import speak_for  # noqa: PLC0415 - needs Django too

    user = User.objects.filter(username=username, is_active=True).first()
    given, code = ask(f"Passphrase of {username}: "), ask("Code of the authenticator: ")
    locked = guesses.is_locked(username)
    if user is None or locked or not _proves(user, given, code=code):
        record(Event.SIGN_IN_REFUSED, actor=user.username if user else "(unknown)", detail={"step": "command"})
        if locked:
            raise OfficeError("Too many wrong tries. Wait a quarter of an hour, then try again.")
        guesses.note_wrong(username)
        raise OfficeError(
            "This sign-in name, passphrase and code do not open an account with an authenticator app. Check each, and "
            "that the account is in use."
        )
    guesses.note_right(username)
    record(Event.SIGNED_IN, actor=user.username, detail={"step": "command"})
    speak_for(user.pk)
    _unlocked[0].enter_context(unlocked(user, passphrase=given))
    return user


def _proves(user: User, given: str, *, code: str) -> bool:
    """Whether passphrase and code are the account's own. A code is used up only beside the right passphrase."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - needs Django set up
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415 - needs Django too

    factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return user.check_password(given) and factor is not None and TOTP(factor).validate_code(code)


def ask(question: str) -> str:
    """An answer that is not shown. A pipe gives one line for each question."""
    return str(typer.prompt(question.rstrip(": "), hide_input=True, err=True))
