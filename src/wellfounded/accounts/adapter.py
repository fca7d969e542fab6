"""What allauth asks of us: nobody signs up, and a second factor can be replaced but not given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest

    from wellfounded.accounts.models import User

OFFICE = "Wellfounded"


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth publishes no types
    """Accounts are made by an administrator; a passphrase that a user chose is the user's own."""

    # In the words of the screens: a sign-in name and a passphrase.
    error_messages = DefaultAccountAdapter.error_messages | {
        "enter_current_password": _("This is not your present passphrase."),
        "incorrect_password": _("This is not your passphrase."),
        "same_as_current": _("Choose a passphrase that is not the present one."),
        "too_many_login_attempts": _("Too many wrong tries. Wait a quarter of an hour, then try again."),
        "username_password_mismatch": _("This sign-in name and passphrase do not fit together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        cast("User", user).passphrase_given = False
        super().set_password(user, password)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth publishes no types
    """The office has one name on every authenticator, and the last second factor stays."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "code_refused": _(
            "The code is wrong, or was used already: each serves once. Wait until the app shows the next one."
        ),
    }

    def _get_site_name(self) -> str:
        return OFFICE

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if authenticator.type == authenticator.Type.RECOVERY_CODES:
            return False
        others = authenticator.user.authenticator_set.exclude(pk=authenticator.pk)
        return bool(others.exclude(type=authenticator.Type.RECOVERY_CODES).exists())
