"""The first account of an office that is not fictional. Everybody else is made by this administrator, with the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from wellfounded.accounts.models import Office, RoleGrant, User
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.config.fictional_office import START
from wellfounded.vault.errors import VaultError

if TYPE_CHECKING:
    from collections.abc import Callable


def make(ask: Callable[[str], str], ask_secretly: Callable[[str], str]) -> None:
    """Ask for the office's name and the administrator's sign-in, and write both.

    Raises:
        VaultError: an answer cannot be used; nothing was written.
    """
    office = Office(pk=1, name=ask("Name of the office: ").strip())
    user = User(username=ask("Sign-in name of the administrator: ").strip())
    passphrase = ask_secretly("Passphrase of the administrator: ")
    try:
        office.full_clean(validate_constraints=False)
        validate_password(passphrase, user)
        user.set_password(passphrase)
        user.full_clean()
    except ValidationError as error:
        raise VaultError(" ".join(error.messages)) from None
    with transaction.atomic():
        office.save()
        user.save()
        RoleGrant.objects.create(user=user, role=Role.ADMINISTRATOR)
        record(Event.ACCOUNT_CREATED, actor=START, subject=user.username, detail={"roles": [Role.ADMINISTRATOR.value]})
