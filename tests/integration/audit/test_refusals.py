"""A refusal undoes the action, and is in the log all the same."""

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.middleware import RefusalsAreLogged
from wellfounded.audit.models import Detail
from wellfounded.audit.refusals import record_refusal, write_refusals

pytestmark = pytest.mark.django_db


class RefusedError(Exception):
    pass


def events() -> list[str]:
    return list(Detail.objects.values_list("event", flat=True))


@transaction.atomic
def action() -> None:
    record(Event.CASE_MOVED, actor="mina", subject="C-00001")
    record_refusal(Event.CASE_REFUSED, actor="mina", subject="C-00002", detail={"for": "reading"})
    raise RefusedError


def test_a_refusal_outlives_the_transaction_that_it_undoes() -> None:
    with pytest.raises(RefusedError):
        action()
    assert events() == []
    write_refusals()
    assert events() == [Event.CASE_REFUSED]
    assert bytes(Detail.objects.get().payload) == b'{"for":"reading"}'
    write_refusals()
    assert len(events()) == 1


def test_outside_a_transaction_it_is_written_at_once() -> None:
    record_refusal(Event.CASE_REFUSED, actor="mina", subject="C-00002")
    assert events() == [Event.CASE_REFUSED]


@pytest.mark.parametrize("fails", [True, False])
def test_it_is_written_before_the_answer_leaves(*, fails: bool) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        try:
            action()
        except RefusedError:
            if fails:
                raise
        return HttpResponse()

    middleware = RefusalsAreLogged(view)
    if fails:
        with pytest.raises(RefusedError):
            middleware(HttpRequest())
    else:
        assert middleware(HttpRequest()).status_code == 200
    assert events() == [Event.CASE_REFUSED]
