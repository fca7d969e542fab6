"""The letter of a decision: the same words on both papers, no name, nothing that is not shown."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from tests.casework.cast import Cast
from tests.casework.decisions import case_in_assessment, to_state
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.serve_decision import Serving
from wellfounded.cases.actions.sign_decision import SigningDecision, sign_decision
from wellfounded.cases.decision_wording import text_hash as decision_hash
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import Decision, DecisionParagraph, TextSignOff
from wellfounded.cases.models.decision import current_decision
from wellfounded.letters.decision.letter import Letter, letter_of
from wellfounded.letters.decision.render import letter_docx, letter_html, letter_pdf
from wellfounded.letters.decision.serving import serve_letter
from wellfounded.letters.decision.wording import KIND, SAY, WORDS, text_hash
from wellfounded.persons.models import PersonName

DAY = date(2026, 3, 2)


@pytest.fixture
def decision(cast: Cast) -> Decision:
    case = to_state(case_in_assessment(cast), cast, "decided")
    PersonName.objects.create(person=case.person, text="리설화", added_by=cast.registrar)
    decision = current_decision(case)
    assert decision is not None
    return decision


def words_of(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def letter(decision: Decision, language: str = "en") -> Letter:
    return letter_of(decision, language=language, dated=DAY)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_both_papers_hold_every_paragraph_and_no_name(decision: Decision, language: str) -> None:
    made = letter(decision, language)
    docx, html = words_of(letter_docx(made)), letter_html(made)
    for paragraph in decision.paragraphs.filter(language=language):
        assert paragraph.text in docx
        assert str(paragraph.number) in docx
    assert "리설화" not in docx + html
    assert decision.case.number in docx


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_the_words_of_the_letter_are_explained_and_in_korean_with_those_of_the_north(
    decision: Decision, language: str
) -> None:
    made = letter(decision, language)
    docx, html = words_of(letter_docx(made)), letter_html(made)
    assert len(made.words) == len(WORDS)
    assert all(line in docx and line in html for line in made.words)
    assert sum("북에" in line for line in made.words) == (len(WORDS) if language == "ko" else 0)


def test_the_pdf_can_be_read_and_names_the_case(decision: Decision) -> None:
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(letter_pdf(letter(decision)))).pages)
    assert decision.case.number in text.replace("\n", "")
    assert str(SAY["appeal_free"])[:20] not in text  # recognised: nothing to appeal against


def test_a_docx_tells_nothing_of_who_made_it_where(decision: Decision) -> None:
    made = letter_docx(letter(decision))
    assert made == letter_docx(letter(decision))  # nothing of the moment in it
    told = Document(io.BytesIO(made)).core_properties
    assert (told.author, told.last_modified_by, told.comments) == ("", "", "")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not [name for name in archive.namelist() if "comments" in name or "customXml" in name]
        assert {part.date_time for part in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_a_draft_and_an_unsigned_language_say_so(decision: Decision) -> None:
    assert str(SAY["draft"]) not in letter(decision).banners
    decision.state = "draft"
    assert str(SAY["draft"]) in letter(decision).banners
    assert len(letter(decision, "ko").banners) == len(letter(decision).banners) + 1
    decision.withdrawn_at = decision.drafted_at
    assert str(SAY["withdrawn"]) in letter(decision).banners


def test_a_language_is_free_once_both_texts_are_signed_off(cast: Cast, decision: Decision) -> None:
    before = len(letter(decision, "ko").banners)
    for kind, told in ((KIND, text_hash("ko")), ("decision", decision_hash("ko"))):
        TextSignOff.objects.create(language="ko", kind=kind, hash=told, by=cast.reviewer, statement="Sworn translator")
    assert len(letter(decision, "ko").banners) == before - 1


def test_a_refusal_says_how_to_appeal(cast: Cast) -> None:
    case = to_state(case_in_assessment(cast), cast, "decided")
    decision = current_decision(case)
    assert decision is not None
    decision.outcome = "refused"
    DecisionParagraph.objects.create(
        decision=decision, language="en", number=99, message="appeal", generated="The applicant may appeal."
    )
    made = letter(decision)
    assert [one.number for one in made.appeal] == [99]
    assert "The applicant may appeal." in words_of(letter_docx(made))
    assert str(SAY["no_return"]) in made.appeal_says


def test_a_paragraph_names_its_law_and_how_far_it_was_checked(decision: Decision) -> None:
    rests = letter(decision).rests
    assert any("Convention" in rest.source and rest.checked for rest in rests)
    assert "Convention" in words_of(letter_docx(letter(decision)))


def test_no_door_serves_a_letter_whose_own_texts_nobody_signed_off(cast: Cast, decision: Decision) -> None:
    TextSignOff.objects.create(
        language="ko", kind="decision", hash=decision_hash("ko"), by=cast.reviewer, statement="Sworn translator"
    )
    today = timezone.localdate()
    asked = Serving(letter_date=today, served_on=today, how="in_person", language="ko", texts={})
    with pytest.raises(Invalid) as refused:
        serve_letter(cast.registrar, decision.case.number, request=asked)
    assert KIND in refused.value.fields["language"]
    with pytest.raises(Invalid) as refused:
        serve_letter(cast.registrar, decision.case.number, request=replace(asked, language=""))
    assert "language" in refused.value.fields
    TextSignOff.objects.create(
        language="ko", kind=KIND, hash=text_hash("ko"), by=cast.reviewer, statement="Sworn translator"
    )
    assert serve_letter(cast.registrar, decision.case.number, request=asked).letter_language == "ko"


def test_a_grant_by_two_people_tells_of_no_third_one(cast: Cast) -> None:
    case = to_state(case_in_assessment(cast), cast, "decision")
    draft_decision(cast.adjudicator, case.number, request=Drafting(languages=("en", "ko", "zh-hans")))
    decision = sign_decision(cast.reviewer, case.number, request=SigningDecision(read=True))
    assert letter(decision).signed.endswith("who had reviewed what another person had prepared.")
    for language in ("ko", "zh-hans"):
        assert letter(decision, language).signed != letter(decision).signed
        assert "또 다른" not in letter(decision, language).signed
        assert "又一人" not in letter(decision, language).signed


def test_three_people_are_told_of(decision: Decision) -> None:
    assert letter(decision).signed.endswith("Another person had prepared the decision, and another had reviewed it.")


def test_the_day_of_the_signature_is_that_of_the_office(decision: Decision) -> None:
    """Early in the morning in Seoul it is still the day before in London."""
    decision.signed_at = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    with timezone.override("Asia/Seoul"):
        assert "2 March 2026" in letter(decision).signed
