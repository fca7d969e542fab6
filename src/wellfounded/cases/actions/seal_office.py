"""Seals an office on PostgreSQL that began in clear: makes its key store, and brings every row under a key."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from wellfounded.accounts import unlocking
from wellfounded.accounts.roles import Role
from wellfounded.accounts.unlocking import party_of
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.entitled import GROUP_ROLES
from wellfounded.cases.errors import NotAllowed, NotNow
from wellfounded.cases.keys_in_log import take_down
from wellfounded.cases.office_sealing import BEGUN, SEALING, seal_rows
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.store_keeping import home, keys_folder, recovery
from wellfounded.vault.office_keys import in_use, keyring, people, way_back
from wellfounded.vault.office_keys.keyring import PersonKeyring
from wellfounded.vault.office_keys.sharing import IN_TRUST
from wellfounded.vault.office_keys.store import KeyStore

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


def seal_office(user: User, colleague: User, *, passphrase: str) -> int:
    """Returns how many rows were sealed. After a stop it goes on where it ended; the office stays closed until then.

    The colleague, whose own passphrase this is, holds every key until those who are entitled have theirs: they confirm
    them one by one. The recovery gets each as well.

    Raises:
        NotAllowed: it is the administrator's to begin, with a colleague who works on cases.
        NotNow: there is no recovery yet, the office is sealed, or its store is none that is sealed like this.
        WrongPassphrase: it is not the one with which this colleague began to seal it.
        VaultError: the office is open.
    """
    check(user, Permission.OFFICE_STORE_KEEP)
    if colleague.holds(Role.ADMINISTRATOR, Role.OVERSIGHT):
        raise NotAllowed(_("Whoever keeps accounts or watches holds no keys: name a colleague who works on cases."))
    import_module(settings.RUNNING).begin(home())  # nobody opens the office meanwhile
    store = _begun(user, colleague)
    ring = _keyring_of(colleague, store, passphrase=passphrase)
    with keyring.use(ring):
        done = seal_rows(store)
    way_back.give_what_is_missing(ring)
    record(Event.STORE_SEALED, actor=user.username, subject=colleague.username, detail={"rows": done})
    store.overwrite_journal()
    store.write_note(SEALING, "")
    return done


def _begun(user: User, colleague: User) -> KeyStore:
    """The key store, which takes the recovery of the office in before any key is made."""
    place, standing = keys_folder(), recovery()
    if place is None:
        raise NotNow(
            _("Name the folder of the new key store in WELLFOUNDED_KEYS; only a PostgreSQL is sealed like this.")
        )
    if standing is None:
        raise NotNow(_("Make a recovery first: if this colleague forgot their passphrase, every word would be lost."))
    store = in_use.store()
    if store is not None and people.anybody_confirmed(store) and not store.note(SEALING):
        raise NotNow(_("This office is sealed already."))
    if store is None:
        store = KeyStore.create(place)
    take_down(store)
    in_use.hold(store)
    if not store.note(SEALING):
        record(Event.STORE_SEALED, actor=user.username, subject=colleague.username, detail={"step": BEGUN})
        store.write_note(SEALING, BEGUN)
    people.set_recovery(store, standing.quorum.public)
    return store


def _keyring_of(colleague: User, store: KeyStore, *, passphrase: str) -> PersonKeyring:
    party = party_of(colleague)
    if people.is_known(store, party):
        private = people.open_person(store, party, passphrase=passphrase)
    elif people.anybody_confirmed(store):
        raise NotNow(_("Somebody else began to seal this office: go on with them."))
    else:
        private = unlocking.make_keys(colleague, passphrase)
        store.write_note(IN_TRUST, party)
    for group in GROUP_ROLES:
        if not people.is_known(store, group):
            people.found_group(store, group, first=party, public=private.public)
    return PersonKeyring(store, party, private=lambda: private)
