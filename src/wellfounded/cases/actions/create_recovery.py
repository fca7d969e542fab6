"""Makes a recovery stand: from now on backups are sealed to it, and two of its three shares open the store."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.accounts.unlocking import party_of
from wellfounded.audit.checkpoint import signer
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import NotAllowed, NotNow
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.store_keeping import VOUCHER, home, is_encrypted, settle_recovery, store_key
from wellfounded.vault import quorum_file
from wellfounded.vault.office_keys import in_use, keyring, people, way_back
from wellfounded.vault.office_keys.keyring import PersonKeyring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.accounts.models import User
    from wellfounded.vault.recovery import Quorum, Recovered


def create_recovery(user: User, quorum: Quorum, *, shares: Recovered | None = None) -> int:
    """Take the place of the one before, if any. Backups that were sealed to that one still need its shares.

    Call it once two of the shares were typed back and opened: shares that nobody can read are worse than none. Returns
    how many keys of a sealed office it does not open yet: they are given to it when those who have them sign in.

    Those two shares vouch for the key of the log: so that later, on another computer, they tell this office's backups
    from those that somebody else sealed to them.

    Raises:
        NotAllowed: the recovery is the administrator's to make, and of a sealed office with a colleague who has keys.
        NotNow: no colleague unlocked their keys, or keys would be lost.
    """
    ring = agreeing(user)
    detail = {"fingerprint": quorum.fingerprint} | ({} if ring is None else {"agreed": ring.person})
    if shares is not None:
        detail[VOUCHER] = shares.vouch(signer().line().encode()).hex()

    def tell() -> None:
        record(Event.RECOVERY_CREATED, actor=user.username, detail=detail)

    with being_made(quorum):
        if ring is not None:
            return way_back.renew(ring, quorum.public, tell=tell)
        tell()
    return 0


@contextmanager
def being_made(quorum: Quorum) -> Iterator[None]:
    """Its file lies beside until the log tells of it. Whatever stops this, the log says whether it takes its place."""
    path, key = home() / quorum_file.NAME, store_key() if is_encrypted() else None
    made = timezone.now().date().isoformat()
    quorum_file.write(path.with_name(quorum_file.NEW), quorum, made=made, store_key=key)
    try:
        yield
    finally:
        settle_recovery()
    standing = quorum_file.read(path)
    if standing is None or standing.quorum != quorum:  # an office that opened in that moment took it away
        quorum_file.write(path, quorum, made=made, store_key=key)


def agreeing(user: User) -> PersonKeyring | None:
    """The keyring of the colleague who agrees, in a sealed office; None in another.

    An administrator has no key: with shares of their own making they would have every one.

    Raises:
        NotAllowed: the recovery is not this user's to make, or the colleague's keys are not confirmed.
        NotNow: no colleague unlocked their keys, or the recovery before alone opens some.
    """
    check(user, Permission.OFFICE_STORE_KEEP)
    store, ring = in_use.store(), keyring.current()
    if store is None:
        return None
    if not isinstance(ring, PersonKeyring):
        raise NotNow(_("This office is sealed: a colleague who has keys has to agree to a new recovery."))
    if ring.person == party_of(user) or not people.is_confirmed(store, ring.person):
        raise NotAllowed(_("Nobody agrees with themselves: ask a colleague who has keys."))
    if way_back.stranded(store):
        raise NotNow(_("Some keys are opened by the recovery before this one alone. First give them to somebody."))
    return ring
