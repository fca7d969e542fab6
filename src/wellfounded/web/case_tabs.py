"""The tabs of a case: one line each. A tab is shown to those who may read what it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wellfounded.cases.permissions import Permission
from wellfounded.web.address import address_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import Promise

    from wellfounded.cases.models import Case


# Whoever reads the decision, or does something about it: serves it, lodges an appeal, closes, hands the own file over.
DECISION_PAGE = (
    Permission.DECISION_READ,
    Permission.DECISION_READ_SERVED,
    Permission.APPEAL_LODGE,
    Permission.CASE_CLOSE,
    Permission.DECISION_SERVE,
    Permission.OWN_FILE_RELEASE,
)


@dataclass(frozen=True, slots=True)
class Tab:
    """`route` is the name of an address that takes the case number; any of the permissions shows it."""

    slug: str
    route: str
    label: Promise
    permissions: tuple[Permission, ...]


TABS = (
    Tab("overview", "case", _("Overview"), (Permission.CASE_OPEN,)),
    Tab("registration", "registration", _("Registration"), (Permission.IDENTITY_WRITE, Permission.NEEDS_WRITE)),
    Tab("person", "person", _("Person"), (Permission.IDENTITY_READ,)),
    Tab("interview", "interviews", _("Interview"), (Permission.ACCOUNT_READ, Permission.INTERVIEW_HOLD)),
    Tab("evidence", "evidence", _("Evidence"), (Permission.EVIDENCE_READ,)),
    Tab("assessment", "assessment", _("Assessment"), (Permission.ASSESSMENT_READ,)),
    Tab("decision", "decision", _("Decision"), DECISION_PAGE),
    Tab("history", "case_history", _("History"), (Permission.HISTORY_READ,)),
)


@dataclass(frozen=True, slots=True)
class ShownTab:
    """A tab as the page shows it."""

    address: str
    label: Promise
    current: bool


def tabs_of(case: Case, allows: Callable[[Permission], bool], *, current: str) -> list[ShownTab]:
    """The tabs of a case for whoever is allowed what `allows` says."""
    shown = [tab for tab in TABS if any(map(allows, tab.permissions))]
    found = [(tab, address) for tab in shown if (address := address_of(tab.route, case.number))]
    return [ShownTab(address, tab.label, current=tab.slug == current) for tab, address in found]
