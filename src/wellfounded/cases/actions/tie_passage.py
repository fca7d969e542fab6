"""Tie words of a document to a criterion or a country fact, or reject what was suggested."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.permissions import Permission
from wellfounded.cases.shelf import document_behind, refuse_withdrawn, shelf_gate
from wellfounded.cases.shelf_citation import citation_of
from wellfounded.cases.typed_text import one_of, refuse
from wellfounded.library.law_terms import is_about
from wellfounded.library.models import Tie
from wellfounded.library.models.tie import Decided, Directions
from wellfounded.library.taking_in import refresh

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageTied:
    """`quote` as marked; `start` tells which of several like places is meant. `about` is an id of the law."""

    quote: str = ""
    start: int = 0
    about: str = ""
    direction: str = Directions.SUPPORTS
    state: str = Decided.ACCEPTED


@transaction.atomic
def tie_passage(user: User, pk: int, *, request: PassageTied) -> Tie:
    """The words are checked against the text and kept with those around them; an earlier tie of the same gives way."""
    document = document_behind(shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WRITE), pk)
    refuse_withdrawn(document.source)
    problems = one_of("direction", request.direction, known=Directions.values)
    problems |= one_of("state", request.state, known=Decided.values)
    if not is_about(request.about):
        problems["about"] = _("There is no such criterion or country fact in the law.")
    refuse(problems)
    cited = citation_of(document, request.quote, start=request.start)
    Tie.objects.filter(document=document, first=cited["first"], last=cited["last"], about=request.about).delete()
    made = Tie.objects.create(**cited, about=request.about, direction=request.direction, state=request.state, by=user)
    refresh(document)
    detail = {"about": made.about, "state": made.state, "document": document.pk}
    record(Event.LIBRARY_PASSAGE_TIED, actor=user.username, subject=document.source.label, detail=detail)
    return made
