"""The store refuses an impossible decision, whatever the program above it does: every row is created raw."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

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
    twice,
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
from wellfounded.cases.models import AppealAddition, AppealReader, AppealReasons, QualityReview, Recommendation

REFUSED: dict[str, Make] = {
    "cases_receipt_is_sealed": lambda case, cast: make_receipt(case, cast, seal="short"),
    "cases_one_recommendation_stands": lambda case, cast: (
        make_recommendation(case, cast),
        make_recommendation(case, cast),
    ),
    "cases_recommended_outcome_is_known": lambda case, cast: make_recommendation(case, cast, outcome="deport"),
    "cases_recommendation_has_reasons": lambda case, cast: make_recommendation(case, cast, reasons=""),
    "cases_departs_only_to_grant": lambda case, cast: make_recommendation(
        case, cast, outcome="refused", departs_reason="I know better"
    ),
    "cases_recommendation_end_has_how_and_when": lambda case, cast: make_recommendation(case, cast, ended_at=NOW),
    "cases_review_result_is_known": reviewed(result="shrug"),
    "cases_nobody_reviews_own_work": lambda case, cast: make_review(make_recommendation(case, cast), cast.adjudicator),
    "cases_return_has_reasons": reviewed(result="return"),
    "cases_before_signing_only_returned": reviewed(before_signing=True),
    "cases_reviewed_once_by_each": lambda case, cast: (
        first := make_recommendation(case, cast),
        make_review(first, cast.reviewer, result="second_opinion"),
        make_review(first, cast.reviewer),
    ),
    "cases_one_review_settles": lambda case, cast: (
        first := make_recommendation(case, cast),
        make_review(first, cast.reviewer),
        make_review(first, cast.second_reviewer, result="return", codes="other"),
    ),
    "cases_second_opinion_once": lambda case, cast: (
        first := make_recommendation(case, cast),
        make_review(first, cast.reviewer, result="second_opinion"),
        make_review(first, cast.second_reviewer, result="second_opinion"),
    ),
    "cases_one_current_decision": lambda case, cast: (
        first := make_decision(case, cast),
        make_decision(case, cast, recommendation=first.recommendation),
    ),
    "cases_decided_outcome_is_known": lambda case, cast: make_decision(
        case, cast, recommendation=make_recommendation(case, cast), outcome="deport"
    ),
    "cases_nobody_decides_own_recommendation": lambda case, cast: make_decision(case, cast, **signed(cast.adjudicator)),
    "cases_nobody_reviews_own_recommendation": lambda case, cast: make_decision(
        case, cast, reviewed_by=cast.adjudicator
    ),
    "cases_refusal_needs_third_person": lambda case, cast: make_decision(case, cast, third_person=False),
    "cases_third_person_did_not_review": lambda case, cast: make_decision(case, cast, **signed(cast.reviewer)),
    "cases_second_opinion_is_not_decided_by_asker": lambda case, cast: make_decision(
        case, cast, also_reviewed_by=cast.second_reviewer, **signed(cast.second_reviewer)
    ),
    "cases_second_opinion_needs_third_person": lambda case, cast: make_decision(
        case, cast, outcome="refugee", third_person=False, also_reviewed_by=cast.second_reviewer
    ),
    "cases_decision_state_has_its_dates": lambda case, cast: make_decision(case, cast, state="signed"),
    "cases_decision_state_has_its_dates (who)": lambda case, cast: make_decision(
        case, cast, state="signed", signed_at=NOW
    ),
    "cases_decision_state_has_its_dates (served unsigned)": lambda case, cast: make_decision(
        case, cast, **served(cast.second_reviewer, signed_at=None)
    ),
    "cases_decision_state_has_its_dates (no letter)": lambda case, cast: make_decision(
        case, cast, **served(cast.second_reviewer, letter_date=None)
    ),
    "cases_decision_state_has_its_dates (how)": lambda case, cast: make_decision(
        case, cast, **served(cast.second_reviewer, served_how="")
    ),
    "cases_letter_sent_between_its_date_and_arrival": lambda case, cast: make_decision(
        case, cast, **posted(cast.second_reviewer, sent_on=LETTER - timedelta(days=1))
    ),
    "cases_letter_sent_between_its_date_and_arrival (after arrival)": lambda case, cast: make_decision(
        case, cast, **posted(cast.second_reviewer, sent_on=SERVED + timedelta(days=1))
    ),
    "cases_letter_sent_between_its_date_and_arrival (not served)": lambda case, cast: make_decision(
        case, cast, **signed(cast.second_reviewer, sent_on=SERVED)
    ),
    "cases_handed_over_is_sent_that_day": lambda case, cast: make_decision(
        case, cast, **served(cast.second_reviewer, sent_on=LETTER)
    ),
    "cases_handed_over_is_sent_that_day (not noted)": lambda case, cast: make_decision(
        case, cast, **served(cast.second_reviewer, sent_on=None)
    ),
    "cases_shorter_term_noted_at_service": lambda case, cast: make_decision(
        case, cast, **signed(cast.second_reviewer, shorter_applies=False)
    ),
    "cases_letter_not_served_before_its_date": lambda case, cast: make_decision(
        case, cast, **posted(cast.second_reviewer, letter_date=SERVED, served_on=LETTER)
    ),
    "cases_withdrawal_has_who_when_and_why": lambda case, cast: make_decision(
        case, cast, withdrawn_at=NOW, withdrawn_by=cast.reviewer
    ),
    "cases_served_is_not_withdrawn": lambda case, cast: make_decision(
        case,
        cast,
        **served(cast.second_reviewer, withdrawn_at=NOW, withdrawn_by=cast.reviewer, withdrawn_reason="x"),
    ),
    "cases_paragraph_number_once": twice(paragraph, "decision"),
    "cases_paragraph_says_something": lambda case, cast: paragraph(case, cast, generated=""),
    "cases_edit_has_who_and_when": lambda case, cast: paragraph(case, cast, edited="Better."),
    "cases_text_signed_off_once": lambda case, cast: (sign_off(case, cast), sign_off(case, cast)),
    "cases_text_language_is_known": lambda case, cast: sign_off(case, cast, language="xx"),
    "cases_text_hash_is_whole": lambda case, cast: sign_off(case, cast, hash="0"),
    "cases_text_reader_says_why_qualified": lambda case, cast: sign_off(case, cast, statement=""),
    "cases_sign_off_withdrawal_has_who_and_when": lambda case, cast: sign_off(case, cast, withdrawn_at=NOW),
    "cases_one_appeal_pending": twice(appeal, "decision"),
    "cases_appeal_served_has_all_of_it": lambda case, cast: appeal(case, cast, served_on=SERVED),
    "cases_appeal_addition_says_something": lambda case, cast: AppealAddition.objects.create(
        appeal=appeal(case, cast), came_on=SERVED, by=cast.registrar
    ),
    "cases_appeal_reasons_say_something": lambda case, cast: AppealReasons.objects.create(
        appeal=appeal(case, cast), language="ko", text="", by=cast.registrar
    ),
    "cases_appeal_outcome_is_known": lambda case, cast: appeal(case, cast, **decided(cast.outsider, outcome="x")),
    "cases_appeal_has_who_when_and_why": lambda case, cast: appeal(case, cast, **decided(cast.outsider, reasons="")),
    "cases_appeal_decided_by_somebody_new (recommended)": lambda case, cast: appeal(
        case, cast, **decided(cast.adjudicator)
    ),
    "cases_appeal_decided_by_somebody_new (reviewed)": lambda case, cast: appeal(case, cast, **decided(cast.reviewer)),
    "cases_appeal_decided_by_somebody_new (decided)": lambda case, cast: appeal(
        case, cast, **decided(cast.second_reviewer)
    ),
    "cases_granting_appeal_says_what": lambda case, cast: appeal(
        case, cast, **decided(cast.outsider, outcome="granted")
    ),
    "cases_appeal_result_once": twice(result, "appeal"),
    "cases_appeal_result_is_known": lambda case, cast: result(case, cast, outcome="x"),
    "cases_changed_finding_has_note": lambda case, cast: result(case, cast, outcome="replaced"),
    "cases_appeal_reader_once": lambda case, cast: (
        one := result(case, cast),
        AppealReader.objects.create(result=one, user=cast.adjudicator),
        AppealReader.objects.create(result=one, user=cast.adjudicator),
    ),
    "cases_reopened_why_is_known": lambda case, cast: reopening(case, cast, why="x"),
    "cases_reopening_has_reason": lambda case, cast: reopening(case, cast, reason=""),
    "cases_one_proceeding_at_a_time": lambda case, cast: (proceeding(case, cast), proceeding(case, cast)),
    "cases_proceeding_kind_is_known": lambda case, cast: proceeding(case, cast, kind="x"),
    "cases_proceeding_has_reason": lambda case, cast: proceeding(case, cast, reason=""),
    "cases_proceeding_end_has_decision_and_when": lambda case, cast: proceeding(case, cast, ended_at=NOW),
    "cases_notice_follows_the_absence": lambda case, cast: notice(case, cast, missed_on=SERVED, told_on=LETTER),
    "cases_notice_says_how": lambda case, cast: notice(case, cast, how=""),
    "cases_closure_kind_is_known": lambda case, cast: closure(case, cast, kind="x"),
    "cases_closure_has_reason": lambda case, cast: closure(case, cast, reason=""),
    "cases_no_show_needs_notice": lambda case, cast: closure(case, cast, kind="no_show"),
    "cases_derivative_status_once": twice(derivative, "principal"),
    "cases_nobody_grants_on_own_assessment": lambda case, cast: derivative(case, cast, granted_by=cast.adjudicator),
    "cases_derivative_names_relationship": lambda case, cast: derivative(case, cast, relationship=""),
    "cases_own_file_goes_to_the_person": lambda case, cast: release(case, cast, to="embassy"),
    "cases_one_deadline_of_a_kind_runs": lambda case, cast: (deadline(case, cast), deadline(case, cast)),
    "cases_deadline_kind_is_known": lambda case, cast: deadline(case, cast, kind="x"),
    "cases_deadline_runs_forward": lambda case, cast: deadline(case, cast, due_on=LETTER),
    "cases_deadline_doubt_has_its_latest_day": lambda case, cast: deadline(case, cast, doubts="sending"),
    "cases_deadline_doubt_has_its_latest_day (no doubt)": lambda case, cast: deadline(case, cast, latest_on=SERVED),
    "cases_deadline_doubt_has_its_latest_day (earlier)": lambda case, cast: deadline(
        case, cast, doubts="sending", latest_on=SERVED - timedelta(days=1)
    ),
    "cases_deadline_settled_has_how_who_and_when": lambda case, cast: deadline(case, cast, settled_at=NOW),
    "cases_sample_has_seed": lambda case, cast: sample(case, cast, seed="0"),
    "cases_sample_days_in_order": lambda case, cast: sample(case, cast, first_day=SERVED, last_day=LETTER),
    "cases_sample_percent": lambda case, cast: sample(case, cast, percent=0),
    "cases_sample_cap": lambda case, cast: sample(case, cast, cap=0),
    "cases_sampled_once": lambda case, cast: (
        one := quality(case, cast),
        QualityReview.objects.create(sample=one.sample, decision=one.decision),
    ),
    "cases_quality_review_has_who_and_when": lambda case, cast: quality(case, cast, done_at=NOW),
    "cases_indicator_marked_once": twice(mark, "review"),
    "cases_mark_is_known": lambda case, cast: mark(case, cast, mark="x", note="x"),
    "cases_error_has_note": lambda case, cast: mark(case, cast, mark="minor"),
}
MINE = ("appeal", "deadline", "decision", "quality")


@pytest.mark.parametrize("name", REFUSED)
def test_the_store_refuses_what_is_impossible(cast: Cast, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        REFUSED[name](make_case(cast.registrar), cast)
    assert name.partition(" ")[0] in str(refused.value) or "UNIQUE" in str(refused.value)


def test_every_constraint_of_these_tables_was_seen_to_refuse() -> None:
    models = [model for model in _models() if model.__module__.rpartition(".")[2] in MINE]
    names = {constraint.name for model in models for constraint in model._meta.constraints}  # noqa: SLF001 - Django's door
    assert names == {name.partition(" ")[0] for name in REFUSED}
    assert Recommendation in models


def _models() -> list[Any]:
    from django.apps import apps  # noqa: PLC0415 - only once the registry of apps stands

    return list(apps.get_app_config("cases").get_models())
