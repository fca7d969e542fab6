"""Credibility, fact by fact.

Only material facts, by named indicators, with what may distort, and the point put to the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.law.case_file import Direction, FactState
from wellfounded.law.remark import Remark, RemarkCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import Case, Credibility, FactRecord, Slot

_STATES = {"accepted": {FactState.ESTABLISHED, FactState.POSSIBLE}, "not_accepted": {FactState.REFUTED}}


def material_facts(assessment: Assessment) -> frozenset[Slot]:
    """The facts that some criterion depends on: the only ones whose credibility is tested."""
    program = assessment.evaluation.program
    considered = {
        (entity, name)
        for criterion, entity in assessment.findings
        for name in assessment.law.criteria[criterion].considers
        if name in assessment.law.facts
    }
    return frozenset(program.leaf_nodes) | considered


def credibility_remarks(assessment: Assessment) -> Iterator[Remark]:
    """Remarks on how credibility was assessed."""
    material = material_facts(assessment)
    for entity, record in assessment.case.entities():
        for name, fact in record.facts.items():
            if fact.credibility is not None:
                if (entity, name) not in material and ("person", name) not in material:
                    message = f"Credibility was assessed of “{name}”, on which nothing depends."
                    yield Remark(RemarkCode.NOT_MATERIAL, message, entity, name)
                for code, message in _one(assessment.case, name, fact=fact, credibility=fact.credibility):
                    yield Remark(code, message, entity, name)


def _one(case: Case, name: str, *, fact: FactRecord, credibility: Credibility) -> Iterator[tuple[RemarkCode, str]]:
    against = [indicator for indicator in credibility.indicators if indicator.direction is Direction.REBUTS]
    if not credibility.indicators:
        yield RemarkCode.NO_INDICATOR, f"The credibility of “{name}” was decided without naming an indicator."
    if credibility.result in _STATES and fact.state not in _STATES[credibility.result]:
        yield (
            RemarkCode.RESULT_AND_STATE_DIFFER,
            f"“{name}” is {fact.state}, but its account was {credibility.result.replace('_', ' ')}.",
        )
    if credibility.result != "not_accepted":
        return
    if fact.put is None and case.all_points_put is None:
        yield RemarkCode.REJECTED_UNPUT, f"“{name}” was not accepted, but the doubt was never put to the person."
    if against and all(indicator.kind == "plausibility" for indicator in against):
        yield RemarkCode.PLAUSIBILITY_ALONE, f"“{name}” was rejected on plausibility alone."
    if credibility.distorting and not fact.act.reason:
        yield (
            RemarkCode.DISTORTION_IGNORED,
            f"“{name}” was rejected although {', '.join(credibility.distorting)} was noted, without a word on it.",
        )
