"""One fictional person for each role, and a second one where a test needs somebody else with the same role."""

from __future__ import annotations

from dataclasses import dataclass

from wellfounded.accounts.models import RoleGrant, User
from wellfounded.accounts.roles import Role


def make_user(username: str, *roles: Role) -> User:
    """A user holding these roles, granted at the start of the office by nobody in particular."""
    user = User.objects.create_user(username=username, password=f"{username}-passphrase")
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role) for role in roles])
    return user


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
        one_role = {role.value: make_user(role.value, role) for role in Role}
        return cls(
            **one_role,
            second_reviewer=make_user("second_reviewer", Role.REVIEWER),
            outsider=make_user("outsider", Role.REGISTRAR, Role.INTERVIEWER, Role.ADJUDICATOR, Role.REVIEWER),
        )
