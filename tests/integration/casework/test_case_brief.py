"""The brief of a case: what people accepted first, what is missing said, and nothing restricted out of the house."""

import io
import re
from datetime import date

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format
from docx import Document
from pypdf import PdfReader

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from wellfounded.accounts.models import User
from wellfounded.cases.actions import shelve_document as shelving
from wellfounded.cases.actions.add_country import CountryAdded, add_country
from wellfounded.cases.actions.ask_export import ExportAsked, ask_export
from wellfounded.cases.actions.pin_from_shelf import ShelfPinned, pin_from_shelf
from wellfounded.cases.actions.shelve_document import shelve_document
from wellfounded.cases.actions.shelve_source import SourceShelved, shelve_source
from wellfounded.cases.actions.tie_passage import PassageTied, tie_passage
from wellfounded.cases.errors import NotAllowed, NotNow
from wellfounded.cases.models import Case, RecordHead
from wellfounded.cases.shelf import gate_beside_case
from wellfounded.cases.states import State
from wellfounded.evidence.documents.extraction import Extraction
from wellfounded.evidence.documents.whole import carry_out, whole
from wellfounded.letters.brief.context import BriefView, CriterionView
from wellfounded.letters.brief.of_case import brief_of_case
from wellfounded.letters.gate import let_out
from wellfounded.library.models import DocumentText, Shelf, ShelfDocument

REPORT = b"Findings\n\n12. Those sent back face torture in the camps.\n\n13. The river freezes in January.\n"
CABLE = b"A secret cable: nobody who was sent back faced torture.\n"
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
TIED = "Those sent back face torture in the camps."


@pytest.fixture(autouse=True)
def _plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def unguarded(payload: bytes) -> Extraction:
        return whole(payload, carry_out)

    monkeypatch.setattr(shelving, "read_document", unguarded)


@pytest.fixture
def case(cast: Cast) -> Case:
    made = make_staffed_case(cast, state=State.ASSESSMENT)
    add_country(cast.adjudicator, made.number, request=CountryAdded(code="PRK", nationality=True))
    return made


def shelved(user: User, content: bytes = REPORT, **fields: object) -> ShelfDocument:
    request = SourceShelved(**({"title": "A report", "publisher": "A body"} | fields))  # type: ignore[arg-type]  # any field
    return shelve_document(user, shelve_source(user, request=request).pk, content=content)


def brief(user: User, case: Case, *, language: str = "en") -> BriefView:
    return brief_of_case(case, gate_beside_case(user), language=language)


def torture(view: BriefView) -> CriterionView:
    return next(one for one in view.criteria if one.place == ("torture_risk", "PRK"))


def left(cast: Cast, case: Case, **fields: str) -> bytes:
    asked = {"kind": "brief_docx", "recipient_kind": "office", "purpose": "hearing"} | fields
    return let_out(
        cast.adjudicator, ask_export(cast.adjudicator, ExportAsked(numbers=(case.number,), **asked)).pk
    ).content


def words_of_docx(content: bytes) -> str:
    return "\n".join(one.text for one in Document(io.BytesIO(content)).paragraphs)


def test_a_suggestion_says_so_until_somebody_accepts_it(cast: Cast, case: Case) -> None:
    document = shelved(cast.adjudicator)
    before = torture(brief(cast.adjudicator, case))
    (suggested,) = before.supports
    assert (suggested.quote, suggested.accepted, suggested.key) == (TIED, False, document.sha256)
    assert "nobody has accepted it" in suggested.standing
    assert any("Nobody has accepted" in line for line in before.missing)
    tie_passage(cast.adjudicator, document.pk, request=PassageTied(quote=TIED, about="torture_risk"))
    (accepted,) = torture(brief(cast.adjudicator, case)).supports
    assert (accepted.quote, accepted.accepted) == (TIED, True)
    assert accepted.standing.startswith("accepted by adjudicator on ")
    assert "para. 12" in accepted.citation


@pytest.mark.parametrize(("language", "known"), [("ko", "2020년 1월 10일"), ("zh-hans", "2020年1月10日")])
def test_days_are_written_as_the_pages_write_them(cast: Cast, case: Case, language: str, known: str) -> None:
    RecordHead.objects.create(case=case, known=date(2020, 1, 10))
    document = shelved(cast.adjudicator, published=date(2019, 2, 3))
    tie_passage(cast.adjudicator, document.pk, request=PassageTied(quote=TIED, about="torture_risk"))
    view = brief(cast.adjudicator, case, language=language)
    (accepted,) = torture(view).supports
    assert known in [value for _name, value in view.head]
    days = [*view.sources, *view.stale, accepted.standing, accepted.citation]
    days += [line for one in view.criteria for fact in one.facts for line in (fact.dates, fact.due)]
    assert [one for one in (*days, *(value for _name, value in view.head)) if ISO.search(one)] == []
    with translation.override(language):
        assert date_format(date(2019, 2, 3)) in accepted.citation
        assert date_format(timezone.localdate()) in accepted.standing


def test_what_was_rejected_or_pinned_already_is_not_suggested(cast: Cast, case: Case) -> None:
    document = shelved(cast.adjudicator)
    rejected = PassageTied(quote=TIED, about="torture_risk", state="rejected")
    tie_passage(cast.adjudicator, document.pk, request=rejected)
    assert torture(brief(cast.adjudicator, case)).supports == ()
    pin = ShelfPinned(document=document.pk, quote="face torture", entity="PRK", item="torture_risk", direction="rebuts")
    pin_from_shelf(cast.adjudicator, case.number, request=pin)
    view = torture(brief(cast.adjudicator, case))
    assert [one.standing.partition(" on ")[0] for one in view.rebuts] == ["pinned to this case by adjudicator"]
    assert view.supports == ()


def test_a_pin_stands_in_the_brief_of_its_own_case_alone(cast: Cast, case: Case) -> None:
    other = make_staffed_case(cast, state=State.ASSESSMENT)
    add_country(cast.adjudicator, other.number, request=CountryAdded(code="PRK", nationality=True))
    document = shelved(cast.adjudicator)
    pin = ShelfPinned(document=document.pk, quote="face torture", entity="PRK", item="returnees_ill_treated")
    pin_from_shelf(cast.adjudicator, case.number, request=pin)

    def pinned(of: Case) -> list[str]:
        return [one.quote for view in brief(cast.adjudicator, of).criteria for one in view.of_facts]

    assert set(pinned(case)) == {"face torture"}
    assert pinned(other) == []


def test_what_was_published_too_late_is_left_out_unless_it_was_pinned_to_the_case(cast: Cast, case: Case) -> None:
    RecordHead.objects.create(case=case, known=date(2020, 1, 10))
    document = shelved(cast.adjudicator, published=date(2024, 1, 26))
    tie_passage(cast.adjudicator, document.pk, request=PassageTied(quote=TIED, about="torture_risk"))
    late = [one for one in brief(cast.adjudicator, case).criteria if one.supports]
    assert late == []
    pin = ShelfPinned(document=document.pk, quote="face torture", entity="PRK", item="torture_risk")
    pin_from_shelf(cast.adjudicator, case.number, request=pin)
    assert [one.quote for one in torture(brief(cast.adjudicator, case)).supports] == ["face torture"]
    RecordHead.objects.update(known=date(2024, 2, 1))
    assert TIED in [one.quote for one in torture(brief(cast.adjudicator, case)).supports]  # the control


def test_words_that_stand_nowhere_any_more_are_shown_as_lost(cast: Cast, case: Case) -> None:
    document = shelved(cast.adjudicator)
    tie_passage(cast.adjudicator, document.pk, request=PassageTied(quote=TIED, about="torture_risk"))
    DocumentText.objects.create(document=document, text="Nothing of it.", method="another reader")
    (lost,) = [one for one in torture(brief(cast.adjudicator, case)).supports if one.accepted]
    assert "stand nowhere in the text of today" in lost.standing


def test_what_is_restricted_is_there_for_those_who_judge_alone(cast: Cast, case: Case) -> None:
    shelved(cast.adjudicator)
    shelved(cast.adjudicator, CABLE, title="A cable", shelf=Shelf.RESTRICTED)
    assert any("A cable" in name for name in brief(cast.adjudicator, case).sources)  # the control
    for user in (cast.interviewer, cast.observer):
        assert not any("A cable" in name for name in brief(user, case).sources)


@pytest.mark.parametrize(("recipient", "there"), [("office", True), ("counsel", False), ("applicant", False)])
def test_a_paper_that_leaves_the_house_holds_nothing_restricted(
    cast: Cast, case: Case, *, recipient: str, there: bool
) -> None:
    shelved(cast.adjudicator)
    shelved(cast.adjudicator, CABLE, title="A cable", shelf=Shelf.RESTRICTED)
    words = words_of_docx(left(cast, case, recipient_kind=recipient))
    assert TIED in words
    assert ("A cable" in words, "secret" in words) == (there, there)


def test_only_whoever_reads_the_assessment_lets_its_brief_out_and_once(cast: Cast, case: Case) -> None:
    request = ExportAsked(kind="brief_pdf", numbers=(case.number,), recipient_kind="office", purpose="hearing")
    for user in (cast.counsel, cast.protection_officer):  # who may export, and do not read the assessment
        with pytest.raises(NotAllowed):
            ask_export(user, request)
    export = ask_export(cast.adjudicator, request)
    assert let_out(cast.adjudicator, export.pk).media_type == "application/pdf"
    with pytest.raises(NotNow):
        let_out(cast.adjudicator, export.pk)


def test_both_papers_say_the_same_in_each_language(cast: Cast, case: Case) -> None:
    shelved(cast.adjudicator)
    for language, title in (("en", "Brief of evidence"), ("ko", "증거 요지서"), ("zh-hans", "证据摘要")):
        docx = words_of_docx(left(cast, case, language=language))
        pages = PdfReader(io.BytesIO(left(cast, case, kind="brief_pdf", language=language))).pages
        pdf = "".join(page.extract_text() for page in pages)
        for words in (docx, pdf):
            assert title in words
            assert "face torture in the camps" in " ".join(words.split())  # a quotation stays as it was printed
