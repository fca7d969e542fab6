"""Sets flight, way and arrival. What is left blank stays as it is; what is replaced is kept in the history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry, read_typed
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse, required
from wellfounded.persons.changes import write_changes
from wellfounded.persons.models import IdentityChange, Journey, JourneyStage

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class StageGiven:
    """A country on the way."""

    country: str
    place: str = ""
    arrived: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyGiven:
    """Stages, when given, replace all that stood there; none given leaves them."""

    origin: str = ""
    fled: str = ""
    arrived: str = ""
    route: str = ""
    stages: tuple[StageGiven, ...] = ()
    reason: str = ""
    key: str = ""


@transaction.atomic
def set_journey(user: User, number: str, *, request: JourneyGiven) -> Journey:
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(Journey):
        return earlier
    given, stages = read_entry(Journey, request), _stages(request)
    journey, _new = Journey.objects.get_or_create(person=saving.case.person)
    changed = write_changes(journey, given, by=user, reason=clean(request.reason))
    if stages:
        changed += _replace_stages(journey, stages, user=user, reason=clean(request.reason))
    return saving.done(journey, Event.IDENTITY_CORRECTED, fields=sorted(changed)) if changed else journey


def _stages(request: JourneyGiven) -> list[dict[str, Any]]:
    problems: dict[str, str] = {}
    stages = []
    for position, stage in enumerate(request.stages, start=1):
        typed = {"country": stage.country, "place": stage.place, "arrived": stage.arrived, "left": stage.left}
        given, wrong = read_typed(JourneyStage, typed)
        wrong |= required({"country": stage.country})
        problems |= {f"stages-{position}-{name}": sentence for name, sentence in wrong.items()}
        stages.append({"position": position} | given)
    refuse(problems)
    return stages


def _replace_stages(journey: Journey, stages: list[dict[str, Any]], *, user: User, reason: str) -> list[str]:
    old = _as_words(journey)
    journey.stages.all().delete()
    JourneyStage.objects.bulk_create([JourneyStage(journey=journey, **stage) for stage in stages])
    new = _as_words(journey)
    if old == new:
        return []
    IdentityChange.objects.create(
        person=journey.person, field="journey.stages", old=old, new=new, reason=reason, by=user
    )
    return ["stages"]


def _as_words(journey: Journey) -> str:
    rows = journey.stages.values_list("country", "place", "arrived", "left")
    return "; ".join(" ".join(str(part) for part in row if part) for row in rows)
