"""The log: oversight's alone; reading, signing, checking and taking out are themselves in it."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.casework.cast import Cast
from tests.casework.pages import signed_in
from tests.integration.audit.tampering import tamper
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Checkpoint, Detail, Entry

pytestmark = pytest.mark.django_db

PAGES = ("/office/log/", "/office/log/checkpoints/", "/office/log/verify/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.OVERSIGHT])
def test_no_other_role_comes_to_the_log(client: Client, cast: Cast, page: str, role: Role) -> None:
    signed_in(client, getattr(cast, role.value), proved=True)
    assert client.get(page).status_code == 403
    assert client.post(page).status_code == 403
    assert client.post("/office/log/export/").status_code == 403
    assert not Checkpoint.objects.exists()


def test_oversight_reads_by_person_case_event_and_day(client: Client, cast: Cast) -> None:
    record(Event.CASE_OPENED, actor="ada", subject="C-00077", detail={"for": "case:case:open"})
    record(Event.CASE_OPENED, actor="ben", subject="C-00088")
    signed_in(client, cast.oversight)
    for query, seen, unseen in (
        ({"actor": "ada"}, "C-00077", "C-00088"),
        ({"subject": "C-00088"}, "C-00088", "C-00077"),
        ({"event": Event.CASE_OPENED.value}, "C-00088", Event.SIGNED_IN.value + "</code>"),
        ({"until": "1999-01-01"}, "No entry fits", "C-00077"),
        ({"since": "1999-01-01"}, "C-00077", "No entry fits"),
    ):
        page = client.get("/office/log/", query).content.decode()
        body = page.split("</form>")[-2] if "<tbody>" not in page else page.split("<tbody>")[1].split("</tbody>")[0]
        body = body if "<tbody>" in page else page
        assert seen in body, query
        assert unseen not in body, query


def test_reading_is_itself_in_the_log(client: Client, cast: Cast) -> None:
    record(Event.CASE_OPENED, actor="ada", subject="C-00077")
    signed_in(client, cast.oversight).get("/office/log/", {"actor": "ada"})
    last = Detail.objects.order_by("-pk")[0]
    assert (last.event, last.actor) == (Event.LOG_READ, "oversight")
    assert json.loads(bytes(last.payload)) == {"actor": "ada"}


def test_a_day_that_is_none_is_said_beside_its_field(client: Client, cast: Cast) -> None:
    page = signed_in(client, cast.oversight).get("/office/log/", {"since": "yesterday"}).content.decode()
    assert "Something needs mending" in page
    assert 'value="yesterday"' in page


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "²"])
def test_a_page_that_is_none_shows_the_newest(client: Client, cast: Cast, before: str) -> None:
    assert signed_in(client, cast.oversight).get("/office/log/", {"before": before}).status_code == 200


def test_older_entries_are_a_page_further(client: Client, cast: Cast) -> None:
    for number in range(60):
        record(Event.CASE_OPENED, actor="ada", subject=f"C-{number:05}")
    first = signed_in(client, cast.oversight).get("/office/log/", {"actor": "ada"}).content.decode()
    assert "C-00059" in first
    assert "C-00009" not in first
    older = first.split('href="?')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(f"/office/log/?{older}").content.decode()
    assert "C-00009" in second
    assert "C-00059" not in second
    assert "Back to the newest" in second


def test_a_checkpoint_is_signed_and_shown(client: Client, cast: Cast) -> None:
    signed_in(client, cast.oversight).post("/office/log/checkpoints/")
    note = Checkpoint.objects.get().note
    assert note.splitlines()[0] in client.get("/office/log/checkpoints/").content.decode()
    assert Detail.objects.filter(event=Event.LOG_CHECKPOINTED, actor="oversight").count() == 1


def test_the_log_is_checked_and_what_does_not_fit_is_shown(client: Client, cast: Cast) -> None:
    number = record(Event.CASE_OPENED, actor="ada", subject="C-00077")
    signed_in(client, cast.oversight)
    assert "The log is whole" in client.post("/office/log/verify/").content.decode()
    tamper("UPDATE audit_detail SET subject = %s WHERE entry_id = %s", "C-00078", number)
    page = client.post("/office/log/verify/").content.decode()
    assert "The log does not fit" in page
    assert f"Entry {number}" in page


def test_a_checkpoint_from_outside_that_is_none_is_named(client: Client, cast: Cast) -> None:
    page = signed_in(client, cast.oversight).post("/office/log/verify/", {"against": "not a note"}).content.decode()
    assert "The log does not fit" in page
    assert "Checkpoint given" in page


def test_taking_the_log_out_asks_for_fresh_proof(client: Client, cast: Cast) -> None:
    record(Event.CASE_OPENED, actor="ada", subject="C-00077")
    refused = signed_in(client, cast.oversight).post("/office/log/export/")
    assert refused.headers["Location"].startswith("/account/reauthenticate/")
    response = signed_in(client, cast.oversight, proved=True).post("/office/log/export/")
    lines = [json.loads(line) for line in response.content.decode().splitlines()]
    assert any(line.get("subject") == "C-00077" for line in lines)
    assert "attachment" in response.headers["Content-Disposition"]
    assert Detail.objects.get(entry=Entry.objects.order_by("-number")[0]).event == Event.LOG_EXPORTED
