"""Oversight reads the log, page by page, and its reading is in the log."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.casework.cast import Cast
from wellfounded.audit.checkpoint import make_checkpoint, signer
from wellfounded.audit.erasure import erase
from wellfounded.audit.events import ALERTS, Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Detail, Entry, LogKey
from wellfounded.audit.reading import Line, Sought, alerts_of_log, page_of_log
from wellfounded.audit.tree import ProofError
from wellfounded.cases.actions.export_log import export_log
from wellfounded.cases.actions.read_log import read_log
from wellfounded.cases.errors import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _log() -> None:
    for number in range(6):
        record(
            Event.CASE_OPENED, actor=("mina", "noor")[number % 2], subject=f"C-{number % 3:05}", detail={"at": number}
        )
    record(Event.SIGNED_OUT, actor="noor")


def numbers(sought: Sought) -> list[int]:
    return [line.number for line in page_of_log(sought).lines]


def test_the_newest_stands_first_and_pages_meet() -> None:
    first = page_of_log(Sought(), size=3)
    second = page_of_log(Sought(), before=first.older, size=3)
    third = page_of_log(Sought(), before=second.older, size=3)
    assert [line.number for page in (first, second, third) for line in page.lines] == [6, 5, 4, 3, 2, 1, 0]
    assert third.older is None
    assert page_of_log(Sought(), size=7).older is None


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(actor="mina"), [4, 2, 0]),
        (Sought(subject="C-00001"), [4, 1]),
        (Sought(event="office:session:closed"), [6]),
        (Sought(actor="noor", subject="C-00001"), [1]),
        (Sought(actor="nobody"), []),
    ],
)
def test_entries_are_found_by_what_was_asked(sought: Sought, found: list[int]) -> None:
    assert numbers(sought) == found


def test_entries_are_found_by_time() -> None:
    times = list(Entry.objects.values_list("time", flat=True))
    assert numbers(Sought(since=times[5])) == [6, 5]
    assert numbers(Sought(until=times[2])) == [1, 0]
    assert numbers(Sought(since=times[1], until=times[1] + timedelta(microseconds=1))) == [1]


def test_a_line_says_what_was_recorded_and_of_an_erased_one_only_when() -> None:
    erase([2], actor="mina", reason="retention")
    lines = {line.number: line for line in page_of_log(Sought()).lines}
    assert (lines[4].event, lines[4].actor, lines[4].subject) == ("case:record:read", "mina", "C-00001")
    assert (lines[4].detail, lines[4].erased) == ({"at": 4}, False)
    assert lines[2] == Line(2, Entry.objects.get(number=2).time)
    assert lines[2].erased
    assert 2 not in numbers(Sought(actor="mina"))


def test_alerts_are_counted_by_account_and_kind_and_the_newest_stands_first() -> None:
    began = timezone.now()
    for number, event in enumerate(ALERTS):
        record(event, actor=("mina", "noor")[number % 2])
    record(ALERTS[0], actor="mina")
    erase([8], actor="mina", reason="retention")
    found = alerts_of_log(began)
    told = [(one.actor, str(one.event), one.times) for one in found]
    late = [(("mina", "noor")[number % 2], str(event), 1) for number, event in enumerate(ALERTS) if number > 1]
    assert told == [("mina", str(ALERTS[0]), 2), *reversed(late)]
    assert [one.last for one in found] == sorted((one.last for one in found), reverse=True)
    assert alerts_of_log(found[0].last)[0].times == 1
    assert alerts_of_log(timezone.now()) == []


def plan_of(read: Any) -> str:
    """How the database would go about a query, with its parameters left apart from it."""
    said: list[tuple[str, Any]] = []

    def heard(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        said.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(heard):
        read()
    [(sql, params)] = said
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which looks through so few rows without any index
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql, params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_alerts_are_found_without_reading_the_log() -> None:
    assert "audit_alerts" in plan_of(lambda: alerts_of_log(timezone.now()))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server is given the names in the statement by its driver")
def test_with_the_names_beside_the_statement_the_log_would_be_read() -> None:
    """The control."""
    rows = Detail.objects.filter(event__in=ALERTS, entry__time__gte=timezone.now())
    assert "audit_alerts" not in plan_of(lambda: list(rows))


def test_reading_is_for_oversight_and_is_in_the_log(cast: Cast) -> None:
    since = Entry.objects.get(number=0).time
    page = read_log(cast.oversight, request=Sought(actor="mina", since=since), before=3)
    assert [line.number for line in page.lines] == [2, 0]
    told = Detail.objects.get(event=Event.LOG_READ)
    assert (told.actor, bytes(told.payload)) == (
        "oversight",
        f'{{"actor":"mina","since":"{since.isoformat()}"}}'.encode(),
    )
    for other in (cast.administrator, cast.reviewer, cast.registrar):
        with pytest.raises(NotAllowed):
            read_log(other, request=Sought())


@pytest.mark.parametrize("sought", [Sought(actor="Kim"), Sought(subject="Kim"), Sought(event="Kim")])
def test_a_name_that_is_sought_in_the_log_does_not_come_into_it(cast: Cast, sought: Sought) -> None:
    assert read_log(cast.oversight, request=sought).lines == ()
    told = Detail.objects.get(event=Event.LOG_READ)
    (field,) = sought.given()
    assert bytes(told.payload) == f'{{"{field}":"not in the log"}}'.encode()


def test_exporting_details_is_for_oversight_and_is_in_the_log(cast: Cast) -> None:
    with pytest.raises(ProofError):
        export_log(cast.oversight, entry=3)
    make_checkpoint(actor="mina")
    assert '"actor":"noor"' in export_log(cast.oversight, entry=3)[1]
    assert len([line for line in export_log(cast.oversight) if '"kind":"entry"' in line]) == Entry.objects.count()
    told = [bytes(detail.payload) for detail in Detail.objects.filter(event=Event.LOG_EXPORTED)]
    assert told[-2:] == [b'{"entry":3}', b"{}"]
    with pytest.raises(NotAllowed):
        export_log(cast.administrator)


def test_each_row_says_what_it_is() -> None:
    erase([2], actor="mina", reason="retention")
    checkpoint = make_checkpoint(actor="mina")
    entry = Entry.objects.get(number=2)
    assert [str(row) for row in (entry, entry.tombstone, checkpoint, Detail.objects.get(entry=1))] == [
        "entry 2",
        "erased: entry 2",
        "checkpoint at 9",
        "case:record:read by noor",
    ]
    assert str(LogKey.objects.get()) == signer().name
