"""Makes an account for somebody who joins the office, with its roles and a first passphrase."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from wellfounded.accounts.models import Language, RoleGrant, User
from wellfounded.accounts.sign_in import give_passphrase
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.colleagues import check_roles
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.turns import ACCOUNTS, take_turn


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """The sign-in name is printed on papers and in the log."""

    username: str
    name: str = ""
    roles: tuple[str, ...] = ()
    language: str = Language.ENGLISH
    sex: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class MadeAccount:
    """The account, and the passphrase that is shown once and then only its owner's to change."""

    user: User
    passphrase: str


@transaction.atomic
def create_account(user: User, *, request: NewAccount) -> MadeAccount:
    """Make the account and grant its roles.

    Raises:
        NotAllowed: the user is no administrator.
        Invalid: something in the request cannot be used.
    """
    take_turn(ACCOUNTS)
    check(user, Permission.OFFICE_ACCOUNTS_MANAGE)
    roles = check_roles(request.roles, field="roles")
    colleague = User(
        username=User.normalize_username(request.username.strip()),
        name=request.name.strip(),
        language=request.language,
        sex=request.sex,
        spoken=request.spoken.strip(),
    )
    given = give_passphrase(colleague)
    _check_fields(colleague)
    colleague.save()
    RoleGrant.objects.bulk_create([RoleGrant(user=colleague, role=role, granted_by=user) for role in roles])
    detail = {"roles": sorted(role.value for role in roles)}
    record(Event.ACCOUNT_CREATED, actor=user.username, subject=colleague.username, detail=detail)
    return MadeAccount(colleague, given)


def _check_fields(colleague: User) -> None:
    try:
        colleague.full_clean()
    except ValidationError as error:
        raise Invalid({field: " ".join(sentences) for field, sentences in error.message_dict.items()}) from None
