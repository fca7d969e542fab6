"""A large fictional register, made quickly: the cases of the fictional office, copied with other names and other staff.

Those cases were made by the very actions of an office, so that every table holds what it would hold. Most copies are
thin, like a case that was closed years ago; those at work are whole.
"""

# ruff: noqa: SLF001 - the tables of a model have no other way in; Django describes it

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import product
from random import Random
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

from bench.load.staff import Staff
from bench.load.template import Row, Table, place_of, tables, template_of
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.models import Assignment, Case
from wellfounded.cases.numbers import SIGNS
from wellfounded.cases.states import State
from wellfounded.persons.models import Person, PersonName

CHUNK = 4_000  # cases in one transaction
# Of a thousand cases: how many, the state of the case that is copied, the state of the copy, whether it is whole.
MIXTURE = (
    (700, State.SERVED, State.CLOSED, False),
    (150, State.SERVED, State.SERVED, False),
    (50, State.REGISTERED, State.REGISTERED, False),
    (50, State.ASSESSMENT, State.ASSESSMENT, False),
    (15, State.REVIEW, State.REVIEW, False),
    (20, State.INTERVIEW, State.INTERVIEW, True),
    (10, State.ASSESSMENT, State.ASSESSMENT, True),
    (5, State.REVIEW, State.REVIEW, True),
)
FAMILY = "김이박최정강조윤장임한오서신권황안송류홍"
GIVEN = [first + second for first, second in product("은영민철순옥진수명희금봉설광", "희숙호국남일화란별심성복실주")]
DAYS = 1_500  # how far back the register goes
REMEMBERED = 300  # cases of each worker, to be opened later
Rows = dict[Table, list[list[Any]]]


@dataclass
class Register:
    """Copies cases, keeping count of the keys of every table."""

    staff: Staff
    chance: Random
    made: int = 0
    rows: int = 0
    # What the workers will open: some cases of each, and the cases whose interview each holds.
    cases: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    interviews: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _next: dict[Table, int] = field(default_factory=dict)

    def fill(self, people: int) -> Iterator[int]:
        """Copies until there are so many people; tells now and then how many there are."""
        plan = [(_templates(source, whole=whole), state) for _, source, state, whole in MIXTURE]
        while self.made < people:
            rows: Rows = defaultdict(list)
            numbers = []
            for templates, state in self.chance.choices(
                plan, weights=[one[0] for one in MIXTURE], k=min(CHUNK, people - self.made)
            ):
                numbers.append(self._copy(self.chance.choice(templates), state, rows))
            self.made += len(numbers)
            self._write(rows, numbers)
            yield self.made
        self._finish()

    def _copy(self, template: list[Row], state: State, rows: Rows) -> str:
        """Add the rows of one more case."""
        team, number, keys = self.staff.team(self.chance), self._number("C"), [0] * len(template)
        since = timezone.now() - timedelta(days=self.chance.random() * DAYS)
        for place, row in enumerate(template):
            values = row.values.copy()
            if row.key is not None:
                values[row.key] = keys[place] = self._key(row.table)
            for column, other in row.moves:
                values[column] = keys[other]
            for column in row.people:
                values[column] = team.get(values[column], values[column])
            for column, value in self._own(row.table, number, state=state, since=since):
                values[column] = value
            rows[row.table].append(values)
        self._remember(number, state, team=team)
        return number

    def _own(self, table: Table, number: str, *, state: State, since: datetime) -> Iterator[tuple[int, Any]]:
        """What differs from the case that is copied."""
        if table is Case:
            moved = min(since + timedelta(days=self.chance.random() * 200), timezone.now())
            given = {"number": number, "state": str(state), "registered_at": _moment(since), "moved_at": _moment(moved)}
        elif table is Assignment:
            given = {"made_at": _moment(since)}
        elif table is Person:
            given = {"reference": self._number("P")}
        elif table is PersonName:
            name = self.chance.choice(FAMILY) + self.chance.choice(GIVEN)
            given = {"text": name}
        else:
            return
        yield from ((place_of(table, column), value) for column, value in given.items())

    def _key(self, table: Table) -> int:
        if table not in self._next:
            newest = table._default_manager.aggregate(most=models.Max("pk"))["most"]
            self._next[table] = newest or 0
        self._next[table] += 1
        return self._next[table]

    def _number(self, prefix: str) -> str:
        drawn = "".join(self.chance.choices(SIGNS, k=8))
        return f"{prefix}-{drawn[:4]}-{drawn[4:]}"

    def _remember(self, number: str, state: State, *, team: dict[int, int]) -> None:
        for key in set(team.values()):
            kept = self.cases[self.staff.names[key]]
            if state != State.CLOSED and len(kept) < REMEMBERED:
                kept.append(number)
        if state == State.INTERVIEW:
            self.interviews[self.staff.names[team[self.staff.originals["interviewer"]]]].append(number)

    @transaction.atomic
    def _write(self, rows: Rows, numbers: list[str]) -> None:
        with connection.cursor() as cursor:
            for table in tables():
                if table in rows:
                    cursor.executemany(_insert(table), rows[table])
                    self.rows += len(rows[table])
        for number in numbers:
            record(Event.CASE_REGISTERED, actor=self.staff.anybody(self.chance), subject=number)

    def _finish(self) -> None:
        """PostgreSQL counts keys by itself and does not see those that it was given; both plan by what they counted."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self._next)):
                cursor.execute(statement)
            cursor.execute("ANALYZE")


def _templates(state: State, *, whole: bool) -> list[list[Row]]:
    """The cases of this state that are copied; where an interview goes on, only those."""
    found = list(Case.objects.filter(state=state).select_related("person"))
    going_on = [case for case in found if case.interviews.filter(state="going_on").exists()]
    return [template_of(case, whole=whole) for case in (going_on or found)]


def _moment(value: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(value)


def _insert(table: Table) -> str:
    columns = [connection.ops.quote_name(str(one.column)) for one in table._meta.concrete_fields]
    places = ", ".join(["%s"] * len(columns))
    into = connection.ops.quote_name(table._meta.db_table)
    return f"INSERT INTO {into} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - names of our own tables
