"""The twenty who work in the office under load, with passphrase and second factor like everybody."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from allauth.mfa.models import Authenticator

from wellfounded.accounts.fictional import make_colleague
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.models import Relation

WORKERS = {Role.REGISTRAR: 5, Role.INTERVIEWER: 7, Role.ADJUDICATOR: 5, Role.REVIEWER: 3}
RELATIONS = frozenset(Relation(role.value) for role in WORKERS)


@dataclass(frozen=True)
class Worker:
    """Somebody who signs in, and the secret of their second factor."""

    username: str
    role: Role
    secret: str


@dataclass(frozen=True)
class Staff:
    """`originals` are the colleagues of the cases that are copied, by role; `workers` take their places by lot."""

    workers: dict[Role, list[int]]
    originals: dict[str, int]
    names: dict[int, str]

    def team(self, chance: Random) -> dict[int, int]:
        """For each original colleague the worker who takes the place in one case."""
        return {self.originals[role.value]: chance.choice(keys) for role, keys in self.workers.items()}

    def anybody(self, chance: Random) -> str:
        return self.names[chance.choice(self.workers[Role.REGISTRAR])]


def hire() -> tuple[Staff, list[Worker]]:
    """Make the accounts of the workers."""
    workers: dict[Role, list[int]] = {}
    signing_in: list[Worker] = []
    for role, many in WORKERS.items():
        users = [make_colleague(f"{role.value}{place:02}", [role]) for place in range(1, many + 1)]
        workers[role] = [user.pk for user in users]
        signing_in += [Worker(user.username, role, _secret(user)) for user in users]
    names = dict(User.objects.values_list("pk", "username"))
    originals = {role.value: key for role in WORKERS for key, name in names.items() if name == role.value}
    return Staff(workers, originals, names), signing_in


def _secret(user: User) -> str:
    return str(Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"])
