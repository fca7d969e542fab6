"""What is open: why it matters, who bears it if it stays open, and what would close it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wellfounded.cases.screening import open_points
from wellfounded.law.questions import Ask
from wellfounded.letters.assessment.outline import outline
from wellfounded.web.address import address_of
from wellfounded.web.assessment import words
from wellfounded.web.assessment.conclusions import Named, named
from wellfounded.web.assessment.facts import law_language
from wellfounded.web.assessment.places import fact_address, finding_address

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from wellfounded.law.assess import Assessment, Key
    from wellfounded.law.questions import OpenPoint
    from wellfounded.web.assessment.facts import Shelf

ORDER = (Ask.PUT, Ask.FIND, Ask.QUESTION, Ask.LOOK_UP)
FIRST = 5
CLOSES: dict[Ask, Promise] = {
    Ask.PUT: _("Put it to the applicant in an interview and take down the reply. Until then it does not count."),
    Ask.FIND: _("A person makes the finding, with reasons."),
    Ask.QUESTION: _("Ask the applicant, then find the fact with a reason."),
    Ask.LOOK_UP: _("Look it up on the file or in country information, then find the fact with a reason."),
}
# Where it is closed, if that is another page than the one of the point itself.
WHERE: dict[Ask, tuple[str, Promise]] = {
    Ask.PUT: ("interviews", _("Go to the interviews")),
    Ask.QUESTION: ("interviews", _("Go to the interviews")),
    Ask.LOOK_UP: ("evidence", _("Go to the evidence")),
}


@dataclass(frozen=True, slots=True)
class OpenShown:
    """An open point; `question` is asked in the language of the screen."""

    title: str
    about: str
    question: str
    address: str
    sensitive: bool


@dataclass(frozen=True, slots=True)
class OpenFor:
    """Points that are open for the same finding. `why` leads from the conclusion down to it."""

    finding: Named
    why: tuple[str, ...]
    bearer: str
    points: tuple[OpenShown, ...]

    @property
    def first(self) -> tuple[OpenShown, ...]:
        return self.points[:FIRST]

    @property
    def others(self) -> tuple[OpenShown, ...]:
        return self.points[FIRST:]


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Open points that the same thing closes, and where that is done."""

    title: Promise
    closes: Promise
    count: int
    rows: tuple[OpenFor, ...]
    where: str = ""
    where_words: Promise | str = ""


def open_groups(assessment: Assessment, shelf: Shelf) -> tuple[OpenGroup, ...]:
    own = {key for part in outline(assessment) for key in part.keys}
    points = open_points(assessment)
    groups = []
    for ask in ORDER:
        found = [point for point in points if point.ask is ask]
        if found:
            route, told = WHERE.get(ask, ("", ""))
            where = address_of(route, shelf.number) if route else ""
            rows = _rows(assessment, found, shelf=shelf, own=own)
            groups.append(OpenGroup(words.ASKS[ask], CLOSES[ask], len(found), rows, where, told))
    return tuple(groups)


def _rows(assessment: Assessment, points: list[OpenPoint], *, shelf: Shelf, own: set[Key]) -> tuple[OpenFor, ...]:
    """The points by the nearest finding that stands on its own, in the order in which they matter."""
    by_finding: dict[Key, list[OpenPoint]] = {}
    for point in points:
        way = [(name, entity) for entity, name in point.path]
        by_finding.setdefault(next((key for key in reversed(way) if key in own), way[0]), []).append(point)
    return tuple(_row(assessment, key, points=found, shelf=shelf) for key, found in by_finding.items())


def _row(assessment: Assessment, key: Key, *, points: list[OpenPoint], shelf: Shelf) -> OpenFor:
    finding = assessment[key]
    way = [name for _entity, name in points[0].path]
    above = way[: way.index(key[0])] if key[0] in way else []
    return OpenFor(
        named(assessment, finding, number=shelf.number),
        tuple(words.titled(assessment.law.criteria[name].title) for name in above),
        str(words.BURDENS[finding.criterion.burden]),
        tuple(_shown(assessment, point, shelf=shelf) for point in points),
    )


def _shown(assessment: Assessment, point: OpenPoint, *, shelf: Shelf) -> OpenShown:
    entity, item = point.slot
    fact = point.definition
    title = fact.title if fact is not None else assessment.law.criteria[item].title
    country = words.about(point.country) if point.country else ""
    asks = fact is not None and point.ask in {Ask.QUESTION, Ask.PUT}
    return OpenShown(
        title=words.titled(title),
        about=words.about(entity),
        question=fact.question(law_language(shelf.language), country) if fact is not None and asks else "",
        address=_address(shelf.number, point),
        sensitive=point.sensitive,
    )


def _address(number: str, point: OpenPoint) -> str:
    entity, item = point.slot
    if point.definition is None:
        return finding_address(number, item, entity=entity)
    # Where a fact has no page of its own, the finding that waits for it.
    place, name = point.path[-1]
    return fact_address(number, item, entity=entity) or finding_address(number, name, entity=place)
