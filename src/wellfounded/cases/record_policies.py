"""When a record may be written to. Who may is asked apart, in the permission map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.cases.errors import NotNow
from wellfounded.cases.models.record import RecordHead
from wellfounded.cases.states import OPEN_TO_EVIDENCE, OPEN_TO_FINDINGS, State

if TYPE_CHECKING:
    from wellfounded.cases.models import Case

OPEN_TO_COUNTRIES = OPEN_TO_FINDINGS | {State.REGISTERED}
OPEN_TO_INTERVIEWS = OPEN_TO_FINDINGS | {State.REGISTERED}


def check_interviews_allowed(case: Case) -> None:
    """Interviews are planned and begun until the case goes to review, while the record is open."""
    _check_state(case, OPEN_TO_INTERVIEWS)
    check_record_open(case)


def check_countries_allowed(case: Case) -> None:
    """Countries and routes are added until the case goes to review, while the record is open."""
    _check_state(case, OPEN_TO_COUNTRIES)
    check_record_open(case)


def check_facts_allowed(case: Case) -> None:
    """Facts are found, and evidence is weighed, while the record is open."""
    _check_state(case, OPEN_TO_FINDINGS)
    check_record_open(case)


def check_findings_allowed(case: Case) -> None:
    """A person may still find a criterion after the record was closed: that is what closing is for."""
    _check_state(case, OPEN_TO_FINDINGS)


def check_evidence_allowed(case: Case) -> None:
    if State(case.state) not in OPEN_TO_EVIDENCE:
        raise NotNow(_("Papers are added until the case goes to review, and again on appeal."))


def check_record_closed(case: Case) -> None:
    """Only a record that was closed is opened again."""
    check_findings_allowed(case)
    if case.record_closed_at is None:
        raise NotNow(_("The record of this case is open."))


def check_record_open(case: Case) -> None:
    if case.record_closed_at is not None:
        raise NotNow(_("The record of this case is closed. Re-open it first, with a reason."))


def withdraw_all_points_put(case: Case) -> bool:
    """Forget that all points were put: it was said of what stood then. The caller saves the case.

    Returns whether it had been said.
    """
    said = case.all_points_put_at is not None
    case.all_points_put_by = case.all_points_put_at = None
    case.all_points_put_reason = ""
    RecordHead.objects.filter(case=case).update(all_points_put={})
    return said


def _check_state(case: Case, states: frozenset[State]) -> None:
    if State(case.state) not in states:
        raise NotNow(_("This cannot be written while the case is “%(state)s”.") % {"state": State(case.state).label})
