"""The shelf: permission first, quotations checked and found again, and nothing that counts without a person."""

import dataclasses

import pytest
from django.db import IntegrityError, transaction

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from wellfounded.accounts.models import User
from wellfounded.audit.models import Detail
from wellfounded.cases.actions import find_statements as finding
from wellfounded.cases.actions import shelve_document as shelving
from wellfounded.cases.actions import shelve_source as sources
from wellfounded.cases.actions.add_country import CountryAdded, add_country
from wellfounded.cases.actions.decide_statement import (
    StatementDecided,
    StatementTied,
    decide_statement,
    tie_statement,
)
from wellfounded.cases.actions.find_statements import find_statements
from wellfounded.cases.actions.judge_source import SourceJudged, judge_source
from wellfounded.cases.actions.pin_from_shelf import ShelfPinned, pin_from_shelf
from wellfounded.cases.actions.shelve_document import read_document_anew, shelve_document
from wellfounded.cases.actions.shelve_source import SourceShelved, import_sources, shelve_source
from wellfounded.cases.actions.tie_passage import PassageTied, tie_passage
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.law_case import law_case_of
from wellfounded.cases.shelf import all_pins_from_shelf, document_behind, shelf_gate, source_behind, statements_behind
from wellfounded.cases.shelf_refusals import why_not_taken
from wellfounded.cases.states import State
from wellfounded.evidence.documents.extraction import Extraction
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason
from wellfounded.evidence.documents.source_record import Standard
from wellfounded.evidence.documents.whole import carry_out, whole
from wellfounded.evidence.search.index.reach import Filters
from wellfounded.library.models import Shelf, ShelfDocument, ShelfStatement, Source, Tie
from wellfounded.library.reading import placed_ties, search

REPORT = b"Findings\n\n12. Those sent back face torture in the camps.\n\n13. The river freezes in January.\n"
NEWS = b"The ministry denied that those sent back face torture.\n\nA lawyer said that they are tortured.\n"
LIST = b"| # | Document | Publisher, date |\n|---|---|---|\n| U1 | A report | A body, 7 Feb 2014 |\n| | | x |\n"


def unguarded(payload: bytes) -> Extraction:
    """The same reader without the walls of the child process, which is quicker; those are tested where they live."""
    return whole(payload, carry_out)


@pytest.fixture(autouse=True)
def _plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelving, "read_document", unguarded)


def shelved(user: User, content: bytes = REPORT, **fields: object) -> ShelfDocument:
    source = shelve_source(user, request=SourceShelved(title="A report", **fields))  # type: ignore[arg-type]  # any field
    return shelve_document(user, source.pk, content=content)


def hits(user: User, question: str, **narrowed: object) -> list[str]:
    found = search(question, shelf_gate(user), filters=Filters(**narrowed))  # type: ignore[arg-type]  # any filter
    assert found.count == len(found.found)
    return [one.passage.text for one in found.found]


@pytest.mark.parametrize("reason", Reason)
def test_a_file_that_is_refused_is_told_with_what_to_do(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, reason: Reason
) -> None:
    def refuse(_: bytes) -> Extraction:
        raise DocumentRefused(reason)

    monkeypatch.setattr(shelving, "read_document", refuse)
    with pytest.raises(Invalid) as told:
        shelved(cast.adjudicator)
    assert told.value.fields["content"] == str(why_not_taken(reason))
    assert not ShelfDocument.objects.exists()


def test_a_document_is_kept_byte_for_byte_and_its_passages_are_found(cast: Cast) -> None:
    document = shelved(cast.adjudicator)
    assert bytes(document.original) == REPORT
    assert hits(cast.counsel, "torture") == ["Findings\n\n12. Those sent back face torture in the camps."]
    with pytest.raises(Invalid, match="on the shelf already"):
        shelve_document(cast.adjudicator, document.source.pk, content=REPORT)


def test_what_is_restricted_is_neither_found_nor_counted_nor_opened(cast: Cast) -> None:
    document = shelved(cast.adjudicator, shelf=Shelf.RESTRICTED)
    assert hits(cast.reviewer, "torture")  # the control
    for user in (cast.interviewer, cast.counsel, cast.observer, cast.protection_officer):
        assert hits(user, "torture") == []
        with pytest.raises(NotFound):
            document_behind(shelf_gate(user), document.pk)
        with pytest.raises(NotFound):
            source_behind(shelf_gate(user), document.source.pk)
    with pytest.raises(Invalid) as refused:
        shelved(cast.interviewer, b"other", shelf=Shelf.RESTRICTED)
    assert set(refused.value.fields) == {"shelf"}


def test_who_has_no_part_in_a_case_does_not_read_the_shelf(cast: Cast) -> None:
    for user in (cast.registrar, cast.interpreter, cast.matcher, cast.oversight, cast.administrator):
        with pytest.raises(NotAllowed):
            shelf_gate(user)
    for user in (cast.counsel, cast.observer):
        with pytest.raises(NotAllowed):
            shelved(user)


def test_a_list_comes_in_once_and_judges_nothing(cast: Cast) -> None:
    first = import_sources(cast.adjudicator, LIST)
    assert [source.listed_as for source in first.made] == ["U1"]
    assert [entry.remarks for entry in first.entries if entry.record is None] == [
        ("No document is named in this row.",)
    ]
    again = import_sources(cast.adjudicator, LIST)
    assert (again.made, again.known) == ((), 1)
    assert first.made[0].record().unjudged == tuple(Standard)
    for wrong in (b"no table", b"%PDF-1.4"):
        with pytest.raises(Invalid):
            import_sources(cast.adjudicator, wrong)


def test_a_judgement_needs_a_reason_and_reaches_the_search(cast: Cast) -> None:
    document = shelved(cast.adjudicator)
    with pytest.raises(Invalid) as refused:
        judge_source(cast.adjudicator, document.source.pk, request=SourceJudged(standard="luck", grade="best"))
    assert set(refused.value.fields) == {"standard", "grade", "reason"}
    assert hits(cast.adjudicator, "torture", reliabilities=("fair",)) == []
    request = SourceJudged(standard="reliability", grade="fair", reason="one witness")
    judge_source(cast.adjudicator, document.source.pk, request=request)
    assert hits(cast.adjudicator, "torture", reliabilities=("fair",))


def test_words_are_checked_and_found_again_after_a_new_extraction(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    document = shelved(cast.adjudicator)
    request = PassageTied(quote="face torture", about="torture_risk")
    tie = tie_passage(cast.adjudicator, document.pk, request=request)
    assert (tie.paragraph, tie.prefix.endswith("sent back "), tie.suffix.startswith(" in the")) == ("12", True, True)
    assert hits(cast.counsel, "torture", criteria=("torture_risk",))
    before = unguarded(REPORT)
    longer = dataclasses.replace(before, text="A face torture of another kind.\n\n" + before.text)
    monkeypatch.setattr(shelving, "read_document", lambda _payload: longer)
    read_document_anew(cast.adjudicator, document.pk)
    (placed,) = placed_ties(document)
    assert placed.place == (tie.first + 33, tie.last + 33)  # not the nearer words, which stand among others
    assert hits(cast.counsel, "torture", criteria=("torture_risk",))
    gone = dataclasses.replace(before, text="Nothing of it.")
    monkeypatch.setattr(shelving, "read_document", lambda _payload: gone)
    read_document_anew(cast.adjudicator, document.pk)
    assert placed_ties(document)[0].place is None


def test_words_that_do_not_stand_there_are_refused(cast: Cast) -> None:
    document = shelved(cast.adjudicator)
    for quote, about in (("never said", "torture_risk"), ("", "torture_risk"), ("face torture", "no_such")):
        with pytest.raises(Invalid):
            tie_passage(cast.adjudicator, document.pk, request=PassageTied(quote=quote, about=about))
    assert not Tie.objects.exists()


def test_only_confirmed_statements_are_tied_and_a_rejected_one_stays_rejected(cast: Cast) -> None:
    document = shelved(cast.adjudicator, NEWS)
    assert find_statements(cast.adjudicator, document.pk) == 2
    denial, other = statements_behind(shelf_gate(cast.counsel))
    tied = StatementTied(about="torture_risk", direction="rebuts")
    with pytest.raises(NotNow):
        tie_statement(cast.adjudicator, denial.pk, request=tied)
    confirmed = StatementDecided(standing="confirmed", speaker="Ministry of X")
    decide_statement(cast.adjudicator, denial.pk, request=confirmed)
    assert tie_statement(cast.adjudicator, denial.pk, request=tied).by == cast.adjudicator
    decide_statement(cast.adjudicator, other.pk, request=StatementDecided(standing="rejected"))
    assert find_statements(cast.adjudicator, document.pk) == 0  # what people decided is not found again
    denial.refresh_from_db()
    assert (denial.speaker, denial.found["speaker"]["canonical"]) == (
        "Ministry of X",
        denial.found["speaker"]["canonical"],
    )
    assert denial.found["speaker"]["canonical"] != "Ministry of X"


def test_the_store_refuses_a_decision_that_nobody_made(cast: Cast) -> None:
    document = shelved(cast.adjudicator, NEWS)
    find_statements(cast.adjudicator, document.pk)
    for fields in ({"standing": "confirmed"}, {"decided_by": cast.adjudicator}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ShelfStatement.objects.update(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.update(retrieved_way="upload")


def test_a_pin_stands_beside_its_fact_and_names_its_source(cast: Cast) -> None:
    case, untouched = (make_staffed_case(cast, state=State.ASSESSMENT) for _ in range(2))
    add_country(cast.adjudicator, case.number, request=CountryAdded(code="PRK", nationality=True))
    document = shelved(cast.adjudicator, publisher="A body")
    pinned = ShelfPinned(
        key="k", document=document.pk, quote="face torture", entity="PRK", item="returnees_ill_treated", weight="strong"
    )
    pin = pin_from_shelf(cast.adjudicator, case.number, request=pinned)
    assert pin_from_shelf(cast.adjudicator, case.number, request=pinned) == pin
    record = law_case_of(case)
    fact = record.fact(("PRK", "returnees_ill_treated"))
    assert fact is not None
    assert [(item.source, item.at, item.kind) for item in fact.evidence] == [
        (document.source.label, "para. 12", "country_information")
    ]
    assert record.exhibits[document.source.label] == {"title": "A report", "publisher": "A body"}
    assert law_case_of(untouched).exhibits == {}
    criterion = dataclasses.replace(pinned, key="", item="torture_risk", direction="rebuts")
    assert pin_from_shelf(cast.adjudicator, case.number, request=criterion).direction == "rebuts"
    assert [one.item for one in case.shelf_pins.all()] == ["returnees_ill_treated", "torture_risk"]


def test_a_pin_needs_the_case_and_the_shelf(cast: Cast) -> None:
    case = make_staffed_case(cast, state=State.ASSESSMENT)
    add_country(cast.adjudicator, case.number, request=CountryAdded(code="PRK", nationality=True))
    document = shelved(cast.adjudicator, shelf=Shelf.RESTRICTED)
    pinned = ShelfPinned(document=document.pk, quote="face torture", entity="PRK", item="returnees_ill_treated")
    for user, refusal in ((cast.outsider, NotFound), (cast.counsel, NotAllowed), (cast.interviewer, NotFound)):
        with pytest.raises(refusal):
            pin_from_shelf(user, case.number, request=pinned)
    assert not case.shelf_pins.exists()
    pin_from_shelf(cast.adjudicator, case.number, request=pinned)
    assert law_case_of(case).exhibits == {document.source.label: {"title": "A restricted source of the shelf"}}
    for user, seen in ((cast.adjudicator, 1), (cast.interviewer, 0)):
        assert all_pins_from_shelf(user, case).count() == seen


def test_every_act_is_in_the_log_without_a_word_of_any_case(cast: Cast) -> None:
    document = shelved(cast.adjudicator)
    tie_passage(cast.adjudicator, document.pk, request=PassageTied(quote="face torture", about="torture_risk"))
    told = [(one.event, one.subject) for one in Detail.objects.order_by("entry")]
    label = document.source.label
    assert told[-3:] == [
        ("library:source:added", label),
        ("library:document:added", label),
        ("library:passage:tied", label),
    ]


def test_a_document_that_is_too_long_is_not_searched_for_statements(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = shelved(cast.adjudicator, NEWS)
    monkeypatch.setattr(finding, "LONGEST", len(document.text.text) - 1)
    with pytest.raises(NotNow):
        find_statements(cast.adjudicator, document.pk)
    monkeypatch.setattr(finding, "LONGEST", len(document.text.text))
    assert find_statements(cast.adjudicator, document.pk)


MANY = b"| # | Document |\n|---|---|\n" + b"| U1 | A report |\n" * 3


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", MANY])
def test_a_list_of_sources_that_cannot_be_read_is_refused_and_nothing_is_kept(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(sources, "MOST_SOURCES", 2)
    with pytest.raises(Invalid) as told:
        import_sources(cast.adjudicator, content=content)
    assert set(told.value.fields) == {"content"}
    assert not Source.objects.exists()


def test_only_what_the_law_knows_is_answered_by_a_statement(cast: Cast) -> None:
    document = shelved(cast.adjudicator, NEWS)
    find_statements(cast.adjudicator, document.pk)
    found = ShelfStatement.objects.earliest("pk")
    with pytest.raises(Invalid) as told:
        tie_statement(
            cast.adjudicator, found.pk, request=StatementTied(about="no_such_thing", direction="x", state="y")
        )
    assert set(told.value.fields) == {"about", "direction", "state"}


def test_a_source_is_about_countries_that_there_are(cast: Cast) -> None:
    with pytest.raises(Invalid) as told:
        shelve_source(cast.adjudicator, request=SourceShelved(title="A report", countries=("PRK", "XQZ")))
    assert "XQZ" in told.value.fields["countries"]
