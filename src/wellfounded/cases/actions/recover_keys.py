"""Gives somebody in a sealed office their keys, by two shares of its recovery: when no colleague is left who could."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.accounts.models import User
from wellfounded.accounts.unlocking import party_of
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.actions.open_recovery import QUORUM
from wellfounded.cases.errors import NotFound, NotNow
from wellfounded.cases.keys_in_log import about
from wellfounded.cases.waiting_keys import groups_to_join, subjects_of
from wellfounded.vault.office_keys import in_use, people, sharing, way_back
from wellfounded.vault.office_keys.keyring import NoKey, use

if TYPE_CHECKING:
    from wellfounded.vault.recovery import Recovered


def recover_keys(recovered: Recovered, username: str) -> int:
    """Confirm the keys that this person made at their sign-in, and give them what they are entitled to, and no more.

    Returns how many keys they still wait for: those were never given to this recovery. The log tells of it before.

    Raises:
        NoKey: this office seals nothing.
        RecoveryRefused: there is no recovery, or these are shares of another one.
        NotFound: there is no such account in use.
        NotNow: this person did not choose a passphrase of their own yet.
        ForeignHalf: what stands in the key store in their place was not made at their sign-in.
    """
    store = in_use.store()
    if store is None:
        raise NoKey
    ring = way_back.opened(store, recovered)
    colleague = User.objects.filter(username=username, is_active=True).first()
    if colleague is None:
        raise NotFound(_("There is no account with this sign-in name."))
    party = party_of(colleague)
    if not people.is_known(store, party):
        raise NotNow(_("This colleague has not chosen a passphrase of their own yet."))
    detail = about(party, people.to_confirm(store, party))
    record(Event.RECOVERY_OPENED, actor=QUORUM, subject=username, detail=detail)
    people.confirm(store, party)
    left = [
        group
        for group in groups_to_join(colleague, store)
        if not way_back.let_in(store, recovered, group=group, member=party)
    ]
    with use(ring):
        waiting = sharing.bring_up_to_date(subjects_of(colleague) | {party})
    return len(left) + sum(one.party == party for one in waiting)
