"""Begin to examine whether a status should never have been granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.cases.models import ProceedingKind
from wellfounded.cases.proceedings import Beginning, begin_proceeding

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Proceeding


@transaction.atomic
def begin_cancellation(user: User, number: str, *, request: Beginning) -> Proceeding:
    return begin_proceeding(user, number, kind=ProceedingKind.CANCELLATION, request=request)
