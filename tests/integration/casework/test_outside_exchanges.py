"""The office's book of exchanges with other organisations: who writes in it, and what it refuses."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.casework.cast import Cast, make_user
from tests.casework.pages import signed_in
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.note_exchange import ExchangeNoted, note_exchange
from wellfounded.cases.errors import Invalid, NotAllowed
from wellfounded.cases.models import OutsideExchange
from wellfounded.cases.outside_exchanges import exchanges_of_office

NAME = "0123456789abcdef"
GIVEN = ExchangeNoted(
    partner="A shelter in Seoul", exchange=NAME, step="asked", on="2026-11-02", reason="Two children.", people=12
)
TYPED = {
    "partner": GIVEN.partner,
    "exchange": NAME,
    "step": "asked",
    "on": GIVEN.on,
    "reason": GIVEN.reason,
    "people": "12",
}


def test_a_line_is_written_down_and_logged_without_a_name(cast: Cast) -> None:
    made = note_exchange(cast.matcher, request=GIVEN)
    later = note_exchange(cast.matcher, request=replace(GIVEN, step="destroyed", on="2026-11-20", people=None))
    assert list(exchanges_of_office(cast.matcher)) == [later, made]
    assert (made.partner, made.exchange, made.people, later.people) == (GIVEN.partner, NAME, 12, 0)
    assert str(made) == f"{NAME}: asked"
    first, _second = Detail.objects.filter(event=Event.EXCHANGE_NOTED).order_by("pk")
    told = bytes(first.payload).decode()
    assert NAME in told
    assert "asked" in told
    assert GIVEN.partner not in told
    assert GIVEN.reason not in told


def test_a_page_that_is_sent_twice_writes_one_line(cast: Cast) -> None:
    first = note_exchange(cast.matcher, request=replace(GIVEN, key="page"))
    assert note_exchange(cast.matcher, request=replace(GIVEN, key="page")) == first
    other = note_exchange(make_user("second_matcher", Role.MATCHER), request=replace(GIVEN, key="page"))
    assert other != first
    note_exchange(cast.matcher, request=GIVEN)
    assert OutsideExchange.objects.count() == 3


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"partner": " "}, "partner"),
        ({"reason": ""}, "reason"),
        ({"step": "guessed"}, "step"),
        ({"on": "soon"}, "on"),
        ({"on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "on"),
        ({"exchange": "a name"}, "exchange"),
        ({"exchange": ""}, "exchange"),
        ({"people": 2001}, "people"),
        ({"people": -1}, "people"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, wrong: dict[str, str | int], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        note_exchange(cast.matcher, request=replace(GIVEN, **wrong))  # type: ignore[arg-type]  # of two types
    assert set(refused.value.fields) == {field}
    assert not OutsideExchange.objects.exists()


def test_everything_that_is_wrong_is_said_at_once(cast: Cast) -> None:
    wrong = ExchangeNoted(partner="", exchange="a name", step="guessed", on="", reason="", people=2001)
    with pytest.raises(Invalid) as refused:
        note_exchange(cast.matcher, request=wrong)
    assert set(refused.value.fields) == {"partner", "exchange", "step", "on", "reason", "people"}


def test_only_a_matcher_reads_or_writes_it(cast: Cast) -> None:
    for user in [cast.registrar, cast.adjudicator, cast.oversight, cast.administrator]:
        with pytest.raises(NotAllowed):
            note_exchange(user, request=GIVEN)
        with pytest.raises(NotAllowed):
            exchanges_of_office(user)


def test_the_store_refuses_what_cannot_be(cast: Cast) -> None:
    row: dict[str, Any] = {"partner": "A", "exchange": NAME, "step": "asked", "on": "2026-11-02", "reason": "x"}
    row["by"] = cast.matcher
    wrongs: list[dict[str, Any]] = [{"step": "guessed"}, {"partner": ""}, {"people": 2001}]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            OutsideExchange.objects.create(**(row | wrong))
    OutsideExchange.objects.create(**row)  # the control


def test_the_page_lists_and_writes_down(client: Client, cast: Cast) -> None:
    signed_in(client, cast.matcher)
    page = reverse("exchanges")
    assert page in client.get(reverse("home")).content.decode()
    assert page in client.get(reverse("lists")).content.decode()
    assert "Nothing was exchanged yet" in client.get(page).content.decode()
    refused = client.post(page, TYPED | {"exchange": "a name", "on": ""})
    assert refused.status_code == 422
    assert "This is still blank" in refused.content.decode()
    assert client.post(page, TYPED).status_code == 302
    shown = client.get(page).content.decode()
    for words in [GIVEN.partner, NAME, "Two children.", "We asked them"]:
        assert words in shown


def test_nobody_else_opens_the_page(client: Client, cast: Cast) -> None:
    signed_in(client, cast.registrar)
    assert client.get(reverse("exchanges")).status_code == 403
    assert reverse("exchanges") not in client.get(reverse("home")).content.decode()


def test_a_program_writes_a_line(client: Client, cast: Cast) -> None:
    signed_in(client, cast.matcher)
    answer = client.post("/api/exchanges", TYPED | {"people": 12}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert OutsideExchange.objects.get().partner == GIVEN.partner
