"""How long each compartment of a closed case is kept. The clock runs from the closing; a hold stops it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from ruamel.yaml import YAML

from wellfounded.cases.appeals import stands_as_grant
from wellfounded.cases.compartments import Compartment
from wellfounded.cases.models import ClosureKind, Decision, Hold
from wellfounded.cases.models.decision import DecisionState
from wellfounded.cases.states import State

if TYPE_CHECKING:
    from wellfounded.cases.models import Case

RULES = Path(__file__).with_name("retention.yaml")
ENDINGS = ("granted", "refused", "withdrawn", "no_show", "derived", "left")
ENDED = {ClosureKind.WITHDRAWAL: "withdrawn", ClosureKind.NO_SHOW: "no_show", ClosureKind.DERIVED: "derived"}


@cache
def rules() -> dict[str, Any]:
    """As the file says."""
    return dict(YAML(typ="safe").load(RULES.read_text(encoding="utf-8")))


def ending_of(case: Case) -> str | None:
    """How a closed case ended; nothing while it is open, or once the closing itself was erased."""
    closure = case.closures.last() if case.state == State.CLOSED else None
    if closure is None:
        return None
    if closure.kind != ClosureKind.FINAL:
        return ENDED.get(ClosureKind(closure.kind), "left")
    decided = Decision.objects.filter(case=case, state=DecisionState.SERVED).last()
    return "granted" if decided is not None and stands_as_grant(decided) else "refused"


def kept_until(case: Case, compartment: Compartment) -> date | None:
    """The day after which this may be erased; none while the case is open or held."""
    ending = ending_of(case)
    if ending is None or held(case):
        return None
    return end_of_time(closed_on(case), compartment, ending=ending)


def closed_on(case: Case) -> date:
    return timezone.localdate(case.closures.latest("pk").at)


def end_of_time(closed: date, compartment: Compartment, *, ending: str) -> date:
    """The last day of the time of a part, whatever holds it besides."""
    year = closed.year + years_of(compartment, ending=ending)
    return date(year, closed.month, min(closed.day, 28 if closed.month == 2 else closed.day))  # noqa: PLR2004 - February, whose last day not each year has


def years_of(compartment: Compartment, *, ending: str) -> int:
    return int(rules()["years"][compartment][ending])


def closed_before(compartment: Compartment, *, ending: str, today: date) -> date:
    """Of what was closed before this day the time is over: `end_of_time` the other way round."""
    year = today.year - years_of(compartment, ending=ending)
    return date(year, 3, 1) if (today.month, today.day) == (2, 29) else date(year, today.month, today.day)


def held(case: Case) -> bool:
    return Hold.objects.filter(case=case, lifted_at=None).exists()
