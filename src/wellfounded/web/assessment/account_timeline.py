"""What is dated in a case: the flight and the way here, dated facts, and the course of the procedure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.cases.punctuation import detailed
from wellfounded.law.case_file import Span
from wellfounded.web.assessment.facts import day
from wellfounded.web.choices import shown_country
from wellfounded.web.date_words import date_words, span_words
from wellfounded.web.pictures.timeline import Moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wellfounded.cases.models import Case
    from wellfounded.identity.dates.partial_date import PartialDate
    from wellfounded.web.assessment.facts import EvidenceShown, Facts


@dataclass(frozen=True, slots=True)
class Event:
    """Something with its date, and where it comes from. `moment` is None where no interval of days is known."""

    title: str
    said: str
    source: str
    moment: Moment | None
    state: str = ""
    evidence: tuple[EvidenceShown, ...] = ()


def events_of(case: Case, facts: Facts) -> list[Event]:
    """In the order of time; what has words alone for a date comes last."""
    found = [*_journey(case), *_facts(facts), *_procedure(case)]
    dated = sorted(
        (one for one in found if one.moment is not None),
        key=lambda one: (one.moment.first, one.moment.last) if one.moment else (),
    )
    return [*dated, *(one for one in found if one.moment is None)]


def _journey(case: Case) -> Iterator[Event]:
    journey = getattr(case.person, "journey", None)
    if journey is None:
        return
    source = _("Registration")
    yield from _partial(_("Left %(place)s") % {"place": _place(journey.origin)}, journey.fled, source=source)
    for stage in journey.stages.all():
        place = detailed((_place(stage.country), stage.place))
        yield from _partial(_("Reached %(place)s") % {"place": place}, stage.arrived, source=source)
        yield from _partial(_("Left %(place)s") % {"place": place}, stage.left, source=source)
    yield from _partial(_("Arrived here"), journey.arrived, source=source)


def _place(code: str) -> str:
    return shown_country(code) if code else _("the country")


def _partial(title: str, when: PartialDate | None, *, source: str) -> Iterator[Event]:
    if not when:
        return
    said = date_words(when)
    moment = Moment(title, when.first, when.last, said, "journey") if when.bounded else None
    yield Event(title, said, source, moment)


def _facts(facts: Facts) -> Iterator[Event]:
    for entity, record in facts.assessment.case.entities():
        for name, fact in record.facts.items():
            if not isinstance(fact.value, Span):
                continue
            shown = facts.shown((entity, name))
            title = f"{shown.title} ({shown.about})" if shown.about else shown.title
            said = span_words(fact.value)
            moment = Moment(title, fact.value.first, fact.value.last, said, "account")
            evidence = (*shown.supports, *shown.rebuts)
            yield Event(title, said, _("Account and evidence"), moment, shown.label.words, evidence)


def _procedure(case: Case) -> Iterator[Event]:
    source = _("Procedure")
    yield _on(_("Claim made"), case.claim_date, source=source)
    for interview in case.interviews.filter(started_at__isnull=False):
        title = _("Interview %(number)d") % {"number": interview.number}
        yield _on(title, timezone.localdate(interview.started_at), source=source)
    if case.record_closed_at is not None:
        yield _on(_("Record closed"), timezone.localdate(case.record_closed_at), source=source)


def _on(title: str, on: date, *, source: str) -> Event:
    return Event(title, day(on), source, Moment(title, on, on, day(on), "procedure"))


def legend() -> list[tuple[str, str]]:
    """The classes of the marks with their words."""
    return [("account", _("account")), ("journey", _("journey")), ("procedure", _("procedure"))]
