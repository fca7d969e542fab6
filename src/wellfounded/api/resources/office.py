"""The office beside its cases: samples of quality, possible duplicates, texts to sign off.

Accounts are not here: whoever makes one shows a passphrase to a person, in the browser.
"""

from __future__ import annotations

from ninja import Router

from wellfounded.api.verbs import Verb, add_verbs
from wellfounded.cases.actions.draw_quality_sample import Drawing, draw_quality_sample
from wellfounded.cases.actions.judge_duplicate import LeadJudged, judge_duplicate
from wellfounded.cases.actions.mark_quality import Marking, mark_quality
from wellfounded.cases.actions.merge_records import Merging, merge_records
from wellfounded.cases.actions.settle_search_hit import HitSettled, settle_search_hit
from wellfounded.cases.actions.sign_off_text import SigningOff, sign_off_text
from wellfounded.cases.actions.unmerge_records import Unmerging, unmerge_records
from wellfounded.cases.permissions import Permission

router = Router(tags=["office"])

P = Permission
add_verbs(
    router,
    Verb(
        address="/quality/samples",
        act=draw_quality_sample,
        asked=Drawing,
        permission=P.OFFICE_QUALITY_SAMPLE,
        of_case=False,
    ),
    Verb(address="/cases/{number}/quality", act=mark_quality, asked=Marking, permission=P.QUALITY_MARK),
    Verb(
        address="/duplicates/judge",
        act=judge_duplicate,
        asked=LeadJudged,
        permission=P.OFFICE_DUPLICATES_DECIDE,
        of_case=False,
    ),
    Verb(
        address="/duplicates/searches/settle",
        act=settle_search_hit,
        asked=HitSettled,
        permission=P.OFFICE_DUPLICATES_DECIDE,
        of_case=False,
    ),
    Verb(
        address="/duplicates/merge",
        act=merge_records,
        asked=Merging,
        permission=P.OFFICE_DUPLICATES_DECIDE,
        of_case=False,
    ),
    Verb(
        address="/duplicates/unmerge",
        act=unmerge_records,
        asked=Unmerging,
        permission=P.OFFICE_DUPLICATES_DECIDE,
        of_case=False,
    ),
    Verb(
        address="/texts/sign-off",
        act=sign_off_text,
        asked=SigningOff,
        permission=P.OFFICE_TEXTS_SIGN_OFF,
        of_case=False,
    ),
)
