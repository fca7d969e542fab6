"""Before and around the interview: counselling, guardian, best interests, chosen sex, referral for support."""

from __future__ import annotations

from ninja import Router

from wellfounded.api.verbs import Verb, add_verbs
from wellfounded.cases.actions.appoint_guardian import GuardianGiven, appoint_guardian
from wellfounded.cases.actions.choose_sex import SexChosen, choose_sex
from wellfounded.cases.actions.end_guardian import GuardianEnded, end_guardian
from wellfounded.cases.actions.record_best_interests import BestInterestsGiven, record_best_interests
from wellfounded.cases.actions.record_counselling import CounsellingGiven, record_counselling
from wellfounded.cases.actions.refer_for_support import ReferralGiven, refer_for_support
from wellfounded.cases.permissions import Permission

router = Router(tags=["safeguards"])

P = Permission
SAFEGUARDS = P.SAFEGUARDS_WRITE
add_verbs(
    router,
    Verb(
        address="/{number}/counselling", act=record_counselling, asked=CounsellingGiven, permission=P.COUNSELLING_RECORD
    ),
    Verb(address="/{number}/guardians", act=appoint_guardian, asked=GuardianGiven, permission=SAFEGUARDS),
    Verb(address="/{number}/guardians/{guardian}/end", act=end_guardian, asked=GuardianEnded, permission=SAFEGUARDS),
    Verb(
        address="/{number}/best-interests", act=record_best_interests, asked=BestInterestsGiven, permission=SAFEGUARDS
    ),
    Verb(address="/{number}/chosen-sex", act=choose_sex, asked=SexChosen, permission=SAFEGUARDS),
    Verb(address="/{number}/referrals", act=refer_for_support, asked=ReferralGiven, permission=P.SUPPORT_REFER),
)
