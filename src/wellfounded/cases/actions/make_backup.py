"""Makes a backup while the office works: one file, sealed to the recovery, that the office itself cannot open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.audit.checkpoint import make_checkpoint
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.backups import write_backup
from wellfounded.cases.errors import Invalid, NotNow
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.store_keeping import BEGUN, recovery

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


def make_backup(user: User, to: Path) -> int:
    """Write it beside, read it back whole, and only then give it its name. Returns its size in bytes.

    That it was begun stands in the log and in the backup; only one that is there counts as made.

    Raises:
        NotAllowed: backups are the administrator's.
        NotNow: there is no recovery yet, so nobody could open it.
        Invalid: a file stands there already, or nothing can be written there.
        RecoveryRefused: the recovery is not the one that the log tells of.
        VaultError: the store could not be copied, or what was written does not open.
    """
    check(user, Permission.OFFICE_STORE_KEEP)
    if to.exists():
        raise Invalid({"to": _("A file stands there already. A backup never takes the place of another one.")})
    standing = recovery()
    if standing is None:
        raise NotNow(_("There is no recovery yet: a backup could be opened by nobody. Make a recovery first."))
    sealed_to = {"fingerprint": standing.quorum.fingerprint}
    begun = record(Event.BACKUP_BEGUN, actor=user.username, detail=sealed_to)
    checkpoint = make_checkpoint(actor=user.username)
    try:
        size = write_backup(to, checkpoint, quorum=standing.quorum)
    except OSError as error:
        raise Invalid({"to": _("The backup cannot be written there: %(why)s.") % {"why": error.strerror}}) from None
    record(Event.BACKUP_MADE, actor=user.username, detail=sealed_to | {BEGUN: begun})
    return size
