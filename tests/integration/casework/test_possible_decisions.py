"""The store takes every decision that is possible: the control of what it refuses. Every row is created raw."""

from __future__ import annotations

import pytest

from tests.casework.cast import Cast
from tests.casework.decision_rows import (
    Make,
    appeal,
    closure,
    deadline,
    decided,
    derivative,
    mark,
    notice,
    paragraph,
    posted,
    proceeding,
    quality,
    release,
    reopening,
    result,
    reviewed,
    sample,
    sign_off,
)
from tests.casework.decisions import (
    LETTER,
    NOW,
    SERVED,
    make_decision,
    make_receipt,
    make_recommendation,
    make_review,
    served,
    signed,
)
from tests.casework.factories import make_case
from wellfounded.cases.models import AppealReader

ALLOWED: dict[str, Make] = {
    "a recommendation": make_recommendation,
    "a recommendation after an ended one": lambda case, cast: (
        make_recommendation(case, cast, ended_at=NOW, ended_how="returned"),
        make_recommendation(case, cast),
    ),
    "a departure to grant": lambda case, cast: make_recommendation(case, cast, departs_reason="I know better"),
    "a review": reviewed(),
    "a return with reasons": reviewed(result="return", codes="point_not_put"),
    "an opinion asked for and given": lambda case, cast: (
        first := make_recommendation(case, cast),
        make_review(first, cast.reviewer, result="second_opinion"),
        make_review(first, cast.second_reviewer),
    ),
    "a draft": make_decision,
    "a refusal signed by a third person": lambda case, cast: make_decision(case, cast, **signed(cast.second_reviewer)),
    "a grant signed by its reviewer": lambda case, cast: make_decision(
        case, cast, outcome="refugee", third_person=False, **signed(cast.reviewer)
    ),
    "a decision that was posted, nobody noted when": lambda case, cast: make_decision(
        case, cast, **posted(cast.second_reviewer)
    ),
    "a decision that was posted on a day": lambda case, cast: make_decision(
        case, cast, **posted(cast.second_reviewer, sent_on=LETTER, shorter_applies=True)
    ),
    "a served decision": lambda case, cast: make_decision(case, cast, **served(cast.second_reviewer)),
    "a decision after a withdrawn one": lambda case, cast: (
        first := make_decision(case, cast, withdrawn_at=NOW, withdrawn_by=cast.reviewer, withdrawn_reason="wrong name"),
        make_decision(case, cast, recommendation=first.recommendation),
    ),
    "a paragraph": paragraph,
    "an edited paragraph": lambda case, cast: paragraph(
        case, cast, edited="Better.", edited_by=cast.reviewer, edited_at=NOW
    ),
    "a sign-off": sign_off,
    "a sign-off after a withdrawn one": lambda case, cast: (
        sign_off(case, cast, withdrawn_at=NOW, withdrawn_by=cast.reviewer),
        sign_off(case, cast),
    ),
    "an appeal without grounds": appeal,
    "an appeal decided by somebody new": lambda case, cast: appeal(case, cast, **decided(cast.outsider)),
    "an appeal that grants": lambda case, cast: appeal(
        case, cast, **decided(cast.outsider, outcome="granted", granted="refugee")
    ),
    "a result": result,
    "a reader of it": lambda case, cast: AppealReader.objects.create(result=result(case, cast), user=cast.adjudicator),
    "a receipt": make_receipt,
    "a reopening": reopening,
    "a proceeding": proceeding,
    "a notice": notice,
    "a closure": closure,
    "a closure after an absence": lambda case, cast: closure(case, cast, kind="no_show", notice=notice(case, cast)),
    "a derivative status": derivative,
    "a release": release,
    "a deadline": deadline,
    "a deadline that is not sure": lambda case, cast: deadline(case, cast, doubts="sending", latest_on=SERVED),
    "a sample": sample,
    "a quality review": quality,
    "a mark": mark,
}


@pytest.mark.parametrize("name", ALLOWED)
def test_the_store_takes_what_is_possible(cast: Cast, name: str) -> None:
    made = ALLOWED[name](make_case(cast.registrar), cast)
    for row in made if isinstance(made, tuple) else (made,):
        assert str(row)
