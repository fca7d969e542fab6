"""The door to accounts: an administrator changes those of others, and never the own one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.accounts.models import RoleGrant, User
from wellfounded.accounts.roles import Role, conflict
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.turns import ACCOUNTS, take_turn

if TYPE_CHECKING:
    from collections.abc import Iterable


def colleague_to_change(user: User, username: str) -> User:
    """The account. Until the transaction ends nobody else changes one, or gives somebody a case.

    Raises:
        NotAllowed: the user is no administrator, or it is the user's own account.
        NotFound: there is no such account.
    """
    take_turn(ACCOUNTS)
    user.forget_roles()  # whoever asks may have been dismissed while this waited
    user.refresh_from_db(fields=["is_active"])
    check(user, Permission.OFFICE_ACCOUNTS_MANAGE)
    colleague = User.objects.filter(username=username).first()
    if colleague is None:
        raise NotFound(_("There is no account with this sign-in name."))
    if colleague.pk == user.pk:
        raise NotAllowed(_("Nobody changes the own account or the own roles: ask another administrator."))
    return colleague


def check_roles(roles: Iterable[str], *, field: str) -> list[Role]:
    """The roles that one person is to hold.

    Raises:
        Invalid: there is no such role, or two of them do not go together.
    """
    try:
        wanted = [Role(role) for role in roles]
    except ValueError:
        raise Invalid({field: _("There is no such role.")}) from None
    if clash := conflict(wanted):
        sentence = _("One person does not hold both roles: “%(first)s” and “%(second)s”.")
        raise Invalid({field: sentence % {"first": clash[0].label, "second": clash[1].label}})
    return wanted


def check_administrator_remains(colleague: User) -> None:
    """The office keeps an administrator, also when two of them dismiss each other: `colleague_to_change` goes before.

    Raises:
        NotNow: this is the last account in use that holds the role.
    """
    held = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, withdrawn_at=None, user__is_active=True)
    administrators = set(held.values_list("user_id", flat=True))
    if administrators == {colleague.pk}:
        raise NotNow(_("This is the last administrator. Make another one first."))
