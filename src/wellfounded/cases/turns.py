"""What is looked at first and written then: whoever looks at the same waits until this transaction has ended.

On SQLite a transaction is the only writer, and nothing is done. PostgreSQL lets two of them count at the same moment,
and each of them finds room for one more.

So that nobody waits in a circle, turns are taken in one order: what holds for the whole office; an account and its
device; the row of a case; a person; the log last. Whoever opens several cases in one transaction takes the turn of the
account first.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import connection
from django.db.transaction import TransactionManagementError

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

ACCOUNTS = "accounts"  # who is here, and who holds which role
MERGES = "merges"  # which records are read as one


def of_person(person: object) -> str:
    """The turn of whoever looks at all cases of a person: `person` is the number of the row."""
    return f"person {person}"


def take_turn(*about: str) -> None:
    """Let nobody else have a turn in any of these until this transaction ends."""
    _wait("pg_advisory_xact_lock", about)


def take_part(about: str) -> None:
    """Let nobody have a turn alone until this transaction ends; others may take part as well."""
    _wait("pg_advisory_xact_lock_shared", [about])


def take_turn_of(user: User) -> None:
    """The turn of the account and of its device: what is counted for a day."""
    take_turn(f"account {user.pk}", *([f"device {user.device}"] if user.device else []))


def _wait(lock: str, about: tuple[str, ...] | list[str]) -> None:
    if connection.vendor != "postgresql":
        return
    if not connection.in_atomic_block:
        raise TransactionManagementError("A turn that is taken outside a transaction is over at once.")
    numbers = sorted(_number(one) for one in about)  # in one order, whoever asks
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([f'{lock}(%s)'] * len(numbers))}", numbers)


def _number(about: str) -> int:
    """What PostgreSQL takes: two that meet by chance wait for each other without need."""
    return int.from_bytes(hashlib.sha256(about.encode()).digest()[:8], signed=True)
