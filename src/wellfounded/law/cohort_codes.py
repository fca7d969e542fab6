"""The codes of one cell of a caseload: a fact's state in three bits, and whether it was put or asked."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from wellfounded.law.case_file import Act, Answer, FactRecord, FactState, FindingWord, HumanFinding, Put

if TYPE_CHECKING:
    from wellfounded.law.case_file import Value

STATE, PUT, ASKED = 0b0000_0111, 0b0000_1000, 0b0001_0000


class CellState(IntEnum):
    """The state in a cell. `BENEFIT` is a possible fact to which a person gave the benefit of the doubt."""

    UNKNOWN = 0
    ESTABLISHED = 1
    REFUTED = 2
    CONTRADICTED = 3
    POSSIBLE = 4
    BENEFIT = 5
    UNKNOWABLE = 6


WORDS = {
    "": CellState.UNKNOWN,
    "unknown": CellState.UNKNOWN,
    "established": CellState.ESTABLISHED,
    "conceded": CellState.ESTABLISHED,
    "assumed": CellState.ESTABLISHED,
    "refuted": CellState.REFUTED,
    "not_established": CellState.REFUTED,
    "contradicted": CellState.CONTRADICTED,
    "possible": CellState.POSSIBLE,
    "benefit_of_doubt": CellState.BENEFIT,
    "unknowable": CellState.UNKNOWABLE,
    "left_open": CellState.UNKNOWN,
    "not_reached": CellState.UNKNOWN,
    "partly_established": CellState.UNKNOWN,
}
FLAGS = {"put": PUT, "asked": ASKED}
_STATES = {
    CellState.UNKNOWN: FactState.UNKNOWN,
    CellState.ESTABLISHED: FactState.ESTABLISHED,
    CellState.REFUTED: FactState.REFUTED,
    CellState.CONTRADICTED: FactState.CONTRADICTED,
    CellState.POSSIBLE: FactState.POSSIBLE,
    CellState.BENEFIT: FactState.POSSIBLE,
    CellState.UNKNOWABLE: FactState.UNKNOWABLE,
}
_CASELOAD = Act("caseload", None, "as coded in the caseload")


def code_of(text: str) -> int | None:
    """The code of a cell as written (`refuted put`); None when a word is not known."""
    words = text.split()
    state = WORDS.get(words[0] if words else "")
    flags = [FLAGS.get(word) for word in words[1:]]
    if state is None or None in flags:
        return None
    return int(state) | sum(flag for flag in flags if flag is not None)


def record_of(code: int, value: Value = None) -> FactRecord:
    """The fact record that a cell stands for."""
    state = CellState(code & STATE)
    return FactRecord(
        state=_STATES[state],
        value=value,
        answered=Answer.DONT_KNOW if code & ASKED else None,
        benefit_of_doubt=_CASELOAD if state is CellState.BENEFIT else None,
        put=Put(reply="as coded") if code & PUT else None,
    )


def finding_of(code: int) -> HumanFinding | None:
    """The human finding that a cell of an evaluative criterion stands for; None while nobody found it."""
    words = {CellState.ESTABLISHED: FindingWord.ESTABLISHED, CellState.REFUTED: FindingWord.NOT_ESTABLISHED}
    word = words.get(CellState(code & STATE))
    return None if word is None else HumanFinding(word, _CASELOAD, Put(reply="as coded") if code & PUT else None)
