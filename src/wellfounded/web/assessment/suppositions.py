"""What may be supposed: plain facts and evaluative findings that still matter, or that somebody recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.cases.screening import open_points
from wellfounded.law.catalogue import FactType
from wellfounded.web.assessment import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import Slot

FIRST = 12


def offered(assessment: Assessment) -> list[tuple[Slot, str]]:
    """The slots with their titles; what is open and matters most comes first."""
    return [(slot, _title(assessment, slot)) for slot in dict.fromkeys(_slots(assessment))]


def _slots(assessment: Assessment) -> Iterator[Slot]:
    for point in open_points(assessment):
        if point.definition is None or point.definition.type is FactType.YES_NO:
            yield point.slot
    for entity, record in assessment.case.entities():
        for name in record.facts:
            if assessment.law.facts[name].type is FactType.YES_NO:
                yield entity, name
        for name in record.findings:
            if name in assessment.law.criteria and assessment.law.criteria[name].evaluative:
                yield entity, name


def _title(assessment: Assessment, slot: Slot) -> str:
    entity, item = slot
    law = assessment.law
    title = words.titled(law.facts[item].title if item in law.facts else law.criteria[item].title)
    about = words.about(entity)
    return f"{title} ({about})" if about else title
