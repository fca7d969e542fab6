"""Remarks of the review by kind, each with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.web.assessment import words
from wellfounded.web.assessment.places import fact_address, finding_address
from wellfounded.web.assessment.remark_words import remark_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.law.assess import Assessment
    from wellfounded.law.remark import Remark, RemarkCode


@dataclass(frozen=True, slots=True)
class RemarkShown:
    message: str
    about: str
    address: str


@dataclass(frozen=True, slots=True)
class RemarkGroup:
    """Remarks of one kind. `severity` is grave, look or note."""

    code: str
    severity: str
    severity_words: str
    mend: str
    remarks: tuple[RemarkShown, ...]


def remark_groups(assessment: Assessment, remarks: Iterable[Remark], *, number: str) -> list[RemarkGroup]:
    kinds: dict[RemarkCode, list[RemarkShown]] = {}
    for remark in remarks:
        address = _address(assessment, remark, number=number)
        kinds.setdefault(remark.code, []).append(
            RemarkShown(remark_words(remark, assessment.law), words.about(remark.entity), address)
        )
    return [
        RemarkGroup(
            str(code), str(code.severity), str(words.SEVERITIES[code.severity]), words.titled(code.mend), tuple(found)
        )
        for code, found in kinds.items()
    ]


def _address(assessment: Assessment, remark: Remark, *, number: str) -> str:
    if (remark.item, remark.entity) in assessment.findings:
        return finding_address(number, remark.item, entity=remark.entity)
    return fact_address(number, remark.item, entity=remark.entity) if remark.item in assessment.law.facts else ""
