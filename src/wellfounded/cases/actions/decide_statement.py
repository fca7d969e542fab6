"""Confirm, edit or reject a candidate; and tie a statement to a criterion, or reject what was suggested."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import NotNow
from wellfounded.cases.permissions import Permission
from wellfounded.cases.shelf import refuse_withdrawn, shelf_gate, statement_behind
from wellfounded.cases.typed_text import clean, one_of, refuse, required
from wellfounded.library.law_terms import is_about
from wellfounded.library.models import ShelfStatement, StatementTie
from wellfounded.library.models.statement import Standing
from wellfounded.library.models.tie import Decided, Directions

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

EDITED = ("speaker", "role", "organisation", "stance", "said_when", "said_where")
LENGTHS = {"speaker": 300, "role": 300, "organisation": 300, "stance": 40, "said_when": 200, "said_where": 200}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDecided:
    """`standing` is `confirmed` or `rejected`. A field that is None stays as it was found."""

    standing: str = ""
    speaker: str | None = None
    role: str | None = None
    organisation: str | None = None
    stance: str | None = None
    said_when: str | None = None
    said_where: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementTied:
    """Which criterion a statement bears on, and in which direction."""

    about: str = ""
    direction: str = Directions.SUPPORTS
    state: str = Decided.ACCEPTED


@transaction.atomic
def decide_statement(user: User, pk: int, *, request: StatementDecided) -> ShelfStatement:
    """A person answers for it from now on. What the rules found stays beside it."""
    gate = shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WRITE)
    found = statement_behind(gate, pk)
    problems = required({"standing": request.standing})
    problems |= one_of("standing", request.standing, known=(Standing.CONFIRMED, Standing.REJECTED))
    refuse(problems)
    for name in EDITED:
        typed = getattr(request, name)
        if typed is not None:
            setattr(found, name, clean(typed)[: LENGTHS[name]])
    found.standing, found.decided_by, found.decided_at = request.standing, user, timezone.now()
    found.save()
    detail = {"statement": found.pk, "standing": found.standing}
    record(Event.LIBRARY_STATEMENT_DECIDED, actor=user.username, subject=_label(found), detail=detail)
    return found


@transaction.atomic
def tie_statement(user: User, pk: int, *, request: StatementTied) -> StatementTie:
    """Only a confirmed statement is tied: nobody answers for a candidate."""
    found = statement_behind(shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WRITE), pk)
    problems = one_of("direction", request.direction, known=Directions.values)
    problems |= one_of("state", request.state, known=Decided.values)
    if not is_about(request.about):
        problems["about"] = _("There is no such criterion or country fact in the law.")
    refuse(problems)
    refuse_withdrawn(found.text.document.source)
    if found.standing != Standing.CONFIRMED:
        raise NotNow(_("Confirm the statement first."))
    made, _new = StatementTie.objects.update_or_create(
        statement=found,
        about=request.about,
        defaults={"direction": request.direction, "state": request.state, "by": user},
    )
    detail = {"statement": found.pk, "about": made.about, "state": made.state}
    record(Event.LIBRARY_STATEMENT_TIED, actor=user.username, subject=_label(found), detail=detail)
    return made


def _label(found: ShelfStatement) -> str:
    return found.text.document.source.label
