"""Statement against statement on one question: who said what for it and against it, through whom, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.linking.suggest import LEAST_WORDS
from wellfounded.library.law_terms import criteria_bearing, facts_bearing
from wellfounded.library.models import ShelfStatement, StatementTie
from wellfounded.library.models.statement import Standing
from wellfounded.library.models.tie import Decided, Directions

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wellfounded.evidence.statements.bearing import Suggestion


@dataclass(frozen=True, slots=True)
class Board:
    """What people confirmed and tied, by side; then what the program suggests, which counts for nothing."""

    supports: list[StatementTie]
    rebuts: list[StatementTie]
    suggested: list[tuple[ShelfStatement, Suggestion]]


def board_on(question: str, statements: QuerySet[ShelfStatement]) -> Board:
    """The board of one question, from the statements that the reader may see."""
    ties = StatementTie.objects.filter(
        about=question,
        state=Decided.ACCEPTED,
        statement__in=statements.filter(standing=Standing.CONFIRMED),
    ).select_related("statement__text__document__source", "by")
    sides = {side: [tie for tie in ties if tie.direction == side] for side in Directions.values}
    decided = set(StatementTie.objects.filter(about=question).values_list("statement", flat=True))
    waiting = statements.exclude(standing=Standing.REJECTED).exclude(pk__in=decided)
    suggested = [(one, found) for one in waiting for found in suggestions_for(one) if found.described.id == question]
    return Board(sides[Directions.SUPPORTS], sides[Directions.REBUTS], suggested)


def suggestions_for(statement: ShelfStatement) -> tuple[Suggestion, ...]:
    """The criteria and country facts that a statement may bear on; its cue counts for the direction."""
    facts = facts_bearing().suggest(statement.content, cue=statement.cue)
    # A country fact has no title that would weigh more: one shared word is too little.
    enough = (one for one in facts if len(one.words) >= LEAST_WORDS)
    return (*criteria_bearing().suggest(statement.content, cue=statement.cue), *enough)


def questions_asked(statements: QuerySet[ShelfStatement]) -> list[str]:
    """The criteria on which statements were tied, those with both sides first."""
    ties = StatementTie.objects.filter(
        state=Decided.ACCEPTED, statement__in=statements.filter(standing=Standing.CONFIRMED)
    ).values_list("about", "direction")
    sides: dict[str, set[str]] = {}
    for about, direction in ties:
        sides.setdefault(about, set()).add(direction)
    return sorted(sides, key=lambda about: (-len(sides[about]), about))
