"""A sign-in that an administrator gives: a passphrase to be changed at once, and no second factor yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

from wellfounded.accounts import unlocking
from wellfounded.vault import passphrase

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


def give_passphrase(user: User) -> str:
    """A passphrase by chance, to be told to the user by another way. The first page asks for one of the user's own."""
    given = passphrase.by_chance()
    user.set_password(given)
    user.passphrase_given = True
    unlocking.forget(user)
    return given


def forget_second_factor(user: User) -> None:
    """After a lost telephone or key: the user sets up a new one before anything else."""
    Authenticator.objects.filter(user=user).delete()
