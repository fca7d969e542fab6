import pytest
from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Detail, Entry
from wellfounded.audit.tree import Growing

pytestmark = pytest.mark.django_db


def test_entries_are_counted_from_0_and_hold_what_was_recorded() -> None:
    assert record(Event.SIGNED_IN, actor="mina") == 0
    assert record(Event.CASE_OPENED, actor="mina", subject="C-00001", detail={"for": "reading", "lines": [1, 2]}) == 1
    detail = Detail.objects.get(entry=1)
    assert (detail.event, detail.actor, detail.subject) == ("case:record:read", "mina", "C-00001")
    assert bytes(detail.payload) == b'{"for":"reading","lines":[1,2]}'
    assert detail.commitment() == bytes(detail.entry.commitment)


def test_the_peaks_are_those_of_a_tree_that_grows() -> None:
    tree = Growing()
    for number in range(70):
        record(Event.CASE_OPENED, actor="mina", subject=f"C-{number:05}")
        entry = Entry.objects.get(number=number)
        assert tree.append(entry.leaf()) == bytes(entry.peak)


def test_the_same_event_twice_has_two_commitments() -> None:
    record(Event.SIGNED_IN, actor="mina")
    record(Event.SIGNED_IN, actor="mina")
    first, second = Entry.objects.all()
    assert bytes(first.commitment) != bytes(second.commitment)


def test_what_is_rolled_back_was_never_in_the_log() -> None:
    record(Event.SIGNED_IN, actor="mina")
    with transaction.atomic():
        assert record(Event.CASE_MOVED, actor="mina", subject="C-00001") == 1
        transaction.set_rollback(True)
    assert record(Event.SIGNED_OUT, actor="mina") == 1
    assert list(Detail.objects.values_list("event", flat=True)) == ["office:session:opened", "office:session:closed"]


@pytest.mark.parametrize("detail", [{"day": object()}, {"share": float("nan")}])
def test_what_json_does_not_know_is_refused(detail: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError)):
        record(Event.CASE_MOVED, actor="mina", detail=detail)
    assert not Entry.objects.exists()
