"""One fictional person for each role, and a second one where a test needs somebody else with the same role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from wellfounded.accounts.models import RoleGrant, User
from wellfounded.accounts.roles import Role


def make_user(username: str, *roles: Role) -> User:
    """A user holding these roles, granted at the start of the office by nobody in particular."""
    return make_users({username: roles})[username]


def make_users(wanted: Mapping[str, Iterable[Role]]) -> dict[str, User]:
    """The same for several, in two statements: hundreds of tests begin with the whole cast."""
    made = User.objects.bulk_create(
        User(username=username, password=make_password(f"{username}-passphrase")) for username in wanted
    )
    users = {user.username: user for user in made}
    RoleGrant.objects.bulk_create(
        RoleGrant(user=users[username], role=role) for username, roles in wanted.items() for role in roles
    )
    return users


@dataclass(frozen=True)
class Cast:
    """The staff of the office."""

    registrar: User
    interviewer: User
    interpreter: User
    adjudicator: User
    reviewer: User
    second_reviewer: User
    counsel: User
    observer: User
    protection_officer: User
    matcher: User
    oversight: User
    administrator: User
    outsider: User  # holds the same roles as the registrar, the adjudicator and the reviewer, on no case

    @classmethod
    def make(cls) -> Cast:
        roles: dict[str, tuple[Role, ...]] = {role.value: (role,) for role in Role}
        roles["second_reviewer"] = (Role.REVIEWER,)
        roles["outsider"] = (Role.REGISTRAR, Role.INTERVIEWER, Role.ADJUDICATOR, Role.REVIEWER)
        return cls(**make_users(roles))
