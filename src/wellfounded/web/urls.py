"""The addresses of the pages. Each file of views lists its own; this one joins them."""

from __future__ import annotations

from types import ModuleType

from django.urls import URLPattern

from wellfounded.web.views import (
    accounts,
    appeal,
    appeal_after,
    assessment,
    assessment_looks,
    assessment_record,
    assignments,
    case,
    dashboard,
    decision,
    decision_recommend,
    decision_review,
    decision_sign,
    duplicates,
    evidence,
    evidence_pages,
    facts,
    home,
    interview,
    interview_steps,
    interviews,
    kept_forms,
    language,
    log,
    manual,
    my_account,
    people,
    quality,
    registration,
    sign_in,
    texts,
)

# One line for each file of views, in alphabetical order.
VIEWS: tuple[ModuleType, ...] = (
    accounts,
    appeal,
    appeal_after,
    assessment,
    assessment_looks,
    assessment_record,
    assignments,
    case,
    dashboard,
    decision,
    decision_recommend,
    decision_review,
    decision_sign,
    duplicates,
    evidence,
    evidence_pages,
    facts,
    home,
    interview,
    interview_steps,
    interviews,
    kept_forms,
    language,
    log,
    manual,
    my_account,
    people,
    quality,
    registration,
    sign_in,
    texts,
)

urlpatterns: list[URLPattern] = [address for views in VIEWS for address in views.addresses]
