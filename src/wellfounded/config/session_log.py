"""Who signed in and out, and who was refused, goes into the log.

These are signals of Django and allauth: signing in is their work, and there is no action of ours that could call the
log. It stands here because accounts and log lie on one floor and do not see each other. If the log cannot be written,
the sign-in fails: nobody works unseen.
"""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import ModelSignal
from django.dispatch import Signal

from wellfounded.accounts.device import session_refused
from wellfounded.accounts.models import User
from wellfounded.accounts.unlocking import foreign_halves, foreign_words
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.keys_in_log import KEY_STORE, called
from wellfounded.vault.office_keys.parties import RECOVERY

UNKNOWN = "(unknown)"
DATABASE = "(the database)"


def listen() -> None:
    """Connect each signal once."""
    pairs: list[tuple[Signal | ModelSignal, Any]] = [
        (user_logged_in, signed_in),
        (user_logged_out, signed_out),
        (user_login_failed, refused),
        (authentication_failed, factor_refused),
        (password_changed, passphrase_changed),
        (session_refused, device_refused),
        (foreign_halves, halves_refused),
        (foreign_words, words_not_ours),
        *((signal, factor_changed) for signal in (authenticator_added, authenticator_removed, authenticator_reset)),
    ]
    for signal, receiver in pairs:
        signal.connect(receiver, dispatch_uid=f"wellfounded.session_log.{receiver.__name__}.{id(signal)}")


def signed_in(user: AbstractBaseUser, **_: Any) -> None:
    record(Event.SIGNED_IN, actor=user.get_username())


def signed_out(user: AbstractBaseUser | None, **_: Any) -> None:
    if user is not None:
        record(Event.SIGNED_OUT, actor=user.get_username())


def refused(credentials: dict[str, Any], **_: Any) -> None:
    """Only names of accounts are written: somebody may have typed a passphrase into the field of the name."""
    typed = str(credentials.get("username", ""))
    known = User.objects.filter(username__iexact=typed).values_list("username", flat=True).first()
    record(Event.SIGN_IN_REFUSED, actor=known or UNKNOWN, detail={"step": "passphrase"})


def factor_refused(user: AbstractBaseUser, authenticator: Authenticator | None = None, **_: Any) -> None:
    kind = authenticator.type if authenticator else "unknown"
    record(Event.SIGN_IN_REFUSED, actor=user.get_username(), detail={"step": kind})


def device_refused(user: AbstractBaseUser, **_: Any) -> None:
    record(Event.DEVICE_REFUSED, actor=user.get_username(), subject=user.get_username())


def halves_refused(user: AbstractBaseUser, parties: list[str], **_: Any) -> None:
    """Who signed in did nothing: their keys would have been given away."""
    if RECOVERY in parties:
        record(Event.RECOVERY_REFUSED, actor=KEY_STORE, subject=user.get_username())
    if others := called(parties):
        record(Event.KEYS_REFUSED, actor=KEY_STORE, subject=user.get_username(), detail={"whose": others})


def words_not_ours(user: AbstractBaseUser, columns: list[str], **_: Any) -> None:
    """Who met them did nothing either."""
    record(Event.WORDS_NOT_OURS, actor=DATABASE, subject=user.get_username(), detail={"columns": columns})


def passphrase_changed(user: AbstractBaseUser, **_: Any) -> None:
    record(Event.SIGN_IN_CHANGED, actor=user.get_username(), detail={"what": "passphrase"})


def factor_changed(user: AbstractBaseUser, authenticator: Authenticator, **_: Any) -> None:
    record(Event.SIGN_IN_CHANGED, actor=user.get_username(), detail={"what": authenticator.type})
