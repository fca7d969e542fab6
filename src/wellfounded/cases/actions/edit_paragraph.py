"""Edit a paragraph of a draft. What it rests on stays linked; an empty text gives back what was generated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import Invalid, NotNow, Stale
from wellfounded.cases.models import DecisionParagraph, DecisionState
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """`before` is the text that the editor saw; where another stands now, nothing is written over it."""

    language: str
    paragraph: int
    text: str
    before: str = ""
    key: str = ""


@transaction.atomic
def edit_paragraph(user: User, number: str, *, request: Editing) -> DecisionParagraph:
    saving = Saving.begin(user, number, permission=Permission.DECISION_DRAFT, request=request)
    if (earlier := saving.earlier(DecisionParagraph)) is not None:
        return earlier
    decision = current_decision(saving.case)
    if decision is None or decision.state != DecisionState.DRAFT:
        raise NotNow(_("Only a draft can be edited."))
    paragraph = decision.paragraphs.filter(language=request.language, number=request.paragraph).first()
    if paragraph is None:
        raise Invalid({"paragraph": _("There is no such paragraph.")})
    _check_fresh(paragraph, request)
    text = clean(request.text)
    changed = bool(text) and text != clean(paragraph.generated)
    paragraph.edited = text if changed else ""
    paragraph.edited_by, paragraph.edited_at = (user, timezone.now()) if changed else (None, None)
    paragraph.save()
    return saving.done(
        paragraph, Event.DECISION_EDITED, language=paragraph.language, paragraph=paragraph.number, edited=changed
    )


def _check_fresh(paragraph: DecisionParagraph, request: Editing) -> None:
    if request.before and clean(request.before) != clean(paragraph.text):
        raise Stale(
            _("Somebody else changed this paragraph in the meantime."),
            theirs={"text": paragraph.text},
            mine={"text": request.text},
        )
