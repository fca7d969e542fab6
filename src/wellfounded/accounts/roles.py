"""The roles of an office, and which of them one person may not hold together.

Separation of duties cannot be switched off: there is no setting for it.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable


class Role(models.TextChoices):
    REGISTRAR = "registrar", _("Registrar")
    INTERVIEWER = "interviewer", _("Interviewer")
    INTERPRETER = "interpreter", _("Interpreter")
    ADJUDICATOR = "adjudicator", _("Adjudicator")
    REVIEWER = "reviewer", _("Reviewer")
    COUNSEL = "counsel", _("Counsel")
    OBSERVER = "observer", _("UNHCR observer")
    PROTECTION_OFFICER = "protection_officer", _("Protection officer")
    MATCHER = "matcher", _("Matcher of possible duplicates")
    OVERSIGHT = "oversight", _("Oversight")
    ADMINISTRATOR = "administrator", _("Administrator")


# Who keeps the house, or watches over it, has no case; who speaks for the applicant does not decide.
ALONE = frozenset({Role.OVERSIGHT, Role.ADMINISTRATOR, Role.COUNSEL, Role.OBSERVER, Role.INTERPRETER})
# Whoever looks for names, or writes them into records, does not see whom the whole register holds behind them.
ASKING = frozenset({Role.REGISTRAR, Role.INTERVIEWER, Role.PROTECTION_OFFICER})


def may_hold_together(first: Role, second: Role) -> bool:
    two = {first, second}
    return first == second or not (two & ALONE or (Role.MATCHER in two and two & ASKING))


def in_force(held: Iterable[Role]) -> frozenset[Role]:
    """The roles that count of those that were granted: an older office may have a matcher who asks as well."""
    roles = frozenset(held)
    return roles - {Role.MATCHER} if roles & ASKING else roles


def conflict(roles: Iterable[Role]) -> tuple[Role, Role] | None:
    """Two of these roles that one person may not hold, or None."""
    for first, second in combinations(sorted(set(roles)), 2):
        if not may_hold_together(first, second):
            return first, second
    return None
