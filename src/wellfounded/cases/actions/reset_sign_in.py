"""Gives a colleague a new way in after a forgotten passphrase or a lost second factor. There is no way by mail."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.accounts.models import User
from wellfounded.accounts.sign_in import forget_second_factor, give_passphrase
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.actions.create_account import MadeAccount
from wellfounded.cases.colleagues import colleague_to_change
from wellfounded.cases.errors import NotNow


@transaction.atomic
def reset_sign_in(user: User, username: str) -> MadeAccount:
    """A passphrase by chance and no second factor: both are set anew at the next sign-in. Open sessions end.

    Whoever resets could sign in first. So it is in the log, and the colleague notices: the old passphrase is gone.

    Raises:
        NotAllowed, NotFound: see `colleague_to_change`.
        NotNow: the account is closed.
    """
    colleague = colleague_to_change(user, username)
    if not colleague.is_active:
        raise NotNow(_("This account is closed."))
    given = give_passphrase(colleague)
    colleague.save(update_fields=["password", "passphrase_given"])
    forget_second_factor(colleague)
    record(Event.SIGN_IN_CHANGED, actor=user.username, subject=colleague.username, detail={"what": "reset"})
    return MadeAccount(colleague, given)
