"""Exhibits: kept byte for byte, seen as safe pages, pinned to facts by their words."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.casework import files
from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from wellfounded.cases import exhibits
from wellfounded.cases.actions import add_exhibit as adding
from wellfounded.cases.actions.add_country import CountryAdded, add_country
from wellfounded.cases.actions.add_exhibit import ExhibitAdded, add_exhibit
from wellfounded.cases.actions.note_custody import CustodyNoted, note_custody
from wellfounded.cases.actions.pin_passage import PassagePinned, pin_passage
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.law_case import law_case_of
from wellfounded.cases.models import Case, Exhibit, ExhibitOpened, Interview, Passage
from wellfounded.cases.states import State
from wellfounded.vault.child import Parsed, Refusal

TEXT = b"Crossed the river at night. The river was frozen. Nobody knew.\n"


@pytest.fixture
def case(cast: Cast) -> Case:
    case = make_staffed_case(cast, state=State.ASSESSMENT)
    add_country(cast.adjudicator, case.number, request=CountryAdded(code="PRK", nationality=True))
    return case


def added(cast: Cast, case: Case, content: bytes = TEXT, **fields: Any) -> Exhibit:
    given = {"title": "Letter", "kind": "statement"} | fields
    return add_exhibit(cast.adjudicator, case.number, request=ExhibitAdded(content=content, **given))


def test_an_exhibit_is_kept_byte_for_byte_with_its_hash_and_custody(cast: Cast, case: Case) -> None:
    exhibit = added(cast, case)
    assert bytes(exhibit.content.original) == TEXT
    assert (exhibit.label, exhibit.media, exhibit.pages, exhibit.size) == ("E1", "text", 1, len(TEXT))
    assert [event.party for event in exhibit.custody.all()] == ["the applicant"]
    assert law_case_of(case).exhibits == {"E1": {"title": "Letter"}}
    note_custody(cast.adjudicator, case.number, request=CustodyNoted(label="E1", kind="returned", party="applicant"))
    assert [event.kind for event in exhibit.custody.all()] == ["received", "returned"]


def test_the_same_file_is_refused_and_the_other_case_does_not_hinder(cast: Cast, case: Case) -> None:
    added(cast, make_staffed_case(cast, state=State.ASSESSMENT))
    added(cast, case)
    with pytest.raises(Invalid) as refused:
        added(cast, case)
    assert "E1" in refused.value.fields["content"]
    fields = {"sha256": "0" * 63, "size": 1, "pages": 1, "added_by": cast.adjudicator}
    with pytest.raises(IntegrityError), transaction.atomic():
        Exhibit.objects.create(case=case, label="E9", title="x", kind="other", media="text", **fields)


def test_only_a_recording_belongs_to_an_interview_that_was_held(cast: Cast, case: Case) -> None:
    held = {"officer": cast.interviewer, "planned_by": cast.interviewer}
    first = Interview.objects.create(case=case, number=1, state="going_on", started_at=timezone.now(), **held)
    Interview.objects.create(case=case, number=2, reason="More to tell", **held)
    recording = added(cast, case, files.sound(), kind="recording", interview=1)
    assert recording.interview == first
    fields = {"sha256": "0" * 64, "size": 1, "pages": 1, "added_by": cast.adjudicator}
    with pytest.raises(IntegrityError, match="only_recordings"), transaction.atomic():
        Exhibit.objects.create(
            case=case, label="E9", title="x", kind="statement", media="text", interview=first, **fields
        )
    for kind, number in (("statement", 1), ("recording", 2)):
        with pytest.raises(Invalid) as refused:
            added(cast, case, kind=kind, interview=number)
        assert set(refused.value.fields) == {"interview"}
    # A registrar adds papers and may not know of interviews: one that is there looks like one that is not.
    given: dict[str, Any] = {"content": files.sound() + b"x", "title": "x", "kind": "recording"}
    said = set()
    for number in (1, 99):
        with pytest.raises(Invalid) as refused:
            add_exhibit(cast.registrar, case.number, request=ExhibitAdded(**given, interview=number))
        said.add(str(refused.value.fields))
    assert len(said) == 1


def test_a_doubled_submit_adds_once(cast: Cast, case: Case) -> None:
    request = ExhibitAdded(key="k", content=TEXT, title="Letter", kind="other")
    first = add_exhibit(cast.adjudicator, case.number, request=request)
    assert add_exhibit(cast.adjudicator, case.number, request=request) == first
    note = CustodyNoted(key="n", label="E1", kind="copied", party="court")
    assert note_custody(cast.adjudicator, case.number, request=note) == note_custody(
        cast.adjudicator, case.number, request=note
    )


def test_everything_wrong_is_said_at_once(cast: Cast, case: Case) -> None:
    with pytest.raises(Invalid) as refused:
        added(cast, case, b"", title=" ", kind="rumour")
    assert set(refused.value.fields) == {"content", "title", "kind"}
    with pytest.raises(Invalid) as refused:
        added(cast, case, b"\x00\x01")
    assert "PDF" in refused.value.fields["content"]


def test_a_file_beyond_the_limit_is_not_even_opened(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "MOST_IN", 10)
    with pytest.raises(Invalid) as refused:
        added(cast, case)
    assert "too large" in refused.value.fields["content"]


def test_a_label_that_an_imported_file_took_is_passed_over(cast: Cast, case: Case) -> None:
    case.exhibit_references.create(label="E1", told={"title": "from the file"})
    assert added(cast, case).label == "E2"


def test_papers_wait_outside_while_a_reviewer_reads(cast: Cast, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(state=State.REVIEW)
    with pytest.raises(NotNow):
        added(cast, case)


def test_who_opened_what_is_marked(cast: Cast, case: Case) -> None:
    added(cast, case, files.pdf(3))
    for page in (2, 1):
        exhibits.open_page(cast.reviewer, case.number, label="E1", page=page)
    assert [(mark.user, mark.furthest) for mark in ExhibitOpened.objects.all()] == [(cast.reviewer, 2)]
    with pytest.raises(NotAllowed):
        exhibits.open_page(cast.protection_officer, case.number, label="E1", page=1)
    for label, page in (("E2", 1), ("E1", 4)):
        with pytest.raises(NotFound):
            exhibits.open_page(cast.reviewer, case.number, label=label, page=page)


def test_a_picture_is_drawn_once_and_kept(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    added(cast, case, files.png(comment="whisper"))
    drawn = exhibits.picture_of(cast.reviewer, case.number, label="E1", page=1)
    assert drawn.startswith(b"\x89PNG")
    assert b"whisper" not in drawn
    monkeypatch.setattr(exhibits, "run_guarded", None)
    assert exhibits.picture_of(cast.reviewer, case.number, label="E1", page=1) == drawn


def test_a_page_that_cannot_be_drawn_is_said(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    added(cast, case, files.png())
    monkeypatch.setattr(exhibits, "run_guarded", lambda *_, **__: Parsed({}, refused=Refusal.CRASHED))
    with pytest.raises(NotNow):
        exhibits.picture_of(cast.reviewer, case.number, label="E1", page=1)


def test_a_text_has_no_picture_and_only_a_recording_is_played(cast: Cast, case: Case) -> None:
    added(cast, case)
    added(cast, case, files.sound(), kind="recording")
    with pytest.raises(NotFound):
        exhibits.picture_of(cast.reviewer, case.number, label="E1", page=1)
    assert exhibits.recording_of(cast.reviewer, case.number, label="E2") == files.sound()
    with pytest.raises(NotFound):
        exhibits.recording_of(cast.reviewer, case.number, label="E1")


def pinned(cast: Cast, case: Case, **fields: Any) -> Passage:
    given: dict[str, Any] = {
        "label": "E1",
        "page": 1,
        "quote": "The river",
        "entity": "PRK",
        "fact": "is_outside",
    } | fields
    return pin_passage(cast.adjudicator, case.number, request=PassagePinned(**given))


def test_a_passage_is_pinned_to_a_fact_with_its_words(cast: Cast, case: Case) -> None:
    added(cast, case)
    passage = pinned(cast, case, direction="rebuts", weight="strong", note="seen from the bank")
    assert (passage.start, passage.before[-7:], passage.after[:4]) == (28, "night. ", " was")
    record = law_case_of(case).fact(("PRK", "is_outside"))
    assert record is not None
    item = record.evidence[-1]
    assert (item.source, item.at, str(item.direction), str(item.weight)) == ("E1", "page 1", "rebuts", "strong")
    assert str(record.state) == "unknown"  # a passage finds nothing


def test_of_like_places_the_marked_one_is_meant(cast: Cast, case: Case) -> None:
    added(cast, case, b"river. river. river.")
    assert pinned(cast, case, quote="river", start=8).start == 7


def test_a_quote_that_does_not_stand_there_is_refused(cast: Cast, case: Case) -> None:
    added(cast, case)
    for quote in ("The sea", "", "  "):
        with pytest.raises(Invalid) as refused:
            pinned(cast, case, quote=quote, fact="no_such_fact")
        assert set(refused.value.fields) == {"quote", "fact"}
    assert pinned(cast, case, key="p") == pinned(cast, case, key="p")
    assert Passage.objects.count() == 1
