"""What is kept of a closed case and until when, what is due, and what waits for a second person."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db.models import Case as Either
from django.db.models import Exists, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.accounts.roles import Role
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.ask_erasure import check_may_erase
from wellfounded.cases.compartments import Compartment
from wellfounded.cases.erasing import has_write_ahead_log
from wellfounded.cases.errors import NotFound, NotNow
from wellfounded.cases.models import (
    Appeal,
    AppealOutcome,
    Assignment,
    Case,
    Closure,
    ClosureKind,
    Decision,
    Erasure,
    Hold,
    Relation,
)
from wellfounded.cases.models.decision import DecisionState
from wellfounded.cases.models.erasure import ErasedWhy
from wellfounded.cases.outcomes import GRANTS
from wellfounded.cases.permissions import Permission
from wellfounded.cases.retention import ENDED, ENDINGS, closed_before, closed_on, end_of_time, ending_of, years_of
from wellfounded.cases.states import State

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wellfounded.accounts.models import User

PAGE = 25
# Whoever may ask for an erasure in one of their cases: the relations of `CASE_ERASE`.
ERASING = (Relation.REGISTRAR, Relation.REVIEWER)

OF_PERSON = frozenset({Compartment.IDENTITY, Compartment.MEDICAL, Compartment.SOURCES})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a file: its time, and the erasure that was asked for or done. Without a day nothing is counted."""

    compartment: Compartment
    years: int | None
    until: date | None
    erasure: Erasure | None

    @property
    def erased(self) -> bool:
        return self.erasure is not None and self.erasure.done_at is not None

    @property
    def over(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()


@dataclass(frozen=True, slots=True)
class Due:
    """A case of which some part has had its time."""

    number: str
    ending: str
    closed: date
    parts: tuple[Part, ...]
    held: bool


@dataclass(frozen=True, slots=True)
class DuePage:
    """A part of the list. `more` tells that there is another page; nothing is counted."""

    lines: tuple[Due, ...]
    more: bool


def parts_of(case: Case) -> tuple[Part, ...]:
    """Each part with its own clock, a hold apart: that stops them all."""
    ending = ending_of(case)
    closed = None if ending is None else closed_on(case)
    return _parts(list(Erasure.objects.filter(case=case).select_related("asked_by", "done_by")), closed, ending=ending)


def erased_on(case: Case) -> dict[Compartment, date]:
    """The parts of this file that were erased, each with its last day; of the person also by another case."""
    done = Erasure.objects.filter(case__person=case.person_id, done_at__isnull=False).order_by("done_at")
    return {
        Compartment(one): timezone.localdate(row.done_at)
        for row in done
        for one in row.compartments
        if row.case_id == case.pk or one in OF_PERSON
    }


def _parts(erasures: list[Erasure], closed: date | None, *, ending: str | None) -> tuple[Part, ...]:
    newest = {one: row for row in sorted(erasures, key=_done_last) for one in row.compartments}
    return tuple(
        Part(one, None, None, newest.get(one))
        if closed is None or ending is None
        else Part(one, years_of(one, ending=ending), end_of_time(closed, one, ending=ending), newest.get(one))
        for one in Compartment
    )


def _done_last(erasure: Erasure) -> tuple[bool, int]:
    return erasure.done_at is not None, erasure.pk


def obstacle(case: Case) -> str:
    """Why nothing of this case is erased now, whatever part and reason; empty when something may be."""
    try:
        check_may_erase(case, (), why=ErasedWhy.WISH)
    except NotNow as refused:
        return refused.message
    return ""


# ── over many cases ──────────────────────────────────────────────────────────────────────────────────────────────────
def due(user: User, *, page: int = 1) -> DuePage:
    """Closed cases of the user of which some part has had its time and stands still, the longest closed first."""
    closures = _due_closures(user, today=timezone.localdate())
    rows = list(closures.select_related("case").order_by("at", "pk")[(page - 1) * PAGE : page * PAGE + 1])
    shown = rows[:PAGE]
    erasures = list(Erasure.objects.filter(case__in=[row.case_id for row in shown]))
    people = {row.case.person_id for row in shown}
    held = set(Hold.objects.filter(case__person__in=people, lifted_at=None).values_list("case__person", flat=True))
    endings: dict[int, str] = dict(closures.filter(pk__in=[row.pk for row in shown]).values_list("pk", "ending"))
    lines = []
    for row in shown:
        day, ending = timezone.localdate(row.at), endings[row.pk]
        parts = _parts([one for one in erasures if one.case_id == row.case_id], day, ending=ending)
        open_ones = tuple(one for one in parts if one.over and not one.erased)
        lines.append(Due(row.case.number, ending, day, open_ones, row.case.person_id in held))
    return DuePage(tuple(lines), more=len(rows) > PAGE)


def _due_closures(user: User, *, today: date) -> QuerySet[Any, Any]:
    """The last closing of each case; once the decision was erased there is none, and nothing is left to erase."""
    later = Closure.objects.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"))
    decided = Decision.objects.filter(case=OuterRef("case"), state=DecisionState.SERVED).order_by("-pk")
    closures = Closure.objects.filter(~Exists(later), _own(user), case__state=State.CLOSED)
    on_appeal = Appeal.objects.filter(decision=OuterRef("decided"), outcome=AppealOutcome.GRANTED)
    granted = Q(kind=ClosureKind.FINAL) & (Q(outcome__in=sorted(GRANTS)) | Exists(on_appeal))
    ended = [When(kind=kind, then=Value(ending)) for kind, ending in ENDED.items()]
    final = When(kind=ClosureKind.FINAL, then=Value("refused"))
    last = {"outcome": Subquery(decided.values("outcome")[:1]), "decided": Subquery(decided.values("pk")[:1])}
    annotated = closures.annotate(**last).annotate(
        ending=Either(When(granted, then=Value("granted")), final, *ended, default=Value("left"))
    )
    return annotated.filter(_any_part_over(today))


def _any_part_over(today: date) -> Q:
    found = Q()
    for part in Compartment:
        over = Q()
        for ending in ENDINGS:
            day = closed_before(part, ending=ending, today=today)
            over |= Q(ending=ending, at__lt=timezone.make_aware(datetime.combine(day, time.min)))
        # The names of the parts are no part of each other.
        erased = Erasure.objects.filter(case=OuterRef("case"), done_at__isnull=False, compartments__icontains=part)
        found |= Q(over, ~Exists(erased))
    return found


def _own(user: User) -> Q:
    """Cases in which the user may erase, as far as the role of the relation is still held."""
    usable = [relation for relation in ERASING if user.is_active and Role(relation.value) in user.roles]
    own = Assignment.objects.filter(case=OuterRef("case"), user=user, ended_at=None, relation__in=usable)
    return Q(Exists(own))


def waiting_erasures(user: User) -> list[Erasure]:
    """Those that others asked for in the user's cases, and those of which the end is still to be done."""
    rows = Erasure.objects.filter(_own(user)).exclude(asked_by=user).select_related("case", "asked_by")
    unfinished = Q(done_at__isnull=False, receipt__write_ahead_log_cut=False) if has_write_ahead_log() else Q(pk__in=[])
    return list(rows.filter(Q(done_at=None) | unfinished)[:PAGE])


def asked_erasures(user: User) -> list[Erasure]:
    """What the user asked for, the newest first, in cases that are still theirs."""
    return list(Erasure.objects.filter(_own(user), asked_by=user).select_related("case").order_by("-pk")[:PAGE])


def waiting_liftings(user: User) -> list[Hold]:
    """Holds that a colleague asked to lift."""
    rows = Hold.objects.filter(_own(user), lifted_at=None, lifting_asked_by__isnull=False)
    return list(rows.exclude(lifting_asked_by=user).select_related("case", "lifting_asked_by")[:PAGE])


# ── one of them ──────────────────────────────────────────────────────────────────────────────────────────────────────
def open_erasure(user: User, pk: int) -> Erasure:
    """One erasure, for whoever may erase in its case. The reading is logged.

    Raises:
        NotFound: there is no such erasure, or the user may not know of its case: both look alike.
        NotAllowed: the user may open the case, but not erase.
    """
    found = Erasure.objects.select_related("case__person", "asked_by", "done_by").filter(pk=pk).first()
    if found is not None:
        with suppress(NotFound):
            open_case(user, found.case.number, permission=Permission.CASE_ERASE)
            return found
    raise NotFound(_("There is no such erasure."))


def open_hold(user: User, pk: int) -> Hold:
    """One hold, for whoever may lift it. The reading is logged.

    Raises:
        NotFound: there is no such hold, or the user may not know of its case: both look alike.
        NotAllowed: the user may open the case, but not lift a hold.
    """
    found = Hold.objects.select_related("case", "placed_by", "lifting_asked_by", "lifted_by").filter(pk=pk).first()
    if found is not None:
        with suppress(NotFound):
            open_case(user, found.case.number, permission=Permission.CASE_ERASE)
            return found
    raise NotFound(_("There is no such hold."))
