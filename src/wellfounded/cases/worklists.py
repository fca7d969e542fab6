"""Lists of cases: what is mine, what waits for me, what was handed over to me, and the search.

Everything starts from `cases_of`: a case that may not be opened is in no list. A list costs a fixed number of queries,
however long it is. Whoever has few cases is served from those, and whoever has thousands from the index of all in their
order: either way only a page is read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import cases_of
from wellfounded.cases.duties import Duty, cases_by_duty
from wellfounded.cases.models import Assignment, Deadline, Modality, Priority, Relation
from wellfounded.cases.numbers import for_the_log, is_well_written
from wellfounded.cases.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case

PAGE = 25
LISTED = 50  # of deadlines, and of what was handed over
HAND_OVER_DAYS = 14
FEW = 1000  # cases of one user


@dataclass(frozen=True, slots=True)
class Line:
    """A case in a list: its number and what orders the work, and nothing of the person."""

    number: str
    state: State
    priority: Priority
    modality: Modality
    registered_on: date
    in_state_since: date
    due_on: date | None
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list. `more` tells that there is another page; nothing is counted."""

    lines: tuple[Line, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class HandOver:
    """A case that somebody passed on, with what was said."""

    number: str
    relation: Relation
    by: str
    on: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What narrows a search: the beginning of a number, a state, one's own relation. An empty field does nothing."""

    number: str = ""
    state: str = ""
    relation: str = ""


def mine(user: User, *, page: int = 1) -> Page:
    """The user's open cases: imminent return first, then the oldest."""
    return _page(user, cases_of(user).exclude(state=State.CLOSED), page=page)


def waiting_for(user: User, *, limit: int = PAGE) -> dict[Duty, tuple[Line, ...]]:
    """What each duty waits for, the most urgent first. A duty for which nothing waits is left out."""
    found = {duty: list(_in_order(cases)[:limit]) for duty, cases in cases_by_duty(user).items()}
    lines = _lines(user, {case.pk: case for cases in found.values() for case in cases}.values())
    return {duty: tuple(lines[case.pk] for case in cases) for duty, cases in found.items() if cases}


def handed_over(user: User) -> tuple[HandOver, ...]:
    """What others passed to the user in the last two weeks with a note, the newest first."""
    since = timezone.now() - timedelta(days=HAND_OVER_DAYS)
    own = Exists(cases_of(user).filter(pk=OuterRef("case")))
    passed = Assignment.objects.filter(own, user=user, ended_at=None, made_at__gte=since)
    rows = passed.exclude(made_by=user).exclude(note="").select_related("case", "made_by").order_by("-made_at", "-id")
    return tuple(
        HandOver(
            number=row.case.number,
            relation=Relation(row.relation),
            by=row.made_by.username,
            on=timezone.localdate(row.made_at),
            note=row.note,
        )
        for row in rows[:LISTED]
    )


def search(user: User, wanted: Search, *, page: int = 1) -> Page:
    """Search among the user's own cases. The search is logged."""
    cases = cases_of(user)
    if typed := wanted.number.strip().upper():
        cases = cases.filter(_begins_with(typed))
    if wanted.state:
        cases = cases.filter(state=wanted.state)
    if wanted.relation:
        own = Assignment.objects.filter(user=user, ended_at=None, relation=wanted.relation)
        cases = cases.filter(pk__in=own.values("case"))
    found = _page(user, cases, page=page)
    detail = {
        "number": for_the_log(wanted.number.strip()),
        "state": wanted.state if wanted.state in State.values else "",
        "relation": wanted.relation if wanted.relation in Relation.values else "",
    }
    record(Event.CASE_SEARCHED, actor=user.username, detail=detail)
    return found


def _begins_with(typed: str) -> Q:
    """Numbers with this beginning. SQLite looks into its index only for a span, PostgreSQL only for a beginning."""
    if is_well_written(typed):
        return Q(number=typed)
    span = Q(number__gte=typed, number__lt=f"{typed}\U0010ffff") if connection.vendor == "sqlite" else Q()
    return Q(number__startswith=typed) & span


def soon_due(user: User, *, within: int = 14) -> tuple[tuple[str, str, date], ...]:
    """The deadlines of the user's cases that end soon or have passed: number, kind and day."""
    until = timezone.localdate() + timedelta(days=within)
    own = Exists(cases_of(user).filter(pk=OuterRef("case")))
    running = Deadline.objects.filter(own, due_on__lte=until, settled_at=None)
    return tuple(running.order_by("due_on", "case__number").values_list("case__number", "kind", "due_on")[:LISTED])


def _in_order(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Imminent return first, then the oldest; each with the day of its next deadline."""
    running = Deadline.objects.filter(case=OuterRef("pk"), settled_at=None).order_by("due_on")
    return cases.order_by("priority", "registered_at", "pk").annotate(due_on=Subquery(running.values("due_on")[:1]))


def _page(user: User, cases: QuerySet[Case], *, page: int) -> Page:
    first = (max(page, 1) - 1) * PAGE
    own = Assignment.objects.filter(user=user, ended_at=None)
    keys = list(own.order_by("relation", "case").values_list("case", flat=True)[: FEW + 1])  # read from the index alone
    narrowed = cases if len(keys) > FEW else cases.filter(pk__in=keys)
    found = list(_in_order(narrowed)[first : first + PAGE + 1])
    return Page(tuple(_lines(user, found[:PAGE]).values()), more=len(found) > PAGE)


def _lines(user: User, cases: Iterable[Case]) -> dict[int, Line]:
    """The lines of these cases by key. The user's relations to all of them are read at once."""
    cases = list(cases)
    relations: dict[int, list[Relation]] = defaultdict(list)
    own = Assignment.objects.filter(user=user, ended_at=None, case__in=[case.pk for case in cases])
    for case_key, relation in own.order_by("relation").values_list("case_id", "relation"):
        relations[case_key].append(Relation(relation))
    return {case.pk: _line(case, tuple(relations[case.pk])) for case in cases}


def _line(case: Case, relations: tuple[Relation, ...]) -> Line:
    return Line(
        number=case.number,
        state=State(case.state),
        priority=Priority(case.priority),
        modality=Modality(case.modality),
        registered_on=timezone.localdate(case.registered_at),
        in_state_since=timezone.localdate(case.moved_at),
        due_on=getattr(case, "due_on", None),
        relations=relations,
    )
