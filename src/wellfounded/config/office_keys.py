"""The key store of an office on PostgreSQL: opened with the program, made with a new office, never missing unseen."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, transaction

from wellfounded.accounts.fictional import PASSPHRASE
from wellfounded.accounts.models import User
from wellfounded.accounts.unlocking import party_of
from wellfounded.cases.entitled import GROUP_ROLES, groups_of
from wellfounded.cases.keys_in_log import take_down
from wellfounded.cases.office_sealing import SEALING
from wellfounded.persons.models import NameSecret
from wellfounded.vault.errors import VaultError
from wellfounded.vault.office_keys import data_keys, in_use, people
from wellfounded.vault.office_keys.keyring import FoundingKeyring
from wellfounded.vault.office_keys.parties import PrivateKey
from wellfounded.vault.office_keys.store import KeyStore, is_in
from wellfounded.vault.sealed_columns import cipher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MISSING = (
    "This office is sealed, and WELLFOUNDED_KEYS does not name the folder of its key store. Without it nothing can be "
    "read, and what is written now would lie in clear. Nothing was opened."
)
TOO_LATE = (
    "WELLFOUNDED_KEYS names a folder without a key store, and what this office wrote lies in clear. Seal it with "
    "`wellfounded vault seal`, or leave WELLFOUNDED_KEYS out."
)
HALF = (
    "Some of what this office wrote lies in clear beside its key store: sealing it was begun and did not end, or "
    "somebody changed the database. Do `wellfounded vault seal` once more. Nothing was opened."
)

FILLING = "filling"  # the note of a key store whose fictional office is being filled
HALF_FILLED = (
    "Filling this fictional office was begun and did not end: it would open with fewer cases. Nothing real is in it. "
    "Take its database and the folder of its key store away, or of a trial the whole folder, and start anew. "
    "Nothing was opened."
)


def folder() -> Path | None:
    return settings.KEYS if settings.DB == "postgres" else None


def open_if_there() -> None:
    """With the program, so that no command writes in clear."""
    place = folder()
    if place is not None and is_in(place):
        in_use.hold(KeyStore(place))


def begin(*, new_office: bool) -> None:
    """Before anything is written.

    Raises:
        VaultError: an office that is sealed is opened without its key store, or the other way round; or a fictional one
            that is not whole.
    """
    place = folder()
    if place is not None and new_office and in_use.store() is None:
        in_use.hold(KeyStore.create(place))
    store, sealed_by = in_use.store(), _sealed_by()
    if store is not None and store.note(FILLING) and not new_office:
        raise VaultError(HALF_FILLED)
    if sealed_by and (store is None or data_keys.by_id(store, sealed_by) is None):
        raise VaultError(MISSING)
    if place is not None and store is None:
        raise VaultError(TOO_LATE)
    if store is not None and (store.note(SEALING) or (sealed_by is not None and not sealed_by)):
        raise VaultError(HALF)
    if store is not None:
        take_down(store)
    let_go()


def let_go() -> None:
    """Close this process's connection: each copy of it opens its own."""
    if (store := in_use.store()) is not None:
        store.close()


@contextmanager
def filling(store: KeyStore | None) -> Iterator[None]:
    """It is one transaction, or an office that was stopped in the midst would be taken for one with fewer cases.

    Keys go with none. So a sealed one is filled step by step, and a note in its key store stands until the last.
    """
    if store is None:
        with transaction.atomic():
            yield
        return
    store.write_note(FILLING, FILLING)
    yield
    store.write_note(FILLING, "")


def found(store: KeyStore) -> FoundingKeyring:
    """Everybody in a fictional office has keys from the start, under the passphrase that its sign-in page shows."""
    groups = {group: PrivateKey.new() for group in GROUP_ROLES}
    for group, private in groups.items():
        people.set_group(store, group, public=private.public)
    for user in User.objects.order_by("pk"):
        public = people.add_person(store, party_of(user), passphrase=PASSPHRASE, confirmed=True).public
        for group in groups_of(user.roles):
            people.add_member(store, group, private=groups[group], member=party_of(user), public=public)
    return FoundingKeyring(store)


def _sealed_by() -> str | None:
    """The number of the key that seals the secret of the names; empty when it lies in clear, None when there is none.

    As it stands in the table.
    """
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(NameSecret._meta.db_table)  # noqa: SLF001 - Django's own way to ask a model
        cursor.execute(f"SELECT value FROM {table}")  # noqa: S608 - the name of a table of ours
        row = cursor.fetchone()
    if row is None:
        return None
    lies = bytes(row[0])
    return cipher.key_of(lies) if lies.startswith(cipher.PREFIX_BYTES) else ""
