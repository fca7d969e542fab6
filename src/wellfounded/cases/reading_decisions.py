"""Reads the decision of a case: a draft for those who work on it, what was served for those who may know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.cases.access import open_case
from wellfounded.cases.errors import NotFound
from wellfounded.cases.models import DecisionState
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.permissions import Permission, may

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Decision


def decision_for(user: User, number: str) -> Decision:
    """The decision that stands. The reading is logged.

    Raises:
        NotFound: there is no such case, or no decision that this user may know of.
        NotAllowed: the user may open the case, but read no decision in it.
    """
    case = open_case(user, number, permission=Permission.DECISION_READ_SERVED)
    found = current_decision(case)
    served = found is not None and found.state == DecisionState.SERVED
    if found is None or not (served or may(user, Permission.DECISION_READ, case=case)):
        raise NotFound(_("This case has no decision that you may read."))
    return found
