"""The overview of the office in counts: how old cases are, where they stand, outcomes by ground, why work came back.

Whoever reads it may open few of the cases or none. So every table is suppressed, for everybody alike. Stages and ages
count the same open cases: two tables over different ones would give away what lies between them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.grounds import GROUNDS
from wellfounded.cases.models import Case, Decision, Review, ReviewResult
from wellfounded.cases.outcomes import Outcome
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.return_reasons import ReturnReason
from wellfounded.cases.states import State
from wellfounded.cases.suppression import shown_total, suppressed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wellfounded.accounts.models import User


class Age(models.TextChoices):
    """How long ago an open case was registered."""

    MONTH = "month", gettext_lazy("Up to a month")
    QUARTER = "quarter", gettext_lazy("Up to three months")
    HALF = "half", gettext_lazy("Up to six months")
    YEAR = "year", gettext_lazy("Up to a year")
    LONGER = "longer", gettext_lazy("Longer")


_DAYS = {Age.MONTH: 30, Age.QUARTER: 91, Age.HALF: 182, Age.YEAR: 365}


@dataclass(frozen=True, slots=True)
class Bar:
    """One count. None: fewer than five, or hidden so that fewer than five cannot be worked out."""

    key: str
    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table and its total; None where it is too small, or where a case may count more than once."""

    bars: tuple[Bar, ...]
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Dashboard:
    stages: Table
    ages: Table
    outcomes_by_ground: Table
    returns: Table


@transaction.atomic
def dashboard(user: User) -> Dashboard:
    """The whole office in counts. The reading is logged."""
    check(user, Permission.OFFICE_DASHBOARD_READ)
    record(Event.DASHBOARD_READ, actor=user.username)
    return Dashboard(
        stages=_counted_once(_stages(), dict(State.choices)),
        ages=_counted_once(_ages(), dict(Age.choices)),
        outcomes_by_ground=_table(_outcomes_by_ground(), _outcome_labels()),
        returns=_table(_returns(), dict(ReturnReason.choices)),
    )


def _table(counts: Mapping[str, int], labels: Mapping[str, object]) -> Table:
    return Table(tuple(Bar(key, str(labels[key]), count) for key, count in suppressed(counts).items()))


def _counted_once(counts: Mapping[str, int], labels: Mapping[str, object]) -> Table:
    return Table(_table(counts, labels).bars, shown_total(counts))


def _stages() -> dict[str, int]:
    rows = Case.objects.exclude(state=State.CLOSED).order_by().values_list("state").annotate(Count("pk"))
    found = dict(rows)
    return {state.value: found.get(state.value, 0) for state in State if state is not State.CLOSED}


def _ages() -> dict[str, int]:
    moments = {age: timezone.now() - timedelta(days=days) for age, days in _DAYS.items()}
    steps = [models.When(registered_at__gte=moment, then=models.Value(age.value)) for age, moment in moments.items()]
    age_of = models.Case(*steps, default=models.Value(Age.LONGER.value))
    rows = Case.objects.exclude(state=State.CLOSED).order_by().annotate(age=age_of).values_list("age")
    found = dict(rows.annotate(Count("pk")))
    return {age.value: found.get(age.value, 0) for age in Age}


def _outcomes_by_ground() -> dict[str, int]:
    """Decisions that were signed and not withdrawn. One that rests on two grounds counts for both."""
    found: Counter[str] = Counter()
    signed = Decision.objects.filter(signed_at__isnull=False, withdrawn_at=None).order_by()
    for outcome, grounds, count in signed.values_list("outcome", "grounds").annotate(Count("pk")):
        for ground in grounds.split() or [""]:
            found[f"{outcome} {ground}".strip()] += count
    return {key: found[key] for key in _outcome_labels()}


def _outcome_labels() -> dict[str, str]:
    labels: dict[str, str] = {}
    for outcome in Outcome:
        labels |= {f"{outcome.value} {ground}": f"{outcome.label}: {title}" for ground, title in GROUNDS.items()}
        labels[outcome.value] = _("%(outcome)s: no Convention ground") % {"outcome": outcome.label}
    return labels


def _returns() -> dict[str, int]:
    """Reviews that returned a recommendation, by reason. One with two reasons counts for both."""
    found: Counter[str] = Counter()
    returned = Review.objects.filter(result=ReviewResult.RETURN).order_by()
    for codes, count in returned.values_list("codes").annotate(Count("pk")):
        for code in codes.split():
            found[code] += count
    return {reason.value: found[reason.value] for reason in ReturnReason}
