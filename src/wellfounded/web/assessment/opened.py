"""What is open: why it matters, who bears it if it stays open, and what would close it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wellfounded.cases.screening import open_points
from wellfounded.law.questions import Ask
from wellfounded.web.assessment import words
from wellfounded.web.assessment.facts import law_language
from wellfounded.web.assessment.places import fact_address, finding_address

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from wellfounded.law.assess import Assessment
    from wellfounded.law.questions import OpenPoint
    from wellfounded.web.assessment.facts import Shelf

ORDER = (Ask.PUT, Ask.FIND, Ask.QUESTION, Ask.LOOK_UP)
CLOSES: dict[Ask, Promise] = {
    Ask.PUT: _("Put it to the applicant in an interview and take down the reply. Until then it does not count."),
    Ask.FIND: _("A person makes the finding, with reasons."),
    Ask.QUESTION: _("Ask the applicant, then find the fact with a reason."),
    Ask.LOOK_UP: _("Look it up on the file or in country information, then find the fact with a reason."),
}


@dataclass(frozen=True, slots=True)
class OpenShown:
    """An open point. `why` leads from the conclusion down to it."""

    title: str
    about: str
    question: str
    why: tuple[str, ...]
    bearer: str
    address: str
    sensitive: bool


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Open points that the same thing closes."""

    title: Promise
    closes: Promise
    points: tuple[OpenShown, ...]


def open_groups(assessment: Assessment, shelf: Shelf) -> tuple[OpenGroup, ...]:
    points = open_points(assessment)
    return tuple(
        OpenGroup(words.ASKS[ask], CLOSES[ask], tuple(_shown(assessment, point, shelf=shelf) for point in found))
        for ask in ORDER
        if (found := [point for point in points if point.ask is ask])
    )


def _shown(assessment: Assessment, point: OpenPoint, *, shelf: Shelf) -> OpenShown:
    entity, item = point.slot
    bearing = assessment.findings[point.path[-1][1], point.path[-1][0]].criterion
    fact = point.definition
    title = fact.title if fact is not None else assessment.law.criteria[item].title
    country = words.about(point.country) if point.country else ""
    asks = fact is not None and point.ask in {Ask.QUESTION, Ask.PUT}
    return OpenShown(
        title=words.titled(title),
        about=words.about(entity),
        question=fact.question(law_language(shelf.language), country) if fact is not None and asks else "",
        why=tuple(words.titled(assessment.law.criteria[name].title) for _entity, name in point.path),
        bearer=str(words.BURDENS[bearing.burden]),
        address=_address(shelf.number, point),
        sensitive=point.sensitive,
    )


def _address(number: str, point: OpenPoint) -> str:
    entity, item = point.slot
    if point.definition is None:
        return finding_address(number, item, entity=entity)
    # Until a fact has a page of its own, the finding that waits for it.
    place, name = point.path[-1]
    return fact_address(number, item, entity=entity) or finding_address(number, name, entity=place)
