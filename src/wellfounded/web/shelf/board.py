"""Statement against statement on one question: who said what for it and against it, through whom, and when.

Beside what a State says stands what binds it, as the law packs record it for the day of the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.linking.suggest import LEAST_WORDS
from wellfounded.library.law_terms import criteria_bearing, facts_bearing
from wellfounded.library.models import ShelfStatement, StatementTie
from wellfounded.library.models.statement import Standing
from wellfounded.library.models.tie import Decided, Directions
from wellfounded.library.withdrawn import is_withdrawn
from wellfounded.web.choices import shown_country
from wellfounded.web.shelf.bound import DutyShown, day_of, duties_beside
from wellfounded.web.shelf.choices import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from wellfounded.evidence.statements.bearing import Suggestion


@dataclass(frozen=True, slots=True)
class Placed:
    """A confirmed statement on the board: `also` are the other questions that people tied it to.

    `state` is the name of the State that speaks, `on` the day for which its duties are shown.
    """

    tie: StatementTie
    also: list[str]
    state: str
    on: date
    duties: list[DutyShown]


@dataclass(frozen=True, slots=True)
class Board:
    """What people confirmed and tied, by side; then what the program suggests, which counts for nothing."""

    supports: list[Placed]
    rebuts: list[Placed]
    suggested: list[tuple[ShelfStatement, Suggestion]]


def board_on(question: str, statements: QuerySet[ShelfStatement]) -> Board:
    """The board of one question, from the statements that the reader may see."""
    ties = StatementTie.objects.filter(
        about=question,
        state=Decided.ACCEPTED,
        statement__in=statements.filter(standing=Standing.CONFIRMED),
    ).select_related("statement__text__document__source", "by")
    also = _also(question, [tie.statement_id for tie in ties])
    placed = [_placed(tie, also.get(tie.statement_id, [])) for tie in ties]
    sides = {side: [one for one in placed if one.tie.direction == side] for side in Directions.values}
    decided = set(StatementTie.objects.filter(about=question).values_list("statement", flat=True))
    standing = statements.exclude(is_withdrawn("text__document__source"))
    waiting = standing.exclude(standing=Standing.REJECTED).exclude(pk__in=decided)
    suggested = [(one, found) for one in waiting for found in suggestions_for(one) if found.described.id == question]
    return Board(sides[Directions.SUPPORTS], sides[Directions.REBUTS], suggested)


def _placed(tie: StatementTie, also: list[str]) -> Placed:
    said = tie.statement
    state = shown_country(said.state) if said.state else ""
    return Placed(tie, also, state, day_of(said), duties_beside(said))


def _also(question: str, statements: Iterable[int]) -> dict[int, list[str]]:
    """The titles of the other questions that each statement was tied to."""
    found: dict[int, list[str]] = {}
    ties = StatementTie.objects.filter(statement__in=list(statements), state=Decided.ACCEPTED).exclude(about=question)
    for statement, about in ties.values_list("statement", "about"):
        found.setdefault(statement, []).append(title_of(about))
    return found


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
