"""Confirms that new keys are a colleague's own, and hands on to them what they are entitled to."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.accounts.models import User
from wellfounded.accounts.unlocking import party_of
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import NotAllowed, NotFound, NotNow
from wellfounded.cases.keys_in_log import about
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.waiting_keys import hand_on
from wellfounded.vault.office_keys import keyring, people, sharing
from wellfounded.vault.office_keys.keyring import PersonKeyring


@transaction.atomic
def confirm_keys(user: User, username: str) -> User:
    """The colleague. An administrator cannot do this: whoever resets a sign-in would otherwise read with it.

    Raises:
        NotAllowed: the user keeps accounts or watches, confirms the own keys, or has no confirmed keys.
        NotFound: there is no such account in use.
        NotNow: the colleague has not chosen a passphrase yet, or this office seals nothing.
        ForeignHalf: what stands in the key store in the place of the colleague's keys was not made at their sign-in.
    """
    check(user, Permission.OFFICE_KEYS_CONFIRM)
    ring = keyring.current()
    if not isinstance(ring, PersonKeyring):
        raise NotNow(_("Your keys are locked, or this office seals nothing."))
    colleague = User.objects.filter(username=username, is_active=True).first()
    if colleague is None:
        raise NotFound(_("There is no account with this sign-in name."))
    if colleague.pk == user.pk or not people.is_confirmed(ring.store, party_of(user)):
        raise NotAllowed(_("Nobody confirms their own keys: ask a colleague who has keys."))
    party = party_of(colleague)
    if not people.is_known(ring.store, party):
        raise NotNow(_("This colleague has not chosen a passphrase of their own yet."))
    detail = about(party, people.to_confirm(ring.store, party))
    record(Event.KEYS_CONFIRMED, actor=user.username, subject=colleague.username, detail=detail)
    transaction.on_commit(lambda: _confirm(ring, colleague))
    return colleague


def _confirm(ring: PersonKeyring, colleague: User) -> None:
    people.confirm(ring.store, party_of(colleague))
    sharing.found_missing(ring, party_of(colleague))
    hand_on(ring, colleague)
