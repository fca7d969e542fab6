"""Oversight reads the log, page by page, and its reading is in the log."""

from datetime import timedelta

import pytest

from tests.casework.cast import Cast
from wellfounded.audit.checkpoint import make_checkpoint, signer
from wellfounded.audit.erasure import erase
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Detail, Entry, LogKey
from wellfounded.audit.reading import Line, Sought, page_of_log
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
