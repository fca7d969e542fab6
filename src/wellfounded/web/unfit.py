"""The page of an act that cannot be done now says so when it is opened: why, and what can be done in the case instead.

A form that is sent is not stopped here: the action refuses it on its own page, with every word that was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from wellfounded.cases.access import cases_of, open_case
from wellfounded.cases.actions.ask_erasure import check_not_asked
from wellfounded.cases.appeals import check_may_serve, check_may_word
from wellfounded.cases.errors import NotNow
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.record_policies import (
    check_evidence_allowed,
    check_facts_allowed,
    check_findings_allowed,
    check_interviews_allowed,
    check_record_closed,
)
from wellfounded.web.case_frame import case_frame
from wellfounded.web.decision.acts import ACTS, Act, acts_of, standing_of

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case

Check = Callable[["Case"], object]

_ACTS: dict[str, Act] = {act.route: act for act in ACTS}
# Acts that other pages lead to, with the check that their actions ask first.
_OTHERS: dict[str, tuple[Permission, Check]] = {
    "appeal_serve": (Permission.DECISION_SERVE, check_may_serve),
    "appeal_word": (Permission.APPEAL_DECIDE, check_may_word),
    "assessment_find": (Permission.ASSESSMENT_WRITE, check_findings_allowed),
    "erasure_ask": (Permission.CASE_ERASE, check_not_asked),
    "evidence_add": (Permission.EVIDENCE_ADD, check_evidence_allowed),
    "fact_doubt": (Permission.ASSESSMENT_WRITE, check_facts_allowed),
    "fact_evidence": (Permission.ASSESSMENT_WRITE, check_facts_allowed),
    "interview_begin": (Permission.INTERVIEW_HOLD, check_interviews_allowed),
    "interview_plan": (Permission.INTERVIEW_HOLD, check_interviews_allowed),
    "record_all_put": (Permission.ASSESSMENT_WRITE, check_findings_allowed),
    "record_close": (Permission.ASSESSMENT_WRITE, check_facts_allowed),
    "record_reopen": (Permission.ASSESSMENT_WRITE, check_record_closed),
}
ROUTES = frozenset(_ACTS) | frozenset(_OTHERS)


class Unfit(NotNow):
    """An act that cannot be done now, in a case that the user may open for it."""

    def __init__(self, message: str, *, frame: dict[str, Any]) -> None:
        """`frame` is what the page shows around the message: the case with its tabs, and what can be done in it."""
        self.frame = frame
        super().__init__(message)


def check_fits(user: User, number: str, *, route: str) -> None:
    """Raise `Unfit` where the act of this page cannot be done now. Who may not do it at all is told by the page itself.

    Raises:
        Unfit: why, and what the user can do in this case instead.
        NotFound, NotAllowed: as the page itself would.
    """
    case = cases_of(user).filter(number=number).first()
    if case is None or not may(user, _permission(route), case=case):
        return
    if why := _why_not(user, case, route=route):
        opened = open_case(user, number, permission=_permission(route))  # told of no case that was not opened
        frame = case_frame(user, opened, tab="") | {"instead": acts_of(standing_of(user, opened))}
        raise Unfit(why, frame=frame)


def fits(user: User, case: Case, *, route: str) -> bool:
    """Whether a link to the page of this act leads anywhere now."""
    return may(user, _permission(route), case=case) and not _why_not(user, case, route=route)


def _permission(route: str) -> Permission:
    return _ACTS[route].permission if route in _ACTS else _OTHERS[route][0]


def _why_not(user: User, case: Case, *, route: str) -> str:
    if route in _ACTS:
        return _ACTS[route].hindered(standing_of(user, case))
    try:
        _OTHERS[route][1](case)
    except NotNow as refused:
        return refused.message
    return ""
