"""What the law core says of a case of the office: it shows what follows from what, and decides nothing.

These functions take a case that was opened (`access.open_case`). The packs of law are read once for each process.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.cases.law_case import law_case_of
from wellfounded.law import questions, review, whatif
from wellfounded.law.assess import assess
from wellfounded.law.diagram import DiagramTooLargeError
from wellfounded.law.library import load_library
from wellfounded.law.questions import Ask

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wellfounded.cases.models import Case
    from wellfounded.law import case_file
    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import Slot
    from wellfounded.law.finding import Finding
    from wellfounded.law.questions import OpenPoint
    from wellfounded.law.remark import Remark
    from wellfounded.law.whatif import Flip


@dataclass(frozen=True, slots=True)
class Supposed:
    """What would differ if a fact or a criterion were otherwise.

    `worse` are findings that would turn against the applicant: for the reviewer only, as what they rest on.
    """

    better: tuple[tuple[Finding, Finding], ...]
    worse: tuple[tuple[Finding, Finding], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A conclusion and the fewest changes that would turn it; `flip` is None when nothing does.

    `too_large` says that it could not be computed, which is not the same.
    """

    finding: Finding
    flip: Flip | None
    too_large: bool = False


def screen(case: Case, *, law_day: date | None = None) -> Assessment:
    """Assess a case under its profile and the law of the day.

    Raises:
        CaseError: something on the record is no longer known to the catalogue.
        LawError: no version of the profile answers on that day.
    """
    return assess(law_case_of(case, law_day=law_day), load_library())


def open_points(assessment: Assessment) -> tuple[OpenPoint, ...]:
    """Everything open that can still matter to a conclusion, best first."""
    return questions.open_points(assessment.evaluation)


def points_to_put(assessment: Assessment) -> tuple[OpenPoint, ...]:
    """The decisive adverse points that were not put to the applicant: none of them counts yet."""
    return tuple(point for point in open_points(assessment) if point.ask is Ask.PUT)


def remarks(assessment: Assessment) -> tuple[Remark, ...]:
    """What a careful reviewer would ask before anyone signs, the gravest first."""
    return review.review(assessment)


def what_if(assessment: Assessment, suppositions: Iterable[tuple[Slot, bool]]) -> Supposed:
    """What would follow if these facts or criteria were otherwise. Nothing is written."""
    supposed = assessment.case
    for slot, value in suppositions:
        supposed = _with(assessment, slot, value=value, case=supposed)
    pairs = whatif.what_if(assessment, supposed)
    worse = tuple(pair for pair in pairs if _stands_for_applicant(pair[0]) or _turned_against(pair[1]))
    return Supposed(tuple(pair for pair in pairs if pair not in worse), worse)


def needed(assessment: Assessment) -> tuple[Way, ...]:
    """What would be needed for each conclusion that does not yet stand for the applicant."""
    goals = [goal for goal in assessment.goals() if not _stands_for_applicant(goal)]
    return tuple(_way(assessment, goal, towards=True) for goal in goals)


def rests_on(assessment: Assessment) -> tuple[Way, ...]:
    """For the reviewer only: on what each conclusion for the applicant rests. Never a menu of how to refuse."""
    goals = [goal for goal in assessment.goals() if _stands_for_applicant(goal)]
    return tuple(_way(assessment, goal, towards=False) for goal in goals)


def _way(assessment: Assessment, goal: Finding, *, towards: bool) -> Way:
    try:
        if towards:
            return Way(goal, whatif.smallest_flip(assessment, goal, goal=whatif.towards_applicant(goal)))
        return Way(goal, whatif.rests_on(assessment, goal))
    except DiagramTooLargeError:
        return Way(goal, None, too_large=True)


def _with(assessment: Assessment, slot: Slot, *, value: bool, case: case_file.Case) -> case_file.Case:
    """The case with one fact or criterion supposed; what was supposed before stays."""
    whole = whatif.suppose(assessment, whatif.Change(slot, value))
    if slot[1] in assessment.law.criteria:
        return whatif.with_finding(case, slot, finding=whole.entity(slot[0]).findings[slot[1]])
    return whatif.with_fact(case, slot, record=whole.entity(slot[0]).facts[slot[1]])


def _stands_for_applicant(finding: Finding) -> bool:
    return finding.label is whatif.towards_applicant(finding)


def _turned_against(finding: Finding) -> bool:
    return finding.determined and not _stands_for_applicant(finding)
