"""Who may do what: one map, a page that an auditor can read. Deny by default; every answer gives its reason.

A permission holds when *all* predicates of *one* row hold. Whether the case's state allows the act is asked apart, in
`policies`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wellfounded.cases import predicates as p
from wellfounded.cases.errors import NotAllowed
from wellfounded.cases.standing import standing_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.cases.predicates import Predicate, Standing


class Permission(StrEnum):
    """`scope:subject:action`."""

    # keep each block in alphabetical order
    OFFICE_ACCOUNTS_MANAGE = "office:accounts:manage"
    OFFICE_CASE_ASSIGN = "office:case:assign"
    OFFICE_CASE_REGISTER = "office:case:register"
    OFFICE_DASHBOARD_READ = "office:dashboard:read"
    OFFICE_DUPLICATES_DECIDE = "office:duplicates:decide"
    OFFICE_EXCHANGES_KEEP = "office:exchanges:keep"
    OFFICE_KEYS_CONFIRM = "office:keys:confirm"
    OFFICE_LIBRARY_READ = "office:library:read"
    OFFICE_LIBRARY_READ_RESTRICTED = "office:library:read_restricted"
    OFFICE_LIBRARY_WITHDRAW = "office:library:withdraw"
    OFFICE_LIBRARY_WRITE = "office:library:write"
    OFFICE_LISTS_KEEP = "office:lists:keep"
    OFFICE_LOG_READ = "office:log:read"
    OFFICE_QUALITY_SAMPLE = "office:quality:sample"
    OFFICE_RECIPIENTS_KEEP = "office:recipients:keep"
    OFFICE_STORE_KEEP = "office:store:keep"
    OFFICE_STORE_WIPE = "office:store:wipe"
    OFFICE_TEXTS_SIGN_OFF = "office:texts:sign_off"

    ACCOUNT_READ = "case:account:read"
    APPEAL_DECIDE = "case:appeal:decide"
    APPEAL_LODGE = "case:appeal:lodge"
    ASSESSMENT_READ = "case:assessment:read"
    ASSESSMENT_WRITE = "case:assessment:write"
    CASE_CLOSE = "case:case:close"
    CASE_ERASE = "case:case:erase"
    CASE_EXPORT = "case:case:export"
    CASE_HOLD = "case:case:hold"
    CASE_HAND_OVER = "case:assignment:hand_over"
    CASE_MODALITY_SET = "case:modality:set"
    CASE_OPEN = "case:case:open"
    CASE_PRIORITY_SET = "case:priority:set"
    CASE_REOPEN = "case:case:reopen"
    CASE_STATUS_CHANGE = "case:status:change"
    CASE_STATUS_DETERMINE = "case:status:determine"
    CONSENT_RECORD = "case:consent:record"
    COUNSELLING_RECORD = "case:counselling:record"
    DECISION_DECIDE = "case:decision:decide"
    DECISION_DRAFT = "case:decision:draft"
    DECISION_READ = "case:decision:read"
    DECISION_READ_SERVED = "case:decision:read_served"
    DECISION_SERVE = "case:decision:serve"
    DECISION_WITHDRAW = "case:decision:withdraw"
    DERIVATIVE_GRANT = "case:status:derive"
    EVIDENCE_ADD = "case:evidence:add"
    EVIDENCE_READ = "case:evidence:read"
    FLAGS_READ = "case:flags:read"
    FLAGS_WRITE = "case:flags:write"
    HISTORY_READ = "case:history:read"
    IDENTITY_READ = "case:identity:read"
    IDENTITY_SEARCH = "case:identity:search"
    IDENTITY_WRITE = "case:identity:write"
    INTERVIEW_HOLD = "case:interview:hold"
    INTERVIEW_INTERPRET = "case:interview:interpret"
    MEDICAL_READ = "case:medical:read"
    MEDICAL_WRITE = "case:medical:write"
    NEEDS_READ = "case:needs:read"
    NEEDS_WRITE = "case:needs:write"
    OWN_FILE_RELEASE = "case:own_file:release"
    PROCEEDING_BEGIN = "case:proceeding:begin"
    QUALITY_MARK = "case:quality:mark"
    RECEIPT_MAKE = "case:receipt:make"
    RECOMMEND = "case:recommendation:write"
    REVIEW = "case:recommendation:review"
    SAFEGUARDS_WRITE = "case:safeguards:write"
    SOURCES_READ = "case:sources:read"
    SOURCES_WRITE = "case:sources:write"
    SUPPORT_REFER = "case:support:refer"


Row = tuple["Predicate", ...]

PERMISSION_MAP: dict[Permission, tuple[Row, ...]] = {
    Permission.OFFICE_ACCOUNTS_MANAGE: ((p.is_administrator,),),
    Permission.OFFICE_CASE_ASSIGN: ((p.is_registrar,), (p.is_reviewer,)),
    Permission.OFFICE_CASE_REGISTER: ((p.is_registrar,),),
    Permission.OFFICE_DASHBOARD_READ: ((p.is_registrar,), (p.is_adjudicator,), (p.is_reviewer,), (p.is_oversight,)),
    Permission.OFFICE_DUPLICATES_DECIDE: ((p.is_matcher,),),
    Permission.OFFICE_EXCHANGES_KEEP: ((p.is_matcher,),),
    # Staff who have keys to hand on; not whoever resets sign-ins, and not those who come from outside.
    Permission.OFFICE_KEYS_CONFIRM: (
        (p.is_registrar,),
        (p.is_interviewer,),
        (p.is_adjudicator,),
        (p.is_reviewer,),
        (p.is_protection_officer,),
        (p.is_matcher,),
    ),
    # Counsel reads what the office relies on: equality of arms. Confidential sources are for those who judge.
    Permission.OFFICE_LIBRARY_READ: (
        (p.is_interviewer,),
        (p.is_adjudicator,),
        (p.is_reviewer,),
        (p.is_counsel,),
        (p.is_observer,),
        (p.is_protection_officer,),
    ),
    Permission.OFFICE_LIBRARY_READ_RESTRICTED: ((p.is_adjudicator,), (p.is_reviewer,)),
    # It takes evidence out of everybody's sight: for those who judge, and who read all of the shelf.
    Permission.OFFICE_LIBRARY_WITHDRAW: ((p.is_adjudicator,), (p.is_reviewer,)),
    Permission.OFFICE_LIBRARY_WRITE: (
        (p.is_interviewer,),
        (p.is_adjudicator,),
        (p.is_reviewer,),
        (p.is_protection_officer,),
    ),
    Permission.OFFICE_LISTS_KEEP: ((p.is_matcher,),),
    Permission.OFFICE_LOG_READ: ((p.is_oversight,),),
    Permission.OFFICE_QUALITY_SAMPLE: ((p.is_reviewer,),),
    # Who may export may know to whom; an administrator, who keeps accounts, writes in no key.
    Permission.OFFICE_RECIPIENTS_KEEP: ((p.is_adjudicator,), (p.is_reviewer,), (p.is_protection_officer,)),
    Permission.OFFICE_STORE_KEEP: ((p.is_administrator,),),
    # Whoever of the staff is there when somebody comes through the door; not those who come from outside.
    Permission.OFFICE_STORE_WIPE: (
        (p.is_registrar,),
        (p.is_interviewer,),
        (p.is_adjudicator,),
        (p.is_reviewer,),
        (p.is_protection_officer,),
        (p.is_administrator,),
    ),
    Permission.OFFICE_TEXTS_SIGN_OFF: ((p.is_reviewer,), (p.is_adjudicator,)),
    Permission.ACCOUNT_READ: (
        (p.is_interviewer_of_case,),
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
        (p.is_counsel_of_case,),
        (p.is_observer_of_case,),
        (p.is_interpreter_of_case, p.interview_is_going_on),
    ),
    Permission.APPEAL_DECIDE: ((p.is_reviewer_of_case, p.took_no_part_before),),
    Permission.APPEAL_LODGE: ((p.is_counsel_of_case,), (p.is_registrar_of_case,), (p.is_protection_officer_of_case,)),
    Permission.ASSESSMENT_READ: (
        (p.is_interviewer_of_case,),
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
        (p.is_observer_of_case,),
    ),
    Permission.ASSESSMENT_WRITE: ((p.is_adjudicator_of_case,), (p.is_interviewer_of_case,)),
    Permission.CASE_CLOSE: ((p.is_adjudicator_of_case,), (p.is_registrar_of_case,)),
    # Two of them, as the verb asks: whoever keeps the register, and whoever answers for the decision.
    Permission.CASE_ERASE: ((p.is_registrar_of_case,), (p.is_reviewer_of_case,)),
    # A hold loses nothing, so that counsel places one as well.
    Permission.CASE_HOLD: (
        (p.is_registrar_of_case,),
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
        (p.is_counsel_of_case,),
        (p.is_protection_officer_of_case,),
    ),
    Permission.CASE_EXPORT: ((p.is_adjudicator_of_case,), (p.is_counsel_of_case,), (p.is_protection_officer_of_case,)),
    Permission.CASE_HAND_OVER: (
        (p.is_registrar_of_case,),
        (p.is_interviewer_of_case,),
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
        (p.is_protection_officer_of_case,),
    ),
    Permission.CASE_MODALITY_SET: (
        (p.is_registrar_of_case,),
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
    ),
    Permission.CASE_OPEN: (
        (p.is_registrar_of_case,),
        (p.is_interviewer_of_case,),
        (p.is_interpreter_of_case, p.interview_is_going_on),
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
        (p.is_counsel_of_case,),
        (p.is_observer_of_case,),
        (p.is_protection_officer_of_case,),
    ),
    Permission.CASE_PRIORITY_SET: (
        (p.is_registrar_of_case,),
        (p.is_interviewer_of_case,),
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
        (p.is_protection_officer_of_case,),
    ),
    Permission.CASE_REOPEN: ((p.is_reviewer_of_case,),),
    Permission.CASE_STATUS_CHANGE: (
        (p.is_registrar_of_case,),
        (p.is_adjudicator_of_case,),
    ),
    Permission.CASE_STATUS_DETERMINE: ((p.is_reviewer_of_case, p.did_not_recommend),),
    Permission.CONSENT_RECORD: (
        (p.is_registrar_of_case,),
        (p.is_interviewer_of_case,),
        (p.is_protection_officer_of_case,),
    ),
    Permission.COUNSELLING_RECORD: (
        (p.is_registrar_of_case,),
        (p.is_interviewer_of_case,),
        (p.is_protection_officer_of_case,),
    ),
    Permission.DECISION_DECIDE: (
        (p.is_reviewer_of_case, p.did_not_recommend, p.did_not_review),
        (p.is_reviewer_of_case, p.did_not_recommend, p.two_people_suffice),
    ),
    Permission.DECISION_DRAFT: ((p.is_adjudicator_of_case,), (p.is_reviewer_of_case,)),
    Permission.DECISION_READ: ((p.is_adjudicator_of_case,), (p.is_reviewer_of_case,), (p.is_observer_of_case,)),
    Permission.DECISION_READ_SERVED: (
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
        (p.is_observer_of_case,),
        (p.is_counsel_of_case, p.decision_was_served),
        (p.is_registrar_of_case, p.decision_was_served),
        (p.is_protection_officer_of_case, p.decision_was_served),
    ),
    Permission.DECISION_SERVE: ((p.is_registrar_of_case,), (p.is_adjudicator_of_case,)),
    Permission.DECISION_WITHDRAW: ((p.is_reviewer_of_case, p.did_not_recommend),),
    Permission.DERIVATIVE_GRANT: ((p.is_reviewer_of_case, p.did_not_recommend),),
    Permission.EVIDENCE_ADD: (
        (p.is_registrar_of_case,),
        (p.is_interviewer_of_case,),
        (p.is_adjudicator_of_case,),
        (p.is_counsel_of_case,),
    ),
    Permission.EVIDENCE_READ: (
        (p.is_interviewer_of_case,),
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
        (p.is_counsel_of_case,),
        (p.is_observer_of_case,),
    ),
    Permission.FLAGS_READ: (
        (p.is_interviewer_of_case,),
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
        (p.is_counsel_of_case,),
        (p.is_observer_of_case,),
    ),
    Permission.FLAGS_WRITE: (
        (p.is_interviewer_of_case,),
        (p.is_adjudicator_of_case,),
    ),
    Permission.HISTORY_READ: (
        (p.is_registrar_of_case,),
        (p.is_interviewer_of_case,),
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
        (p.is_observer_of_case,),
        (p.is_protection_officer_of_case,),
    ),
    Permission.IDENTITY_READ: (
        (p.is_registrar_of_case,),
        (p.is_interviewer_of_case,),
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
        (p.is_counsel_of_case,),
        (p.is_observer_of_case,),
        (p.is_protection_officer_of_case,),
    ),
    Permission.IDENTITY_SEARCH: (
        (p.is_registrar_of_case,),
        (p.is_interviewer_of_case,),
        (p.is_protection_officer_of_case,),
    ),
    Permission.IDENTITY_WRITE: ((p.is_registrar_of_case,), (p.is_interviewer_of_case,)),
    Permission.INTERVIEW_HOLD: ((p.is_interviewer_of_case,),),
    Permission.INTERVIEW_INTERPRET: ((p.is_interpreter_of_case, p.interview_is_going_on),),
    Permission.MEDICAL_READ: (
        (p.is_protection_officer_of_case,),
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
        (p.is_counsel_of_case,),
    ),
    Permission.MEDICAL_WRITE: ((p.is_protection_officer_of_case,), (p.is_interviewer_of_case,)),
    Permission.NEEDS_READ: (
        (p.is_registrar_of_case,),
        (p.is_interviewer_of_case,),
        (p.is_adjudicator_of_case,),
        (p.is_reviewer_of_case,),
        (p.is_counsel_of_case,),
        (p.is_observer_of_case,),
        (p.is_protection_officer_of_case,),
    ),
    Permission.NEEDS_WRITE: (
        (p.is_registrar_of_case,),
        (p.is_interviewer_of_case,),
        (p.is_protection_officer_of_case,),
    ),
    Permission.OWN_FILE_RELEASE: ((p.is_registrar_of_case,), (p.is_adjudicator_of_case,)),
    Permission.PROCEEDING_BEGIN: ((p.is_reviewer_of_case,),),
    Permission.QUALITY_MARK: ((p.is_reviewer_of_case, p.took_no_part_before),),
    Permission.RECEIPT_MAKE: ((p.is_adjudicator_of_case,), (p.is_reviewer_of_case,)),
    Permission.RECOMMEND: ((p.is_adjudicator_of_case,),),
    Permission.REVIEW: ((p.is_reviewer_of_case, p.did_not_recommend),),
    Permission.SAFEGUARDS_WRITE: (
        (p.is_registrar_of_case,),
        (p.is_interviewer_of_case,),
        (p.is_protection_officer_of_case,),
    ),
    Permission.SOURCES_READ: ((p.is_adjudicator_of_case,), (p.is_reviewer_of_case,)),
    Permission.SOURCES_WRITE: ((p.is_interviewer_of_case,), (p.is_adjudicator_of_case,)),
    Permission.SUPPORT_REFER: (
        (p.is_registrar_of_case,),
        (p.is_interviewer_of_case,),
        (p.is_protection_officer_of_case,),
    ),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether it is allowed, and the reason: the row that allowed it, or what was missing."""

    allowed: bool
    reason: str


def answer(standing: Standing, permission: Permission) -> Answer:
    """The pure decision: the same standing always gives the same answer."""
    if not p.is_active.holds(standing):
        return Answer(allowed=False, reason=str(p.is_active.refusal))
    for row in PERMISSION_MAP[permission]:
        if all(predicate.holds(standing) for predicate in row):
            return Answer(allowed=True, reason=" + ".join(predicate.name for predicate in row))
    return Answer(allowed=False, reason=_nearest_refusal(standing, permission))


def may(user: User, permission: Permission, *, case: Case | None = None) -> bool:
    return answer(standing_of(user, case), permission).allowed


def allowing(user: User, case: Case) -> Callable[[Permission], bool]:
    """The same for many permissions at once: how the user stands to the case is read only once."""
    standing = standing_of(user, case)
    return lambda permission: answer(standing, permission).allowed


def check(user: User, permission: Permission, *, case: Case | None = None) -> None:
    """Raise `NotAllowed` with the reason unless the permission holds."""
    found = answer(standing_of(user, case), permission)
    if not found.allowed:
        raise NotAllowed(found.reason)


def _nearest_refusal(standing: Standing, permission: Permission) -> str:
    """The refusal of the row of which most holds: what is nearest to being allowed."""
    rows = PERMISSION_MAP[permission]
    row = max(rows, key=lambda row: sum(predicate.holds(standing) for predicate in row))
    missing = next(predicate for predicate in row if not predicate.holds(standing))
    return str(missing.refusal) if len(rows) == 1 or len(row) > 1 else str(_("You are not entitled to this."))
