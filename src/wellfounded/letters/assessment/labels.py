"""How a finding reads, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.law.evaluate import CLOSED, CONCEDED, CONTRADICTED, OPEN, PERSON_FINDS, UNPUT, UNREAD_LAW
from wellfounded.law.finding import Label as EngineLabel
from wellfounded.law.program import Op
from wellfounded.letters.assessment import wording
from wellfounded.letters.assessment.context import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.assess import Assessment
    from wellfounded.law.finding import Finding

FACTS = 0  # an open fact without any mark
_ONE_REASON = {
    frozenset({UNPUT}): wording.MUST_BE_PUT,
    frozenset({PERSON_FINDS}): wording.LEFT_TO_PERSON,
    frozenset({UNREAD_LAW}): wording.LAW_NOT_READ,
}


def label_of(assessment: Assessment, finding: Finding) -> Label:
    """The label of a finding. Where it waits for one kind of thing only, the label says so."""
    if finding.determined:
        return determined(yes=finding.label is EngineLabel.MET, marks=finding.marks)
    if finding.label is EngineLabel.CONTRADICTED:
        return Label(wording.CONTRADICTED, "open")
    words = _ONE_REASON.get(frozenset(pending(assessment, finding.node)), wording.OPEN)
    return Label(words, "person" if words == wording.LEFT_TO_PERSON else "open")


def determined(*, yes: bool, marks: int) -> Label:
    """The label of a step that the record answers."""
    if yes:
        return Label(wording.CONCEDED if marks & CONCEDED else wording.MET, "met")
    return Label(wording.NOT_ESTABLISHED if marks & CLOSED else wording.NOT_MET, "not-met")


def flags_of(assessment: Assessment, finding: Finding) -> tuple[str, ...]:
    """What a reader must know beside the label: on what it rests, or for what it waits."""
    waits = () if finding.determined else tuple(_waits(assessment, finding))
    told = tuple(wording.FLAGS[name] for name in _rests_on(finding))
    return (*told, wording.WAITS_FOR.format(things=wording.listed(waits))) if waits else told


def _rests_on(finding: Finding) -> Iterator[str]:
    if finding.rests_on_possible:
        yield "possible"
    if finding.rests_on_contested:
        yield "contested"
    if finding.exception_unraised:
        yield "unraised"
    if finding.by_cases:
        yield "by_cases"
    if finding.not_established:
        yield "closed"


def _waits(assessment: Assessment, finding: Finding) -> Iterator[str]:
    found = pending(assessment, finding.node)
    names = {CONTRADICTED: "contradicted", UNPUT: "unput", PERSON_FINDS: "person", UNREAD_LAW: "law", FACTS: "facts"}
    yield from (wording.PENDING[name] for mark, name in names.items() if mark in found)


def pending(assessment: Assessment, node: int) -> set[int]:
    """The kinds of things that an open node waits for: a mark of the engine each, `FACTS` for plain open facts."""
    evaluation = assessment.evaluation
    found: set[int] = set()
    seen: set[int] = set()
    stack = [node]
    while stack:
        place = stack.pop()
        if place in seen or evaluation.values[place] != OPEN:
            continue
        seen.add(place)
        if evaluation.program.nodes[place].op is Op.LEAF:
            marks = evaluation.marks[place]
            kinds = [mark for mark in (CONTRADICTED, UNPUT, PERSON_FINDS, UNREAD_LAW) if marks & mark]
            found.update(kinds or [FACTS])
        stack.extend(evaluation.decisive[place])
    return found
