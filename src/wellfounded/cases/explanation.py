"""The reasons of a finding as a tree that a screen or a picture can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.law.evaluate import CLOSED, CONCEDED, CONTESTED, CONTRADICTED, PERSON_FINDS, POSSIBLE, UNPUT
from wellfounded.law.explain import explain

if TYPE_CHECKING:
    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import Evidence, Slot
    from wellfounded.law.explain import Step, StepKind
    from wellfounded.law.finding import Finding

VALUES = ("no", "open", "yes")
MARKS = {
    POSSIBLE: "possible",
    CONTESTED: "contested",
    UNPUT: "unput",
    CLOSED: "closed",
    CONTRADICTED: "contradicted",
    PERSON_FINDS: "person_finds",
    CONCEDED: "conceded",
}


@dataclass(frozen=True, slots=True)
class Branch:
    """One step of the reasons.

    `value` is yes, open or no; `state` is what a person found of a fact or a criterion. `marks` say on what kind of
    ground it stands. `see_above` marks a criterion that was explained before.
    """

    kind: StepKind
    title: str
    value: str
    marks: tuple[str, ...]
    slot: Slot | None
    state: str
    reason: str
    evidence: tuple[Evidence, ...]
    see_above: bool
    branches: tuple[Branch, ...]


def explanation(assessment: Assessment, finding: Finding, *, everything: bool = False) -> Branch:
    """Why a finding comes out as it does; with `everything`, what does not decide is shown too."""
    return _branch(explain(assessment, finding, everything=everything))


def _branch(step: Step) -> Branch:
    act = step.record.act if step.record is not None else step.human.act if step.human is not None else None
    return Branch(
        kind=step.kind,
        title=step.title,
        value=VALUES[step.value],
        marks=tuple(word for mark, word in MARKS.items() if step.marks & mark),
        slot=step.slot,
        state=_state(step),
        reason=act.reason if act is not None else "",
        evidence=step.record.evidence if step.record is not None else (),
        see_above=step.see_above,
        branches=tuple(_branch(child) for child in step.children),
    )


def _state(step: Step) -> str:
    if step.record is not None:
        return str(step.record.state)
    return str(step.human.word) if step.human is not None else ""
