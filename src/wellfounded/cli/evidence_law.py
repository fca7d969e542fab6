"""Statements beside the law: the criteria that one may bear on, and what binds a State that speaks.

The core `evidence` knows no law, and `law` no statements: here they meet. Everything is a suggestion
until a person accepts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.linking.suggest import bearing_of_statement
from wellfounded.evidence.statements.bearing import Bearing, Direction, Suggestion
from wellfounded.law.truth import Truth
from wellfounded.library.described import described_criteria
from wellfounded.library.duties import MOST, Duties, Duty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import Any

    from wellfounded.evidence.statements.statement import Statement
    from wellfounded.law.library import LawLibrary

BINDS = {Truth.TRUE: "binds", Truth.OPEN: "open", Truth.FALSE: "does not bind"}
SPEAKS = {Direction.SUPPORTS: "for it", Direction.REBUTS: "against it"}


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one statement."""

    suggestions: tuple[Suggestion, ...]
    duties: tuple[Duty, ...]


class LawBeside:
    """The law of the packs, made ready to be laid beside statements."""

    def __init__(self, library: LawLibrary, on: date) -> None:
        self._on = on
        self._criteria = Bearing(described_criteria(library))
        self._duties = Duties(library)

    def beside(self, item: Statement, text: str) -> Beside:
        """Suggestions for a statement; duties only where a State speaks."""
        found = self._duties.beside(item.words(text), state=item.speaker.state, on=self._on)
        return Beside(bearing_of_statement(item, text, bearing=self._criteria, most=MOST), found)


def lines(beside: Beside) -> Iterator[str]:
    """What is shown below a statement."""
    for found in beside.suggestions:
        words = ", ".join(f"“{word}”" for word in found.words)
        yield f"may bear on {found.described.id} ({found.described.title}), {SPEAKS[found.direction]}: {words}"
    for duty in beside.duties:
        yield f"{BINDS[duty.truth]}: {duty.instrument}, article {duty.article} ({duty.title}). {duty.sentence}"


def as_json(beside: Beside) -> dict[str, Any]:
    """The same for JSON; `accepted` is false until a person says otherwise."""
    return {
        "suggested_criteria": [
            {
                "criterion": found.described.id,
                "direction": found.direction.value,
                "words": list(found.words),
                "score": found.score,
                "accepted": False,
            }
            for found in beside.suggestions
        ],
        "duties": [
            {
                "instrument": duty.instrument,
                "article": duty.article,
                "binds": BINDS[duty.truth],
                "record": duty.sentence,
                "words": list(duty.words),
                "accepted": False,
            }
            for duty in beside.duties
        ],
    }
