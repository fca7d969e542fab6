"""After a write: whoever is entitled now has the keys of the case, and whoever no longer is has lost them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.cases.entitled import GROUP_ROLES, groups_of, party
from wellfounded.vault.office_keys import in_use, keyring, people, sharing

if TYPE_CHECKING:
    from collections.abc import Collection

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


def share_keys(case: Case) -> None:
    """Once the write stands. Nothing happens where no column is sealed."""
    if in_use.store() is None:
        return
    subjects = (f"case:{case.pk}", f"person:{case.person_id}")
    transaction.on_commit(lambda: _share(subjects))


def leave_groups(user: User) -> None:
    """Whoever lost a role loses the keys that came with it alone. Whoever got one is let in by somebody who is in."""
    if (store := in_use.store()) is None:
        return
    stays = groups_of(user.roles) if user.is_active else frozenset()
    for group in GROUP_ROLES.keys() - stays:
        people.remove_member(store, group, member=party(user))


def _share(subjects: Collection[str]) -> None:
    """Whoever has no key can add none; what must go, goes all the same."""
    if keyring.current() is not None:
        sharing.bring_up_to_date(subjects)
    elif (store := in_use.store()) is not None:
        sharing.take_out(store, subjects)
