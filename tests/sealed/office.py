"""The people of an office with their own keys: each verb runs with the keyring of whoever does it, as on the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from wellfounded.accounts.models import User
from wellfounded.cases.entitled import groups_of, party
from wellfounded.cases.keys_in_log import BookOfLog
from wellfounded.vault.argon import Cost
from wellfounded.vault.office_keys import keyring, people, sharing
from wellfounded.vault.office_keys.keyring import PersonKeyring
from wellfounded.vault.office_keys.parties import PrivateKey
from wellfounded.vault.office_keys.store import KeyStore

CHEAP = Cost(memory=8, passes=1, lanes=1)
PASSPHRASE = "a passphrase of the rig"  # noqa: S105 - of invented people


class Anybody(BookOfLog):
    """The control: an office that vouches for whatever half stands in its key store."""

    def fits(self, halves: Mapping[str, bytes]) -> dict[str, bool]:
        return dict.fromkeys(halves, True)


class SealedOffice:
    """A key store with a pair of keys for each user there is. Without a folder nothing is sealed: the control."""

    def __init__(self, folder: Path | None) -> None:
        self.store = None if folder is None else KeyStore.create(folder, cost=CHEAP)
        self._private: dict[str, PrivateKey] = {}
        self._first: dict[str, User] = {}
        if self.store is not None:
            for user in User.objects.all():
                self._private[party(user)] = people.add_person(
                    self.store,
                    party(user),
                    passphrase=PASSPHRASE,
                    confirmed=True,
                )
            self._let_in(self.store)

    def keyring_of(self, user: User) -> PersonKeyring:
        if self.store is None:
            raise LookupError("an office without keys")
        return PersonKeyring(self.store, party(user), private=lambda: self._private[party(user)])

    @contextmanager
    def acting(self, user: User) -> Iterator[User]:
        """As in one request of this user."""
        with keyring.use(None if self.store is None else self.keyring_of(user)):
            yield user

    def _let_in(self, store: KeyStore) -> None:
        """The first of a group founds it, and lets the others in."""
        for user in User.objects.order_by("pk"):
            for group in sorted(groups_of(user.roles)):
                public = self._private[party(user)].public
                if people.is_known(store, group):
                    sharing.let_in(self.keyring_of(self._first[group]), group, member=party(user))
                else:
                    people.found_group(store, group, first=party(user), public=public)
                    self._first[group] = user
