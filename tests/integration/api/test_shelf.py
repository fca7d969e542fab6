"""The shelf through the API: permission first, in lists, counts and texts alike; the same verbs as the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.casework.cast import Cast
from tests.casework.interviews import case_in_interview
from tests.casework.pages import signed_in
from wellfounded.audit.models import Detail
from wellfounded.cases.actions import shelve_document as shelving
from wellfounded.evidence.documents.extraction import Extraction
from wellfounded.evidence.documents.whole import carry_out, whole

NEWS = "12. The ministry denied that those sent back face torture.\n\n13. A lawyer said that they are beaten.\n"


@pytest.fixture(autouse=True)
def _plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def unguarded(payload: bytes) -> Extraction:
        return whole(payload, carry_out)

    monkeypatch.setattr(shelving, "read_document", unguarded)


class Program:
    """A program that works in the session of one colleague."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, address: str, **asked: Any) -> Any:
        return self.client.get(f"/api{address}", asked)

    def post(self, address: str, **body: Any) -> Any:
        return self.client.post(f"/api{address}", body, content_type="application/json")


@pytest.fixture
def officer(cast: Cast) -> Program:
    return Program(signed_in(Client(), cast.adjudicator))


def on_the_shelf(officer: Program, text: str = NEWS, **fields: Any) -> tuple[int, int]:
    """The numbers of a source and of its document."""
    source = officer.post("/shelf/sources", title="A report", **fields).json()["id"]
    sent = {"content": SimpleUploadedFile("x.txt", text.encode())}
    return source, officer.client.post(f"/api/shelf/sources/{source}/document", sent).json()["id"]


def test_what_is_shelved_is_found_read_tied_and_judged(officer: Program, cast: Cast) -> None:
    source, document = on_the_shelf(officer, countries=["PRK"])
    hits = officer.get("/shelf/search", q="face torture").json()
    assert (hits["count"], len(hits["found"]), hits["found"][0]["document"]) == (1, 1, document)
    hit = hits["found"][0]
    assert [hit["text"][first:last] for first, last in hit["marks"]][-1] == "torture"
    held = officer.get(f"/shelf/documents/{document}/passages").json()
    assert [one["paragraph"] for one in held] == ["12", "13"]
    tie = {"quote": "face torture", "start": hit["first"], "about": "torture_risk", "direction": "rebuts"}
    assert officer.post(f"/shelf/documents/{document}/ties", **tie).status_code == 200
    assert officer.get("/shelf/search", q="torture", criterion="torture_risk").json()["count"] == 1
    assert officer.get("/shelf/search", q="torture", criterion="inclusion").json()["count"] == 0
    refused = officer.post(f"/shelf/documents/{document}/ties", **(tie | {"quote": "never said"}))
    assert (refused.status_code, set(refused.json()["fields"])) == (422, {"quote"})
    judged = {"standard": "reliability", "grade": "fair", "reason": "one witness"}
    assert officer.post(f"/shelf/sources/{source}/judgements", **judged).status_code == 200
    assert officer.get(f"/shelf/sources/{source}").json()["reliability"] == "fair"
    brief = officer.get(f"/cases/{case_in_interview(cast).number}/brief").json()
    (torture,) = [one for one in brief["criteria"] if one["place"] == ["torture_risk", "PRK"]]
    assert [one["quote"] for one in torture["rebuts"] if one["accepted"]] == ["face torture"]


def test_only_what_a_person_confirmed_is_given_unless_candidates_are_asked_for(officer: Program) -> None:
    _source, document = on_the_shelf(officer)
    assert officer.post(f"/shelf/documents/{document}/statements").json() == {"candidates": 2}
    assert officer.get("/shelf/statements").json() == []
    denial = officer.get("/shelf/statements", standing="candidate").json()[0]
    tie = {"about": "torture_risk", "direction": "rebuts"}
    assert officer.post(f"/shelf/statements/{denial['id']}/ties", **tie).status_code == 409
    confirmed = {"standing": "confirmed", "speaker": "Ministry of X"}
    assert officer.post(f"/shelf/statements/{denial['id']}/decision", **confirmed).status_code == 200
    assert officer.post(f"/shelf/statements/{denial['id']}/ties", **tie).status_code == 200
    (given,) = officer.get("/shelf/statements", about="torture_risk").json()
    assert (given["speaker"], given["ties"]) == ("Ministry of X", [tie | {"state": "accepted"}])
    assert officer.get("/shelf/statements", about="inclusion").json() == []


def test_what_is_restricted_is_in_no_list_count_or_text_of_others(officer: Program, cast: Cast) -> None:
    source, document = on_the_shelf(officer, shelf="restricted")
    officer.post(f"/shelf/documents/{document}/statements")
    assert officer.get("/shelf/search", q="torture").json()["count"] == 1  # the control
    assert officer.get("/shelf/statements", standing="candidate").json()
    counsel = Program(signed_in(Client(), cast.counsel))
    assert counsel.get("/shelf/search", q="torture").json() == {"count": 0, "found": [], "others": []}
    assert counsel.get("/shelf/sources").json() == counsel.get("/shelf/statements", standing="candidate").json() == []
    for address in (f"/shelf/sources/{source}", f"/shelf/documents/{document}/passages"):
        hidden, missing = counsel.get(address), counsel.get(address.replace("1", "99"))
        assert (hidden.status_code, hidden.content) == (404, missing.content)
    assert counsel.post(f"/shelf/documents/{document}/ties", quote="face torture", about="x").status_code == 403


def test_a_source_is_withdrawn_and_put_back_with_a_reason(officer: Program, cast: Cast) -> None:
    source, document = on_the_shelf(officer)
    assert officer.post(f"/shelf/sources/{source}/withdrawal").status_code == 422
    assert officer.post(f"/shelf/sources/{source}/withdrawal", reason="taken back").status_code == 200
    assert officer.post(f"/shelf/sources/{source}/withdrawal", reason="taken back").status_code == 409
    told = officer.get(f"/shelf/sources/{source}").json()
    assert (bool(told["withdrawn_on"]), told["withdrawn_because"]) == (True, "taken back")
    assert officer.get("/shelf/search", q="torture").json()["count"] == 0
    assert officer.get(f"/shelf/documents/{document}/passages").json()
    counsel = Program(signed_in(Client(), cast.counsel))
    assert counsel.post(f"/shelf/sources/{source}/return", reason="x").status_code == 403
    assert officer.post(f"/shelf/sources/{source}/return", reason="printed anew").status_code == 200
    assert officer.get("/shelf/search", q="torture").json()["count"] == 1
    assert officer.get(f"/shelf/sources/{source}").json()["withdrawn_on"] is None


def test_reading_is_logged_and_what_was_asked_is_not(officer: Program) -> None:
    _source, document = on_the_shelf(officer)
    officer.get("/shelf/search", q="torture of the person of case C-17")
    officer.get(f"/shelf/documents/{document}/passages")
    told = [(one.event, bytes(one.payload).decode()) for one in Detail.objects.order_by("entry")]
    assert [event for event, _told in told[-2:]] == ["library:passage:searched", "library:document:read"]
    assert not any("C-17" in payload for _event, payload in told)


def test_who_does_not_read_the_shelf_is_refused(cast: Cast) -> None:
    for user in (cast.registrar, cast.oversight, cast.administrator, cast.matcher, cast.interpreter):
        program = Program(signed_in(Client(), user))
        for address in ("/shelf/search?q=x", "/shelf/sources", "/shelf/statements"):
            assert program.get(address).status_code == 403
