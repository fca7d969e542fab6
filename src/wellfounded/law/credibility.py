"""Credibility, fact by fact.

Only material facts, by named indicators, with what may distort, and the point put to the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.law.case_file import Direction, FactState
from wellfounded.law.remark import Remark, RemarkCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import Case, Credibility, FactRecord, Slot
    from wellfounded.law.remark import Told

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
                    yield Remark(RemarkCode.NOT_MATERIAL, entity, name, {"fact": name})
                for code, values in _one(assessment.case, fact, credibility=fact.credibility):
                    yield Remark(code, entity, name, {"fact": name, **values})


def _one(case: Case, fact: FactRecord, *, credibility: Credibility) -> Iterator[tuple[RemarkCode, Mapping[str, Told]]]:
    against = [indicator for indicator in credibility.indicators if indicator.direction is Direction.REBUTS]
    if not credibility.indicators:
        yield RemarkCode.NO_INDICATOR, {}
    if credibility.result in _STATES and fact.state not in _STATES[credibility.result]:
        yield RemarkCode.RESULT_AND_STATE_DIFFER, {"state": fact.state, "result": credibility.result}
    if credibility.result != "not_accepted":
        return
    if fact.put is None and case.all_points_put is None:
        yield RemarkCode.REJECTED_UNPUT, {}
    if against and all(indicator.kind == "plausibility" for indicator in against):
        yield RemarkCode.PLAUSIBILITY_ALONE, {}
    if credibility.distorting and not fact.act.reason:
        yield RemarkCode.DISTORTION_IGNORED, {"distorting": credibility.distorting}
