"""The questions of the matrix: who asks which address, how, in which state of the case, and what the tables say."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, product

from tests.security.endpoints import ANYBODY, NOBODY, SIGNED_IN, Endpoint, endpoints, needed
from tests.security.office import PEOPLE, stand_of
from tests.security.oracle import Stand, allows
from wellfounded.cases.states import State

HIDDEN, REFUSED, OPEN = "hidden", "refused", "open"
STATES = tuple(State)
WHOLE = os.environ.get("WELLFOUNDED_MATRIX") == "whole"
SEED = "the same at every run"
# How many of each answer are asked for at each address, drawn by the seed.
DRAWN = {HIDDEN: 1, REFUSED: 2, OPEN: 1}
# What tells of something that this office does not have yet: a 404 for whoever may ask.
NOTHING_THERE = frozenset({"totp_picture", "person_photo", "api.note_custody", "api.pin_passage", "api.decision"})
# What only takes a form: opened otherwise, these lead to the page of the interview without asking who it is.
LEADS_BACK = frozenset(
    f"interview_{step}" for step in ("pause", "resume", "stop", "support", "end", "read_back", "sign", "skip", "begin")
)
NO_SUCH_METHOD = 405


@dataclass(frozen=True, slots=True)
class Cell:
    """One question of the matrix."""

    endpoint: Endpoint
    method: str
    person: str
    state: State

    @property
    def stand(self) -> Stand:
        return stand_of(self.person, self.state if self.endpoint.of_case else "")

    @property
    def said(self) -> str:
        """What the tables say."""
        needs = needed(self.endpoint, self.method)
        if needs == NOBODY:
            return HIDDEN
        if self.endpoint.of_case and not allows(self.stand, "case:case:open"):
            return HIDDEN
        return OPEN if needs in (SIGNED_IN, ANYBODY) or any(allows(self.stand, one) for one in needs) else REFUSED

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint.key} by {self.person} in {self.state}"


def methods(endpoint: Endpoint) -> list[str]:
    return [endpoint.method] if endpoint.of_api else ["GET", "POST"]


@cache
def cells() -> dict[str, list[Cell]]:
    """What each person asks."""
    asked: dict[str, list[Cell]] = {person: [] for person in PEOPLE}
    for endpoint, method in asked_for():
        for cell in _chosen(endpoint, method):
            asked[cell.person].append(cell)
    return asked


def asked_for() -> Iterator[tuple[Endpoint, str]]:
    """Each address with each method, but for what is open to strangers."""
    for endpoint in endpoints():
        if needed(endpoint, "GET") != ANYBODY:
            yield from ((endpoint, method) for method in methods(endpoint))


def somebody(endpoint: Endpoint, method: str, *, among: Iterable[str] = PEOPLE) -> Cell | None:
    """One of them to whom this opens, as soon as the case is far enough."""
    rows = (Cell(endpoint, method, person, state) for person, state in product(among, STATES))
    return next((row for row in rows if row.said == OPEN), None)


def _chosen(endpoint: Endpoint, method: str) -> Iterator[Cell]:
    rows = [Cell(endpoint, method, person, state) for person, state in product(PEOPLE, STATES)]
    if WHOLE:
        yield from rows if endpoint.of_case else rows[:: len(STATES)]
        return
    drawn = random.Random(f"{SEED} {method} {endpoint.key}")  # noqa: S311 - no secret is drawn here
    rows = sorted(drawn.sample(rows, len(rows)), key=lambda cell: cell.said)
    kept = {cell for said, those in groupby(rows, lambda cell: cell.said) for cell in list(those)[: DRAWN[said]]}
    yield from sorted(kept | set(_turns(endpoint, method)), key=str)


def _turns(endpoint: Endpoint, method: str) -> Iterator[Cell]:
    """Where the state of a case opens an address to somebody or shuts it, a state of each kind.

    The interpreter, to whom it shuts the whole case, is left to the draw.
    """
    for person in PEOPLE:
        rows = {state: Cell(endpoint, method, person, state) for state in STATES}
        answers = {cell.said: cell for cell in rows.values()}
        if len(answers) > 1 and HIDDEN not in answers:
            yield from answers.values()


def fits(said: str, status: int, cell: Cell) -> bool:
    """Whether an answer is what the tables say."""
    if status == NO_SUCH_METHOD or (cell.endpoint.key in LEADS_BACK and cell.method == "GET" and status == 302):
        return True
    if said == HIDDEN:
        return status == 404
    if said == REFUSED:
        # A page may send the form of somebody who is refused back with a sentence: then nothing may have changed.
        return status == 403 or (cell.endpoint.key == "assignment_end" and status == 302)
    if status == 404:  # part of an address that is not there, for whoever may open the rest
        return bool(cell.endpoint.parts - {"number"}) or cell.endpoint.key in NOTHING_THERE
    return status < 500 and status not in {401, 403}
