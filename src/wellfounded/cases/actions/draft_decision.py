"""Draft the decision: numbered paragraphs from the findings, in each language that is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.accounts.models import Language
from wellfounded.audit.events import Event
from wellfounded.cases.appeal_told import with_term_of_appeal
from wellfounded.cases.decision_text import Course, decision_text
from wellfounded.cases.decision_wording import worded
from wellfounded.cases.errors import NotNow
from wellfounded.cases.ground import days_heard
from wellfounded.cases.models import Decision, DecisionParagraph, ReviewResult
from wellfounded.cases.models.decision import current_decision, standing_recommendation
from wellfounded.cases.outcomes import GRANTS, Outcome
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.screening import screen
from wellfounded.cases.states import State
from wellfounded.cases.typed_text import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.accounts.models import User
    from wellfounded.cases.decision_text import Paragraph
    from wellfounded.cases.models import Case, Recommendation


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """The languages of the decision; the first is the one in which it is edited first."""

    languages: tuple[str, ...] = (Language.ENGLISH,)
    key: str = ""


@transaction.atomic
def draft_decision(user: User, number: str, *, request: Drafting) -> Decision:
    saving = Saving.begin(user, number, permission=Permission.DECISION_DRAFT, request=request)
    if (earlier := saving.earlier(Decision)) is not None:
        return earlier
    case, standing = saving.case, standing_recommendation(saving.case)
    if standing is None or State(case.state) is not State.DECISION:
        raise NotNow(_("A decision is drafted after the review agreed."))
    if current_decision(case) is not None:
        raise NotNow(_("There is a draft already."))
    refuse(_problems(request))
    decision = Decision.objects.create(case=case, recommendation=standing, drafted_by=user, **_people(standing))
    paragraphs = decision_text(screen(case), course_of(case, standing))
    DecisionParagraph.objects.bulk_create(_rows(decision, paragraphs, languages=request.languages))
    return saving.done(decision, Event.DECISION_DRAFTED, languages=list(request.languages))


def course_of(case: Case, standing: Recommendation) -> Course:
    """What the office knows of the procedure for the text."""
    course = Course(outcome=Outcome(standing.outcome), reasons=standing.reasons, heard_on=days_heard(case))
    return with_term_of_appeal(course, profile=case.profile)


def _people(standing: Recommendation) -> dict[str, object]:
    """Who recommended and reviewed, and whether a third person has to sign."""
    reviews = list(standing.reviews.all())
    asked = next((one.by for one in reviews if one.result == ReviewResult.SECOND_OPINION), None)
    agreed = next(one.by for one in reviews if one.result == ReviewResult.AGREE)
    return {
        "outcome": standing.outcome,
        "recommended_by": standing.by,
        "reviewed_by": agreed,
        "also_reviewed_by": asked,
        "third_person": asked is not None or Outcome(standing.outcome) not in GRANTS,
    }


def _rows(
    decision: Decision, paragraphs: tuple[Paragraph, ...], *, languages: tuple[str, ...]
) -> Iterator[DecisionParagraph]:
    for language in languages:
        for number, paragraph in enumerate(paragraphs, start=1):
            yield DecisionParagraph(
                decision=decision,
                language=language,
                number=number,
                message=paragraph.message,
                values=paragraph.values,
                generated=worded(paragraph, language),
                links=[link.as_data() for link in paragraph.links],
            )


def _problems(request: Drafting) -> dict[str, str]:
    languages = request.languages
    if not languages or len(set(languages)) != len(languages) or not set(languages) <= set(Language.values):
        return {"languages": _("Choose at least one language, each once.")}
    return {}
