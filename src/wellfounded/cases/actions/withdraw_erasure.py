"""Leave an erasure that was asked for and not carried out. Nothing is lost by it, so that one person is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.actions.carry_out_erasure import erasure_to_change
from wellfounded.cases.errors import NotNow

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Erasure


@transaction.atomic
def withdraw_erasure(user: User, pk: int) -> Erasure:
    """Take the question back, one's own or a colleague's. That it was asked stays in the log.

    Raises:
        NotFound: there is no such erasure, or the user may not know of its case.
        NotAllowed: the user may not erase.
        NotNow: it was carried out.
    """
    erasure, case = erasure_to_change(user, pk)
    if erasure.done_at is not None:
        raise NotNow(_("This was erased before."))
    record(Event.ERASURE_WITHDRAWN, actor=user.username, subject=case.number, detail={"erasure": pk})
    erasure.delete()
    erasure.pk = pk  # for whoever tells of it
    return erasure
