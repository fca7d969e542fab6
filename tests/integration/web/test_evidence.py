"""The evidence of a case in the browser's way: adding, looking, marking; and what is not there for whom."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.casework import files
from tests.casework.cast import Cast
from tests.casework.interviews import FACT, case_in_interview
from tests.casework.pages import alike, signed_in
from wellfounded.cases.actions.add_exhibit import ExhibitAdded, add_exhibit
from wellfounded.cases.models import Case, CustodyEvent, Exhibit, ExhibitOpened, FactEntry, Interview, Passage

TEXT = "Crossed the river at night.\nThe river was frozen.\n강을 건넜습니다. The river was wide.\n"


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_interview(cast)


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.interviewer)


def at(case: Case, route: str, *args: Any) -> str:
    return reverse(route, args=[case.number, *args])


def words(response: Any) -> str:
    return str(response.content.decode())


def sent(content: bytes = TEXT.encode(), **typed: str) -> dict[str, Any]:
    # the name of the file carries a name, and is not kept
    return {"content": SimpleUploadedFile("kim eun hee.txt", content), "title": "Letter", "kind": "statement"} | typed


def added(cast: Cast, case: Case, content: bytes = TEXT.encode(), **typed: Any) -> Exhibit:
    given = {"title": "Letter", "kind": "statement"} | typed
    return add_exhibit(cast.adjudicator, case.number, request=ExhibitAdded(content=content, **given))


def pin(**typed: Any) -> dict[str, Any]:
    return {"quote": "The river was frozen.", "start": "28", "place": f"PRK.{FACT}", "direction": "supports"} | typed


def test_a_paper_is_added_seen_and_pinned(officer: Client, cast: Cast, case: Case) -> None:
    gone = officer.post(at(case, "evidence_add"), sent(received_from="her sister"))
    assert gone["Location"] == at(case, "exhibit", "E1")
    one = words(officer.get(at(case, "exhibit", "E1")))
    assert "her sister" in one
    assert "kim eun hee" not in one
    assert "Nobody yet" in one
    page = words(officer.get(at(case, "exhibit_page", "E1", 1)))
    assert "강을 건넜습니다" in page
    officer.post(at(case, "exhibit_page", "E1", 1), pin(weight="strong", note="It was winter"))
    item = FactEntry.objects.get().record["evidence"][0]
    assert (item["source"], item["at"], item["weight"], item["kind"]) == ("E1", "page 1", "strong", "document")
    marked = words(officer.get(at(case, "exhibit_page", "E1", 1)))
    assert re.search(r'<mark class="pin" data-number="1">The river was frozen\.</mark>', marked)
    assert reverse("fact", args=[case.number, "PRK", FACT]) in marked
    listed = words(signed_in(Client(), cast.reviewer).get(at(case, "evidence")))
    assert "interviewer" in listed
    assert "to page 1 of 1" in listed


def test_by_script_a_refused_file_comes_back_as_the_form_and_an_added_one_goes_on(officer: Client, case: Case) -> None:
    refused = officer.post(at(case, "evidence_add"), sent(b"MZ\x90\x00 program"), headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert "<html" not in words(refused)
    assert "Only PDF without a password" in words(refused)
    assert 'value="Letter"' in words(refused)
    gone = officer.post(at(case, "evidence_add"), sent(), headers={"HX-Request": "true"})
    assert gone["HX-Redirect"] == at(case, "exhibit", "E1")


@pytest.mark.parametrize("typed", [{"content": ""}, {"title": "A paper of 평양", "kind": ""}])
def test_what_was_typed_with_a_refused_paper_stays(officer: Client, case: Case, typed: dict[str, Any]) -> None:
    given = sent() | {"received_from": "the pastor’s sister"} | typed
    answer = officer.post(at(case, "evidence_add"), given)
    assert answer.status_code == 422
    assert "the pastor’s sister" in words(answer)
    assert str(given["title"]) in words(answer)
    assert not Exhibit.objects.exists()


def test_a_doubled_submit_adds_and_pins_once(officer: Client, case: Case) -> None:
    for _ in range(2):
        officer.post(at(case, "evidence_add"), sent(key="once"))
        officer.post(at(case, "exhibit_page", "E1", 1), pin(key="pin-once"))
    assert (Exhibit.objects.count(), Passage.objects.count()) == (1, 1)


def test_a_file_larger_than_is_taken_is_refused_in_plain_words(
    officer: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wellfounded.web.views.evidence.MOST_IN", 10)
    answer = officer.post(at(case, "evidence_add"), sent())
    assert answer.status_code == 422
    assert "The file is too large" in words(answer)


def test_words_that_do_not_stand_on_the_page_are_not_pinned(officer: Client, cast: Cast, case: Case) -> None:
    added(cast, case)
    wrong = officer.post(at(case, "exhibit_page", "E1", 1), pin(quote="The river was warm.", note="마음에 걸림"))
    assert wrong.status_code == 422
    assert "do not stand on this page" in words(wrong)
    assert "마음에 걸림" in words(wrong)
    for missing in ({"place": ""}, {"direction": ""}, {"place": "PRK.no_such_fact"}):
        assert officer.post(at(case, "exhibit_page", "E1", 1), pin(**missing)).status_code == 422
    assert not Passage.objects.exists()


def test_the_place_that_was_marked_is_meant_and_ends_of_lines_do_not_matter(
    officer: Client, cast: Cast, case: Case
) -> None:
    added(cast, case)
    second = TEXT.rindex("river")
    officer.post(at(case, "exhibit_page", "E1", 1), pin(quote="river", start=str(second)))
    officer.post(at(case, "exhibit_page", "E1", 1), pin(quote="night.\r\nThe", start="", direction="rebuts"))
    assert [one.start for one in Passage.objects.order_by("pk")] == [second, TEXT.index("night")]
    assert 'class="pin rebuts"' in words(officer.get(at(case, "exhibit_page", "E1", 1)))


def test_a_page_is_seen_as_a_picture_and_marked_as_opened(officer: Client, cast: Cast, case: Case) -> None:
    added(cast, case, files.pdf(pages=2))
    picture = officer.get(at(case, "exhibit_picture", "E1", 2))
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert ExhibitOpened.objects.get().furthest == 2
    assert officer.get(at(case, "exhibit_page", "E1", 3)).status_code == 404
    assert "No text can be read" in words(officer.get(at(case, "exhibit_page", "E1", 1)))


def test_a_recording_is_attached_to_its_interview(officer: Client, cast: Cast, case: Case) -> None:
    more = {"reason": "More to tell", "officer": cast.interviewer, "planned_by": cast.interviewer}
    Interview.objects.create(case=case, number=2, **more)  # planned, so that nothing was recorded yet
    attach = at(case, "evidence_add") + "?kind=recording&amp;interview=1"
    assert attach in words(officer.get(at(case, "interviews")))
    form = words(officer.get(attach.replace("&amp;", "&")))
    assert re.search('<option value="recording" selected', form)
    assert re.search('<option value="1" selected', form)
    assert '<option value="2"' not in form
    typed = sent(files.sound(), kind="recording", interview="1")
    assert officer.post(at(case, "evidence_add"), typed | {"kind": "statement"}).status_code == 422
    gone = officer.post(at(case, "evidence_add"), sent(files.sound(), kind="recording", interview="1"))
    assert gone["Location"] == at(case, "exhibit", "E1")
    exhibit = Exhibit.objects.get(case=case)
    assert exhibit.interview == case.interviews.get(number=1)
    assert at(case, "interview", 1) in words(officer.get(at(case, "exhibit", "E1")))
    assert "Recording E1" in words(officer.get(at(case, "interviews")))
    registrar = signed_in(Client(), cast.registrar)
    assert 'name="interview"' not in words(registrar.get(at(case, "evidence_add")))


def test_a_recording_is_played_from_our_own_address(officer: Client, cast: Cast, case: Case) -> None:
    content = files.sound()
    added(cast, case, content, kind="recording")
    page = officer.get(at(case, "exhibit", "E1"))
    assert f'<audio controls preload="none" src="{at(case, "exhibit_recording", "E1")}"' in words(page)
    assert "media-src 'self'" in page["Content-Security-Policy"]
    whole = officer.get(at(case, "exhibit_recording", "E1"))
    assert ExhibitOpened.objects.get().user.username == "interviewer"
    assert (whole.status_code, whole["Content-Type"], whole.content) == (200, "audio/wav", content)
    piece = officer.get(at(case, "exhibit_recording", "E1"), headers={"Range": "bytes=4-7"})
    assert (piece.status_code, piece.content) == (206, content[4:8])
    assert piece["Content-Range"] == f"bytes 4-7/{len(content)}"


def test_custody_goes_on(officer: Client, cast: Cast, case: Case) -> None:
    added(cast, case)
    wrong = officer.post(at(case, "exhibit_custody", "E1"), {"kind": "returned", "party": "", "note": "in an envelope"})
    assert wrong.status_code == 422
    assert "in an envelope" in words(wrong)
    officer.post(at(case, "exhibit_custody", "E1"), {"kind": "returned", "party": "the applicant"})
    assert [one.kind for one in CustodyEvent.objects.all()] == ["received", "returned"]


def test_a_registrar_adds_papers_and_reads_none(cast: Cast, case: Case) -> None:
    registrar = signed_in(Client(), cast.registrar)
    gone = registrar.post(at(case, "evidence_add"), sent())
    assert gone["Location"] == at(case, "evidence_add")
    for route in ("evidence", "exhibit", "exhibit_page", "exhibit_picture"):
        args = {"evidence": [], "exhibit": ["E1"]}.get(route, ["E1", 1])
        assert registrar.get(at(case, route, *args)).status_code == 403


def test_counsel_reads_passages_and_not_what_they_are_pinned_to(cast: Cast, case: Case) -> None:
    added(cast, case)
    signed_in(Client(), cast.interviewer).post(at(case, "exhibit_page", "E1", 1), pin())
    counsel = signed_in(Client(), cast.counsel)
    page = words(counsel.get(at(case, "exhibit_page", "E1", 1)))
    assert "The river was frozen." in page
    assert "Left without permission" not in page
    assert "Pin a passage" not in page
    assert counsel.post(at(case, "exhibit_page", "E1", 1), pin(quote="wide")).status_code == 422
    assert Passage.objects.count() == 1


ROUTES = [
    ("evidence", ()),
    ("evidence_add", ()),
    ("exhibit", ("E1",)),
    ("exhibit_custody", ("E1",)),
    ("exhibit_page", ("E1", 1)),
    ("exhibit_picture", ("E1", 1)),
    ("exhibit_recording", ("E1",)),
]


@pytest.mark.parametrize(("route", "args"), ROUTES)
def test_a_hidden_case_and_a_hidden_exhibit_look_like_missing_ones(
    cast: Cast, case: Case, route: str, args: tuple[Any, ...]
) -> None:
    added(cast, case)
    outsider = signed_in(Client(), cast.outsider)
    hidden = outsider.get(at(case, route, *args))
    missing = outsider.get(reverse(route, args=["C-99999", *args]))
    assert hidden.status_code == missing.status_code == 404
    assert alike(hidden.content, case.number) == alike(missing.content, "C-99999")
    if args:
        officer = signed_in(Client(), cast.interviewer)
        assert officer.get(at(case, route, "E7", *args[1:])).status_code == 404
