"""How to sign in to a fictional office: every account, its role and its code of this half minute, in the open.

A newcomer has no authenticator yet. A real office never has these: two things must hold, the office says that it is
fictional, and the account was made with it and marked.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value

from wellfounded.accounts.models import Office, RoleGrant, User
from wellfounded.accounts.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

PASSPHRASE = "everyone here is fictional"  # noqa: S105 - printed on the sign-in page of a fictional office
MARK = "fictional"
PERIOD = 30


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the sign-in page of a fictional office shows for one account."""

    username: str
    name: str
    roles: str
    secret: str
    code: str
    seconds: int  # until the next code


def make_colleague(username: str, roles: Iterable[Role], **fields: str) -> User:
    """A fictional member of staff with passphrase, second factor and recovery codes."""
    user = User.objects.create_user(username=username, password=PASSPHRASE, **fields)
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role) for role in roles])
    data = {"secret": generate_totp_secret(), MARK: True}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    RecoveryCodes.activate(user)
    return user


def sign_ins() -> list[SignIn]:
    """Every marked account of a fictional office; of any other office none."""
    if not Office.objects.filter(fictional=True).exists():
        return []
    marked = Authenticator.objects.filter(type=Authenticator.Type.TOTP, data__fictional=True, user__is_active=True)
    now = int(time.time())
    return [_sign_in(one, now=now) for one in marked.select_related("user").order_by("pk")]


def _sign_in(authenticator: Authenticator, *, now: int) -> SignIn:
    user, secret = authenticator.user, authenticator.data["secret"]
    return SignIn(
        username=user.username,
        name=user.name,
        roles=", ".join(sorted(str(role.label) for role in user.roles)),
        secret=secret,
        code=format_hotp_value(hotp_value(secret, now // PERIOD)),
        seconds=PERIOD - now % PERIOD,
    )
