"""What is open, for what it is needed, and who bears it if it stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.law.case_file import FactState
from wellfounded.law.questions import Ask, open_points
from wellfounded.letters.assessment import wording
from wellfounded.letters.assessment.context import OpenGroupView, OpenView
from wellfounded.letters.assessment.draft import place_of

if TYPE_CHECKING:
    from wellfounded.law.assess import Assessment, Key
    from wellfounded.law.case_file import Slot
    from wellfounded.law.questions import OpenPoint
    from wellfounded.letters.assessment.draft import Draft

POINTS_SHOWN = 8
ORDER = (wording.CONTRADICTED_FACT, *(wording.WAITS[ask] for ask in (Ask.PUT, Ask.FIND, Ask.QUESTION, Ask.LOOK_UP)))


def open_view(draft: Draft) -> tuple[OpenGroupView, ...]:
    """Open points that can still matter, by what they wait for, those of one finding together."""
    groups: dict[str, dict[Key, list[str]]] = {waits: {} for waits in ORDER}
    for point in open_points(draft.assessment.evaluation):
        rows = groups[_waits(draft.assessment, point)]
        rows.setdefault(_needed_for(draft, point), []).append(_title(draft.assessment, point.slot))
    return tuple(
        OpenGroupView(
            waits,
            tuple(
                _row(draft, key, points=points)
                for key, points in sorted(rows.items(), key=lambda row: place_of(draft.numbers.get(row[0], "")))
            ),
        )
        for waits, rows in groups.items()
        if rows
    )


def _waits(assessment: Assessment, point: OpenPoint) -> str:
    record = assessment.case.fact(point.slot)
    if record is not None and record.state is FactState.CONTRADICTED:
        return wording.CONTRADICTED_FACT
    return wording.WAITS[point.ask]


def _needed_for(draft: Draft, point: OpenPoint) -> Key:
    """The nearest finding with a number of its own, on the way from the point up to the goal."""
    way = [(name, entity) for entity, name in point.path]
    return next((key for key in reversed(way) if key in draft.numbers), way[0])


def _title(assessment: Assessment, slot: Slot) -> str:
    name = slot[1]
    law = assessment.law
    return law.facts[name].title if name in law.facts else law.criteria[name].title


def _row(draft: Draft, key: Key, *, points: list[str]) -> OpenView:
    finding = draft.assessment[key]
    return OpenView(
        needed_for=finding.criterion.title,
        about=draft.about(finding.entity),
        points=_first(tuple(dict.fromkeys(points))),
        bearer=wording.BURDENS[finding.criterion.burden],
    )


def _first(points: tuple[str, ...]) -> tuple[str, ...]:
    """The points to raise first; the others are counted. All of them stand in the reasons below."""
    more = len(points) - POINTS_SHOWN
    return points if more <= 1 else (*points[:POINTS_SHOWN], wording.MORE_POINTS.format(count=more))
