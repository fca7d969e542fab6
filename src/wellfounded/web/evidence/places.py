"""The passages of an exhibit with the fact that each is pinned to, for those who may read the assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.cases.permissions import Permission, may
from wellfounded.web.assessment.places import fact_address
from wellfounded.web.interview.place import title_of

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, Exhibit, Passage


@dataclass(frozen=True, slots=True)
class Pinned:
    """`number` counts the passages of the page. The fact is empty for those who may not read the assessment."""

    number: int
    passage: Passage
    fact: str
    address: str


def pinned(user: User, case: Case, *, exhibit: Exhibit, page: int = 0) -> list[Pinned]:
    """Of one page, or of all of them."""
    reads = may(user, Permission.ASSESSMENT_READ, case=case)
    passages = exhibit.passages.filter(page=page) if page else exhibit.passages.all()
    return [
        _pinned(one, number, number_of_case=case.number if reads else "")
        for number, one in enumerate(passages, start=1)
    ]


def _pinned(passage: Passage, number: int, *, number_of_case: str) -> Pinned:
    if not number_of_case:
        return Pinned(number, passage, "", "")
    address = fact_address(number_of_case, passage.fact, entity=passage.entity)
    return Pinned(number, passage, title_of((passage.entity, passage.fact)), address)
